// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import SimulationKernel

/// Percentiles that an objective can bound.
private enum LatencyRank: String, CaseIterable {
    case p50, p90, p95, p99
    case p999 = "p99.9"

    var rank: Double {
        switch self {
        case .p50: 0.5
        case .p90: 0.9
        case .p95: 0.95
        case .p99: 0.99
        case .p999: 0.999
        }
    }
}

extension Fields {
    /// All objectives; names are looked up in the scenario and in what deployments put in its place.
    ///
    /// - Parameter reach: what the work of handlers and workflows follows from, in any deployment.
    func objectives(application: Application, handlers: [String], reach: ObjectiveReach) -> [Objective] {
        var result: [Objective] = []
        // What has mistakes may have meant to send something there.
        let isSound = !reading.diagnostics.hasErrors
        for entry in entries() {
            if entry.key == "monthly-cost" {
                if let bound = entry.field.monthlyCost() {
                    result.append(Objective(subject: .deployment, bound: bound, place: entry.keyPlace))
                }
                continue
            }
            guard let subject = subject(entry.key, at: entry.keyPlace, application, handlers),
                let fields = entry.field.fields()
            else { continue }
            let isFed = if case .handler(let name) = subject { reach.fed.contains(name) } else { false }
            for (bound, node) in fields.bounds(isFed: isFed) {
                if isSound, let refusal = reach.refusal(of: bound, on: subject) {
                    reading.report(.conflict(refusal), at: node)
                }
                result.append(Objective(subject: subject, bound: bound, place: entry.keyPlace))
            }
            fields.finish()
        }
        return result
    }

    private func subject(
        _ key: String, at place: SourcePlace, _ application: Application, _ handlers: [String]
    ) -> ObjectiveSubject? {
        let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
        if parts.count == 2, let door = application.doors.named(parts[0]),
            door.routes.contains(where: { $0.name == parts[1] })
        {
            return .route(door: parts[0], handler: parts[1])
        }
        if parts.count == 1, handlers.contains(key) { return .handler(key) }
        guard !parts.contains(where: reading.broken.contains) else { return nil }
        let routes = application.doors.flatMap { door in door.routes.map { "\(door.name)/\($0.name)" } }
        reading.unknown("handler or route", key, known: handlers + routes + ["monthly-cost"], at: place, path: path)
        return nil
    }

    private func bounds(isFed: Bool) -> [(bound: ObjectiveBound, node: Node)] {
        var result: [(ObjectiveBound, Node)] = []
        for rank in LatencyRank.allCases {
            guard let field = take(rank.rawValue), let limit = field.upperBound({ $0.duration() }) else { continue }
            result.append((.latency(rank: rank.rank, atMost: limit), field.node))
        }
        for rank in LatencyRank.allCases {
            guard let field = take("\(rank.rawValue)-age"), let limit = field.upperBound({ $0.duration() })
            else { continue }
            if isFed {
                result.append((.age(rank: rank.rank, atMost: limit), field.node))
            } else {
                reading.report(.conflict("an age is that of messages, and no channel brings any here"), at: field.node)
            }
        }
        func share(_ key: String, _ bound: (Double) -> ObjectiveBound) {
            guard let field = take(key),
                let limit = field.isWord("none") ? 0 : field.upperBound({ $0.share() })
            else { return }
            result.append((bound(limit), field.node))
        }
        share("refused") { .refused(atMost: $0) }
        share("lost") { .lost(atMost: $0) }
        share("failed") { .failed(atMost: $0) }
        return result
    }
}

extension Field {
    /// What follows an optional `<` or `<=`.
    fileprivate func upperBound<Value>(_ read: (Field) -> Value?) -> Value? {
        guard let text = node.text, text.hasPrefix("<") else { return read(self) }
        let rest = text.drop { $0 == "<" || $0 == "=" || $0 == " " }
        var field = self
        field.node.content = .scalar(String(rest), wasQuoted: false)
        return read(field)
    }

    fileprivate func monthlyCost() -> ObjectiveBound? {
        upperBound { field in
            var plain = field
            plain.node.content = .scalar((field.node.text ?? "").replacing(",", with: ""), wasQuoted: false)
            guard let amount = plain.dollars() else { return nil }
            note()
            return .monthlyCost(atMost: amount.approximate, currency: Currency.usd.rawValue)
        }
    }
}
