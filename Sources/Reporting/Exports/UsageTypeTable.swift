// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Pricing

/// What AWS's calculator calls the prices of our book.
struct UsageTypeTable: Sendable {
    /// Whether a usage type of the home region bears its prefix: those of services that came later do.
    enum HomeForm: String, CaseIterable, Sendable {
        case plain, prefixed
    }

    /// The calculator's name of one price, before the region.
    struct Entry: Sendable, Hashable {
        let service: String
        let usageType: String
        let operation: String
        let homeForm: HomeForm
        let usageTypeAtHome: String?
        let confidence: PriceConfidence
    }

    /// The calculator's name of one price in one region.
    struct Name: Hashable, Sendable {
        let service: String
        let usageType: String
        let operation: String
    }

    /// The region that usage types began in.
    private static let home = "us-east-1"

    let entries: [String: Entry]
    private let prefixes: [String: String]

    static func standard() throws -> UsageTypeTable {
        try ExportResource.read("aws-usage-types.yaml") { UsageTypeTable(&$0) }
    }

    private init(_ keys: inout MappingReader) {
        let diagnostics = keys.diagnostics
        let sources = keys.entries("sources").map(\.key)
        for source in keys.node["sources"]?.entries ?? [] {
            _ = MappingReader.read(source.value, diagnostics) { keys in
                _ = keys.required("title", .text)
                return keys.required("date", .text)
            }
        }
        prefixes = keys.entries("regions").reduce(into: [:]) { prefixes, entry in
            prefixes[entry.key] = ValueReader.text.read(entry.value, diagnostics)
        }
        entries = keys.entries("services").reduce(into: [:]) { entries, service in
            if service.key.count > 32 {
                let fault = Fault.custom(what: "a service code has 32 characters at the most", hint: nil)
                diagnostics.error(fault, at: service.value)
            }
            _ = MappingReader.read(service.value, diagnostics) { keys in
                _ = keys.required("source", .name(of: "source", among: sources))
                let form = keys.required("at-home", .enumeration(HomeForm.self, "form"))
                // Names of prices have a slash, which names of our own files have not.
                for use in keys.take("uses")?.entries ?? [] {
                    entries[use.key] = MappingReader.read(use.value, diagnostics) { keys in
                        form.flatMap { Entry(&keys, service: service.key, homeForm: $0) }
                    }
                }
                return form
            }
        }
    }

    /// Nil for what the table lacks, or in a region that it lacks.
    func name(of id: PriceID) -> Name? {
        guard let entry = entries[id.name], let prefix = prefixes[id.region] else { return nil }
        let isHome = id.region == Self.home
        let usageType = isHome ? entry.usageTypeAtHome ?? entry.usageType : entry.usageType
        let isPlain = isHome && entry.homeForm == .plain
        return Name(
            service: entry.service, usageType: isPlain ? usageType : prefix + usageType, operation: entry.operation)
    }
}

extension UsageTypeTable.Entry {
    /// The lengths are those of the calculator's interface (BatchCreateWorkloadEstimateUsageEntry).
    fileprivate init?(_ keys: inout MappingReader, service: String, homeForm: UsageTypeTable.HomeForm) {
        let usageType = keys.required("usage-type", .text(upTo: 120))
        let operation = keys.required("operation", .text(upTo: 32))
        let usageTypeAtHome = keys.optional("usage-type-at-home", .text(upTo: 120))
        let confidence = keys.required("confidence", .enumeration(PriceConfidence.self, "confidence"))
        guard let usageType, let operation, let confidence else { return nil }
        self.init(
            service: service, usageType: usageType, operation: operation, homeForm: homeForm,
            usageTypeAtHome: usageTypeAtHome, confidence: confidence)
    }
}

extension ValueReader where Value == String {
    fileprivate static func text(upTo most: Int) -> Self {
        text.check(
            { $0.count <= most }, else: { .custom(what: "'\($0)' is longer than \(most) characters", hint: nil) })
    }
}
