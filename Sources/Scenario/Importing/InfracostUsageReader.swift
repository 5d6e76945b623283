// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Pricing

/// Reads the resources of a usage file whose traffic a scenario can carry.
struct InfracostUsageReader {
    /// The types that become parts of a scenario, by Terraform's names.
    private enum Kind: String, CaseIterable {
        case function = "aws_lambda_function"
        case queue = "aws_sqs_queue"
        case table = "aws_dynamodb_table"
    }

    /// Words of the language that are never names (LANGUAGE.md, "Values").
    private static let keptWords = Set(CallOption.allCases.map(\.rawValue)).union([
        "handlers", "doors", "backends", "channels", "workflows", "probability", "size", "transactional",
    ])

    let diagnostics: Diagnostics

    func usage(_ keys: inout MappingReader) -> InfracostUsage? {
        if let version = keys.requiredNode("version"), version.text != "0.1" {
            diagnostics.error(
                .unknownName(kind: "version", name: version.text ?? version.flowText, nearest: "0.1", known: ["0.1"]),
                at: version)
        }
        var defaults: [Kind: Node] = [:]
        for entry in mapping(keys.take("resource_type_default_usage")) {
            if let kind = Kind(rawValue: entry.key) { defaults[kind] = entry.value }
        }
        var usage = InfracostUsage()
        var taken: Set<String> = []
        // Addresses have dots and brackets, which names of our own files have not.
        for entry in mapping(keys.take("resource_usage")) {
            let address = Address(entry.key)
            guard let kind = Kind(rawValue: address.type) else {
                usage.leftOut.append(entry.key)
                continue
            }
            let name = Self.unused(address.name, &taken)
            add(entry.value, kind, name: name, standard: defaults[kind], to: &usage)
        }
        if usage.functions.isEmpty && usage.queues.isEmpty && usage.tables.isEmpty && !diagnostics.hasErrors {
            let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            diagnostics.error(
                .custom(what: "no resource here has traffic", hint: "give the usage of \(known)"), at: keys.node)
        }
        return usage
    }

    /// The name, with a number if it or one that a scenario makes of it is taken.
    private static func unused(_ name: String, _ taken: inout Set<String>) -> String {
        func family(_ name: String) -> [String] { [name, "\(name)-consumer", "\(name)-reader"] }
        var candidate = name, number = 2
        while !taken.isDisjoint(with: family(candidate)) || keptWords.contains(candidate) {
            candidate = "\(name)-\(number)"
            number += 1
        }
        taken.formUnion(family(candidate))
        return candidate
    }

    private func mapping(_ node: Node?) -> [Node.Entry] {
        guard let node else { return [] }
        return MappingReader(node, diagnostics)?.node.entries ?? []
    }

    private func add(_ node: Node, _ kind: Kind, name: String, standard: Node?, to usage: inout InfracostUsage) {
        let values = Values(own: node, standard: standard, diagnostics: diagnostics)
        switch kind {
        case .function:
            let requests = values.required("monthly_requests", .count)
            let longest = 1000 * LambdaQuota.timeout.seconds
            let duration = values.required("request_duration_ms", .number.positive.within(0...longest))
            if let requests, let duration {
                usage.functions.append(.init(name: name, monthlyRequests: requests, duration: duration))
            }
            values.finish(["monthly_requests", "request_duration_ms"])
        case .queue:
            let requests = values.required("monthly_requests", .number.notNegative)
            let size = values.optional("request_size_kb", .count.positive) ?? 1
            if let requests {
                usage.queues.append(.init(name: name, monthlyRequests: requests, requestSize: size))
            }
            values.finish(["monthly_requests", "request_size_kb"])
        case .table:
            let writes = values.optional("monthly_write_request_units", .count) ?? 0
            let reads = values.optional("monthly_read_request_units", .count) ?? 0
            let storage = values.optional("storage_gb", .count) ?? 0
            usage.tables.append(.init(name: name, monthlyWrites: writes, monthlyReads: reads, storage: storage))
            values.finish([
                "monthly_write_request_units", "monthly_read_request_units", "storage_gb", "pitr_backup_storage_gb",
                "on_demand_backup_storage_gb", "monthly_data_restored_gb", "monthly_streams_read_request_units",
            ])
        }
    }

    /// `module.shop.aws_lambda_function.orders["a"]`: a type and a name, whatever stands around them.
    private struct Address {
        var type = ""
        var name = ""

        init(_ text: String) {
            var plain = "", depth = 0
            for letter in text {
                if letter == "[" { depth += 1 } else if letter == "]" { depth -= 1 } else if depth == 0 {
                    plain.append(letter)
                }
            }
            let parts = plain.split(separator: ".")
            guard parts.count >= 2 else { return }
            type = String(parts[parts.count - 2])
            name = String(parts[parts.count - 1].map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
            while name.hasPrefix("_") || name.hasPrefix("-") { name.removeFirst() }
            if name.isEmpty { name = "unnamed" }
        }
    }

    /// A resource's own values, and those of its type where it says nothing.
    private struct Values {
        let own: Node
        let standard: Node?
        let diagnostics: Diagnostics

        func optional<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
            (own[key] ?? standard?[key]).flatMap { reader.read($0, diagnostics) }
        }

        func required<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
            if own[key] == nil, standard?[key] == nil { diagnostics.error(.missingKey(name: key), at: own) }
            return optional(key, reader)
        }

        /// Reports keys that a resource of this type has not.
        func finish(_ known: [String]) {
            for node in [own, standard].compactMap(\.self) {
                _ = MappingReader.read(node, diagnostics) { keys in
                    keys.allow(known)
                    return true
                }
            }
        }
    }
}
