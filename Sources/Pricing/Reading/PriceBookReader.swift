// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads the sections of a price book; what later sections may refer to is read first.
struct PriceBookReader {
    struct Source {
        let title: String
        let date: String
    }

    let provider: CloudProvider
    let base: PriceBook?
    let regions: [String: String]
    private let effective: String
    let sources: [String: Source]

    init?(keys: inout MappingReader, base: PriceBook?) {
        let provider = keys.required("provider", .name).map(CloudProvider.init(rawValue:))
        let currency: Currency? = keys.required("currency", .enumeration("currency"))
        if let currency, currency != .usd, let node = keys.take("currency") {
            let fault = Fault.custom(what: "prices in \(currency.rawValue)", hint: "price books are in USD")
            keys.diagnostics.error(fault, at: node)
        }
        effective = keys.required("effective", .day) ?? ""
        regions = Self.table(keys.requiredNode("regions"), .text, keys.diagnostics)
        let source = ValueReader<Source> { node, diagnostics in
            MappingReader.read(node, diagnostics) { source in
                let title = source.required("title", .text)
                let date = source.required("date", .text)
                guard let title, let date else { return nil }
                return Source(title: title, date: date)
            }
        }
        sources = Self.table(keys.requiredNode("sources"), source, keys.diagnostics)
        guard let provider else {
            keys.allow(["free-allowances", "savings-plans", "base-fees", "not-priced", "meters", "services"])
            return nil
        }
        self.provider = provider
        self.base = base
    }

    func book(_ keys: inout MappingReader) -> PriceBook? {
        let prices = keys.requiredEntries("services").flatMap { readService($0, keys.diagnostics) }
        let gaps = keys.namedEntries("not-priced").compactMap { readGap($0, prices, keys.diagnostics) }
        let all = (base?.prices ?? []).filter { $0.id.provider == provider } + prices
        let known = Set(all.map(\.id.name)).sorted()
        let units = Dictionary(all.map { ($0.id.name, $0.unit) }, uniquingKeysWith: { _, last in last })
        let allowances = keys.namedEntries("free-allowances").compactMap {
            readAllowance($0, known, units, keys.diagnostics)
        }
        reportDoubleCover(allowances, keys)
        let plans = keys.namedEntries("savings-plans").compactMap { readPlan($0, known, keys.diagnostics) }
        let fees = keys.namedEntries("base-fees").compactMap { readFee($0, all, keys.diagnostics) }
        var rules = Dictionary(all.map { ($0.id.name, $0.rule) }, uniquingKeysWith: { _, last in last })
        for gap in gaps + (base?.gaps ?? []) where gap.provider == provider && rules[gap.name] == nil {
            rules[gap.name] = BillingRule()
        }
        let formReader = MeterFormReader(provider: provider, rules: rules)
        let forms = keys.namedEntries("meters").compactMap { formReader.form($0, keys.diagnostics) }
        let edition = PriceBook.Edition(provider: provider, effective: effective, regions: regions)
        return PriceBook(
            editions: [edition], prices: prices, allowances: allowances, savingsPlans: plans, baseFees: fees,
            gaps: gaps, forms: forms)
    }

    // MARK: Prices

    private func readService(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> [Price] {
        MappingReader.read(entry.value, diagnostics) { keys in
            let title = keys.required("title", .text) ?? entry.key
            let prices = keys.requiredEntries("prices")
            return prices.flatMap { readPrice($0, service: entry.key, title: title, diagnostics) }
        } ?? []
    }

    private func readPrice(
        _ entry: Node.Entry, service: String, title serviceTitle: String, _ diagnostics: Diagnostics
    ) -> [Price] {
        MappingReader.read(entry.value, diagnostics) { keys -> [Price]? in
            let title = keys.required("title", .text) ?? entry.key
            let unit = keys.required("unit", .text) ?? ""
            let note = keys.optional("note", .text)
            let rule = keys.billingRule()
            let names = regions.keys.sorted() + [PriceBook.everywhere]
            return names.compactMap { region -> Price? in
                keys.mapping(region) { keys -> Price? in
                    let tiers = keys.tiers()
                    let named = readSources(&keys)
                    let confidence: PriceConfidence? = keys.required("confidence", .enumeration("confidence"))
                    let notes = [note, keys.optional("note", .text)].compactMap(\.self)
                    guard let tiers, let named, let confidence else { return nil }
                    let id = PriceID(provider: provider, region: region, service: service, dimension: entry.key)
                    return Price(
                        id: id, service: serviceTitle, title: title, unit: unit, tiers: tiers,
                        rule: rule, note: notes.isEmpty ? nil : notes.joined(separator: "; "), source: named.title,
                        date: named.date, confidence: confidence)
                }
            }
        } ?? []
    }

    // MARK: Common

    /// The sources under `source` in one sentence, with the date of the first.
    func readSources(_ keys: inout MappingReader) -> Source? {
        let names = keys.required("source", .oneOrMore(of: .name(of: "source", among: sources.keys.sorted())))
        guard let named = names?.compactMap({ sources[$0] }), let first = named.first else { return nil }
        return Source(title: named.map(\.title).joined(separator: "; "), date: first.date)
    }

    /// A mapping whose keys are names; `names`, if given, are the only ones allowed.
    static func table<Value: Sendable>(
        _ node: Node?, _ reader: ValueReader<Value>, _ diagnostics: Diagnostics,
        names: (kind: String, known: [String])? = nil
    ) -> [String: Value] {
        guard let node else { return [:] }
        guard let entries = node.entries else {
            diagnostics.error(.wrongType(expected: "a mapping (name: value)", found: node.type), at: node)
            return [:]
        }
        var values: [String: Value] = [:]
        for entry in entries {
            if let names, !names.known.contains(entry.key) {
                let nearest = NearestName.of(entry.key, among: names.known)
                diagnostics.error(
                    .unknownName(kind: names.kind, name: entry.key, nearest: nearest, known: names.known),
                    at: entry.keyPlace, path: entry.value.path)
            }
            values[entry.key] = reader.read(entry.value, diagnostics)
        }
        return values
    }
}
