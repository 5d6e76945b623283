// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension MappingReader {
    /// The tiers under `tiers`, or the single one under `price`; nil after a fault, which a list without either is too.
    mutating func tiers() -> [PriceTier]? {
        let price = take("price")
        guard let list = take("tiers") else {
            guard let price else {
                diagnostics.error(.missingKey(name: "price"), at: node)
                return nil
            }
            let reader: ValueReader<UnitPrice> = .quantity
            return reader.read(price, diagnostics).flatMap { checked([PriceTier(unitPrice: $0.dollars)], [price], price) }
        }
        if let price {
            diagnostics.error(.custom(what: "both `price` and `tiers`", hint: "keep one of them"), at: price)
        }
        guard let items = list.items else {
            diagnostics.error(.wrongType(expected: "a list of tiers", found: list.type), at: list)
            return nil
        }
        let tiers = items.map { item in
            Self.read(item, diagnostics) { tier -> PriceTier? in
                let bound: CountOfUnits? = tier.optional("up-to", .quantity)
                let price: UnitPrice? = tier.required("price", .quantity)
                // A bound that could not be read is no open tier.
                guard let price, bound != nil || !tier.has("up-to") else { return nil }
                return PriceTier(upTo: bound?.value, unitPrice: price.dollars)
            }
        }
        let good = tiers.compactMap(\.self)
        return good.count == tiers.count ? checked(good, items, list) : nil
    }

    private func checked(_ tiers: [PriceTier], _ nodes: [Node], _ list: Node) -> [PriceTier]? {
        guard let fault = TierFault.first(in: tiers) else { return tiers }
        let node = fault.tier.flatMap { nodes.indices.contains($0 - 1) ? nodes[$0 - 1] : nil } ?? list
        diagnostics.error(fault.sentence, at: node)
        return nil
    }
}

extension TierFault {
    /// The tier at fault, counted from 1.
    var tier: Int? {
        switch self {
        case .none: nil
        case .negativePrice(let tier), .tooManyDecimals(let tier), .boundNotAbove(let tier), .unreachable(let tier),
            .gapAbove(let tier):
            tier
        }
    }

    var sentence: Fault {
        switch self {
        case .none: .emptyList(expected: "at least one tier")
        case .negativePrice: .custom(what: "a negative price", hint: nil)
        case .tooManyDecimals:
            .custom(what: "a price with more than \(PriceTier.decimals) decimal places", hint: nil)
        case .boundNotAbove:
            .custom(
                what: "this tier does not end above the one before it",
                hint: "`up-to` is the month's quantity at which a tier ends, not its width, and must ascend")
        case .unreachable:
            .custom(what: "a tier without `up-to` before other tiers", hint: "only the last tier has no bound")
        case .gapAbove:
            .custom(what: "nothing is said of quantities above the last tier", hint: "leave `up-to` out of the last tier")
        }
    }
}
