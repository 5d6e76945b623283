// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Allowances, plans, fees and gaps.
extension PriceBookReader {
    func readAllowance(
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
                    .custom(what: "an allowance in \(unit) for \(name), which is priced by \(other)", hint: nil),
                    at: keys.node)
            }
            return FreeAllowance(
                provider: provider, name: entry.key, title: title, quantity: quantity.value, unit: unit, kind: kind,
                covers: covers, source: source.title)
        }
    }

    func reportDoubleCover(_ allowances: [FreeAllowance], _ keys: MappingReader) {
        var seen: [String: String] = [:]
        for allowance in allowances {
            for name in allowance.covers {
                if let first = seen.updateValue(allowance.name, forKey: name),
                    let node = keys.node["free-allowances"]?[allowance.name]
                {
                    let what = "\(name) is covered twice, first by \(first)"
                    keys.diagnostics.error(.custom(what: what, hint: nil), at: node)
                }
            }
        }
    }

    func readPlan(_ entry: Node.Entry, _ known: [String], _ diagnostics: Diagnostics) -> SavingsPlan? {
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

    func readFee(_ entry: Node.Entry, _ prices: [Price], _ diagnostics: Diagnostics) -> BaseFee? {
        MappingReader.read(entry.value, diagnostics) { keys -> BaseFee? in
            let title = keys.required("title", .text)
            let price = keys.required("price", .name(of: "price", among: Set(prices.map(\.id.name)).sorted()))
            let known = Set(prices.map(\.id.service)).sorted()
            let services = keys.required("services", .oneOrMore(of: .name(of: "service", among: known)))
            let source = readSources(&keys)
            guard let title, let price, let services, let source else { return nil }
            return BaseFee(
                provider: provider, name: entry.key, title: title, price: price, services: services,
                source: source.title)
        }
    }

    /// `msk/broker_hour: why there is no price`
    func readGap(_ entry: Node.Entry, _ prices: [Price], _ diagnostics: Diagnostics) -> DeclaredGap? {
        if entry.key.split(separator: "/", omittingEmptySubsequences: false).filter({ !$0.isEmpty }).count != 2 {
            diagnostics.error(
                .custom(what: "\(entry.key) is no price", hint: "write service/dimension, such as msk/broker_hour"),
                at: entry.keyPlace, path: entry.value.path)
            return nil
        }
        if prices.contains(where: { $0.id.name == entry.key }) {
            diagnostics.error(
                .custom(what: "\(entry.key) has a price in this file", hint: "leave it out of `not-priced`"),
                at: entry.keyPlace, path: entry.value.path)
            return nil
        }
        return ValueReader<String>.text.read(entry.value, diagnostics).map {
            DeclaredGap(provider: provider, name: entry.key, reason: $0)
        }
    }
}
