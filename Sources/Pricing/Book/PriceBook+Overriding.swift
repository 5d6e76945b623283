// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension PriceBook {
    /// This book with what `other` says in place of its own: prices, allowances, plans, fees and meters by name. A
    /// price that one of the other's allowances covers is covered by that one alone.
    public func overriding(with other: PriceBook) -> PriceBook {
        let kept = allowances.compactMap { $0.givingWay(to: other.allowances) }
        var book = PriceBook(
            editions: editions + other.editions, prices: [], allowances: kept + other.allowances,
            savingsPlans: savingsPlans + other.savingsPlans, baseFees: baseFees + other.baseFees,
            gaps: gaps + other.gaps, forms: forms + other.forms)
        book.onDemand = onDemand.merging(other.onDemand) { _, new in new }
        book.terms = terms.merged(with: other.terms)
        // What has a price is no gap any more.
        let known = Set(other.onDemand.keys.map { "\($0.provider.rawValue)/\($0.name)" })
        book.gaps.removeAll { known.contains("\($0.provider.rawValue)/\($0.name)") }
        book.nameAllowances()
        return book
    }

    /// This book as a user buys under `terms`: discounts come off every list price, then their own prices hold.
    public func applying(_ terms: PriceTerms) -> PriceBook {
        var book = self
        book.terms = self.terms.merged(with: terms)
        for (id, price) in onDemand {
            // Of two that are aimed alike the later line of the file holds.
            let aimed = terms.discounts.filter { $0.covers(id) }
            guard let most = aimed.map(\.precision).max(), let discount = aimed.last(where: { $0.precision == most })
            else { continue }
            book.onDemand[id] = price.discounted(by: discount.fraction)
        }
        for price in terms.prices { book.onDemand[price.id] = price }
        book.nameAllowances()
        return book
    }
}

extension Price {
    /// This price with a negotiated discount.
    func discounted(by fraction: Decimal) -> Price {
        let lower = tiers.map { tier in
            PriceTier(upTo: tier.upTo, unitPrice: (tier.unitPrice * (1 - fraction)).rounded(places: PriceTier.decimals))
        }
        let remark = "\(fraction * 100)% negotiated"
        return copy(tiers: lower, freeAllowance: freeAllowance, note: note.map { "\($0); \(remark)" } ?? remark)
    }
}
