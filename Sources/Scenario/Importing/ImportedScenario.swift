// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A scenario made from the traffic that a usage file of Infracost tells. What the file does not say is written as an
/// assumption, where somebody who knows better can change it.
public struct ImportedScenario: Sendable {
    private let usage: InfracostUsage
    private let name: String
    private let region: String

    /// - Parameters:
    ///   - name: The scenario's.
    ///   - region: Of AWS.
    public init(_ usage: InfracostUsage, name: String, region: String) {
        self.usage = usage
        self.name = name
        self.region = region
    }

    /// Calls of a queue's interface for one message that nobody batches: it is sent, received and deleted.
    private static let callsAMessage = 3.0
    private static let secondsAMonth = 730.0 * 3600
    /// Requests that an hour should have at least; otherwise a day is simulated.
    private static let requestsAnHour = 20_000.0
    /// And that a day should have; otherwise a month is.
    private static let requestsADay = 1_000.0

    /// Whether exponential durations would often be beyond what a function may take: from a minute on, once in three
    /// million.
    private static func isLong(_ function: InfracostUsage.Function) -> Bool { function.duration > 60_000 }

    public var text: String {
        let sections = [
            head, section("traffic", traffic), section("handlers", handlers), section("channels", channels),
            section("backends", backends), section("deployments", deployments),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var head: String {
        let monthly = usage.functions.reduce(0) { $0 + Double($1.monthlyRequests) }
            + usage.queues.reduce(0) { $0 + $1.monthlyRequests / Self.callsAMessage }
            + usage.tables.reduce(0) { $0 + Double($1.monthlyWrites + $1.monthlyReads) }
        let anHour = monthly / 730
        let length = anHour * 24 < Self.requestsADay ? "730 h" : anHour < Self.requestsAnHour ? "1 day" : "1 h"
        let warmUp = usage.functions.contains(where: Self.isLong) ? "1 h" : "10 min"
        return """
            # SPDX-License-Identifier: CC0-1.0
            # Made from a usage file of Infracost, which holds totals of a month and averages. What it does not say is
            # assumed; each assumption is marked, and worth a look before anybody relies on the result.
            # assumption: traffic is steady and comes by chance (Poisson); give it a profile of hours if you know them.
            name: "\(Self.escaped(name))"
            period: { simulate: \(length), bill-as: 730 h, horizon: steady-state, warm-up: \(warmUp) }

            """
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\(title):\n" + lines.map { "  \($0)\n" }.joined()
    }

    private var traffic: [String] {
        func source(_ name: String, to target: String, _ monthly: String, size: String = "") -> String {
            "\(name): { to: \(target), \(size)arrivals: { process: poisson, rate: \(monthly)/month } }"
        }
        var lines = usage.functions.map { source($0.name, to: $0.name, String($0.monthlyRequests)) }
        if !usage.queues.isEmpty {
            lines.append("# assumption: three requests a message, which is sent, received and deleted on its own.")
        }
        lines += usage.queues.map { queue in
            let messages = (queue.monthlyRequests / Self.callsAMessage).written
            return source(queue.name, to: queue.name, messages, size: "size: \(queue.requestSize) KB, ")
        }
        for table in usage.tables {
            if table.monthlyWrites > 0 {
                lines.append(source("\(table.name)-writes", to: table.name, String(table.monthlyWrites)))
            }
            if table.monthlyReads > 0 {
                lines.append(source("\(table.name)-reads", to: "\(table.name)-reader", String(table.monthlyReads)))
            }
        }
        return lines
    }

    private var handlers: [String] {
        var lines: [String] = []
        if usage.functions.contains(where: { !Self.isLong($0) }) {
            lines.append("# assumption: durations are exponential, and all of it is work; an average has no shape.")
        }
        if usage.functions.contains(where: Self.isLong) {
            lines.append("# assumption: what takes minutes takes always the same; exponential times would pass 900 s.")
        }
        lines += usage.functions.map { function in
            let shape = Self.isLong(function) ? "constant" : "exponential"
            return "\(function.name): { steps: [ compute: { \(shape): \(function.duration.written) ms } ] }"
        }
        if !usage.queues.isEmpty { lines.append("# assumption: who takes the messages is not in the file.") }
        lines += usage.queues.map { "\($0.name)-consumer: { steps: [ compute: 1 ms ] }" }
        let read = usage.tables.filter { $0.monthlyReads > 0 }
        if !read.isEmpty { lines.append("# assumption: a capacity unit is one strongly consistent read of 4 KB.") }
        lines += read.map { "\($0.name)-reader: { steps: [ read: { \($0.name): 4 KB, consistency: strong } ] }" }
        return lines
    }

    private var channels: [String] {
        usage.queues.map { "\($0.name): { kind: queue, batch: 1, to: \($0.name)-consumer }" }
    }

    private var backends: [String] {
        usage.tables.map { table in
            "\(table.name): { kind: table" + (table.storage > 0 ? ", storage: \(table.storage) GB" : "") + " }"
        }
    }

    private var deployments: [String] {
        let placed = functionPlacement + unbilledPlacements
        return [
            "# assumption: 1769 MB, where a handler has one core, so that durations hold; memory is not in the file.",
            "lambda:", "  provider: aws", "  region: \(region)",
        ] + (placed.isEmpty ? [] : ["  place:"] + placed.map { "    \($0)" })
    }

    private var functionPlacement: [String] {
        guard !usage.functions.isEmpty else { return [] }
        let function = "use: lambda, memory: 1769 MB, timeout: 900 s"
        guard let quota = raisedQuota else { return ["handlers: { \(function) }"] }
        return [
            "# assumption: the account's quota was raised, as so much work at a time needs it.",
            "handlers: { \(function), account-concurrency: \(quota) }",
        ]
    }

    /// Whoever takes from a queue or reads a table is not billed, and polls nothing beside what it takes: the file holds
    /// all that was asked for.
    private var unbilledPlacements: [String] {
        func users(_ name: String, _ monthly: Double) -> String {
            let servers = max(10, Int((monthly / Self.secondsAMonth / 5).rounded(.up)))
            return "\(name): { use: pool, servers: \(servers), price: { per-hour: 0 USD } }"
        }
        let placed = usage.queues.map { users("\($0.name)-consumer", $0.monthlyRequests / Self.callsAMessage) }
            + usage.tables.filter { $0.monthlyReads > 0 }.map { users("\($0.name)-reader", Double($0.monthlyReads)) }
        return placed.isEmpty
            ? [] : ["# assumption: these cost nothing here; place them where they run to have them billed."] + placed
    }

    /// Twice the mean number of executions at a time, in thousands, where an account's first thousand may not do.
    private var raisedQuota: Int? {
        let load = usage.functions.reduce(0) { $0 + Double($1.monthlyRequests) * $1.duration / 1000 } / Self.secondsAMonth
        return load > 500 ? Int((load / 500).rounded(.up)) * 1000 : nil
    }

    /// As YAML takes it between double quotes.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
