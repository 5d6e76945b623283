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
    private let regions: [String: String]
    private let effective: String
    private let sources: [String: Source]

    init?(keys: inout MappingReader, base: PriceBook?) {
        let provider: CloudProvider? = keys.required("provider", .enumeration("provider"))
        let currency: Currency? = keys.required("currency", .enumeration("currency"))
        if let currency, currency != .usd, let node = keys.take("currency") {
            keys.diagnostics.error(.custom(what: "prices in \(currency.rawValue)", hint: "price books are in USD"), at: node)
        }
        effective = keys.required("effective", .text) ?? ""
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
            keys.allow(["free-allowances", "savings-plans", "services"])
            return nil
        }
        self.provider = provider
        self.base = base
    }

    func book(_ keys: inout MappingReader) -> PriceBook? {
        let prices = (keys.requiredNode("services")?.entries ?? []).flatMap { readService($0, keys.diagnostics) }
        let known = Set(prices.map(\.id.name)).union((base?.prices ?? []).map(\.id.name)).sorted()
        let units = Dictionary(
            ((base?.prices ?? []) + prices).map { ($0.id.name, $0.unit) }, uniquingKeysWith: { _, last in last })
        let allowances = (keys.take("free-allowances")?.entries ?? []).compactMap {
            readAllowance($0, known, units, keys.diagnostics)
        }
        reportDoubleCover(allowances, keys)
        let plans = (keys.take("savings-plans")?.entries ?? []).compactMap { readPlan($0, known, keys.diagnostics) }
        let edition = PriceBook.Edition(provider: provider, effective: effective, regions: regions)
        return PriceBook(editions: [edition], prices: prices, allowances: allowances, savingsPlans: plans)
    }

    // MARK: Prices

    private func readService(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> [Price] {
        MappingReader.read(entry.value, diagnostics) { keys in
            let title = keys.required("title", .text) ?? entry.key
            let prices = keys.requiredNode("prices")?.entries ?? []
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
                        note: notes.isEmpty ? nil : notes.joined(separator: "; "), source: named.title,
                        date: named.date, confidence: confidence)
                }
            }
        } ?? []
    }

    // MARK: Allowances and plans

    private func readAllowance(
        _ entry: Node.Entry, _ known: [String], _ units: [String: String], _ diagnostics: Diagnostics
    ) -> FreeAllowance? {
        MappingReader.read(entry.value, diagnostics) { keys -> FreeAllowance? in
            let title = keys.required("title", .text)
            let quantity: CountOfUnits? = keys.required("quantity", .quantity)
            let unit = keys.required("unit", .text)
            let kind: FreeAllowance.Kind? = keys.required("kind", .enumeration("kind of allowance"))
            let covers = keys.required("covers", .oneOrMore(of: .name(of: "price", among: known)))
            let source = readSources(&keys)
            guard let title, let quantity, let unit, let kind, let covers, let source else { return nil }
            for name in covers {
                guard let other = units[name], other != unit else { continue }
                keys.diagnostics.error(
                    .custom(what: "an allowance in \(unit) for \(name), which is priced by \(other)", hint: nil), at: keys.node)
            }
            return FreeAllowance(
                provider: provider, name: entry.key, title: title, quantity: quantity.value, unit: unit, kind: kind,
                covers: covers, source: source.title)
        }
    }

    private func reportDoubleCover(_ allowances: [FreeAllowance], _ keys: MappingReader) {
        var seen: [String: String] = [:]
        for allowance in allowances {
            for name in allowance.covers {
                if let first = seen.updateValue(allowance.name, forKey: name),
                    let node = keys.node["free-allowances"]?[allowance.name]
                {
                    keys.diagnostics.error(.custom(what: "\(name) is covered twice, first by \(first)", hint: nil), at: node)
                }
            }
        }
    }

    private func readPlan(_ entry: Node.Entry, _ known: [String], _ diagnostics: Diagnostics) -> SavingsPlan? {
        MappingReader.read(entry.value, diagnostics) { keys -> SavingsPlan? in
            let title = keys.required("title", .text)
            let note = keys.optional("note", .text)
            let source = readSources(&keys)
            let places = keys.required("regions", .oneOrMore(of: .name(of: "region", among: regions.keys.sorted())))
            let discounts = Self.table(
                keys.requiredNode("discounts"), ValueReader<Discount>.quantity, diagnostics, names: ("price", known))
            guard let title, let source, let places else { return nil }
            return SavingsPlan(
                provider: provider, name: entry.key, title: title, regions: places,
                discounts: discounts.mapValues(\.fraction), note: note, source: source.title)
        }
    }

    // MARK: Common

    /// The sources under `source` in one sentence, with the date of the first.
    private func readSources(_ keys: inout MappingReader) -> Source? {
        let names = keys.required("source", .oneOrMore(of: .name(of: "source", among: sources.keys.sorted())))
        guard let named = names?.compactMap({ sources[$0] }), let first = named.first else { return nil }
        return Source(title: named.map(\.title).joined(separator: "; "), date: first.date)
    }

    /// A mapping whose keys are names; `names`, if given, are the only ones allowed.
    private static func table<Value: Sendable>(
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
