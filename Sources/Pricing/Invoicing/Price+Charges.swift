// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Price {
    /// What the units from `start` to `end` of a month cost, tier by tier; tiers that are not reached are left out.
    ///
    /// - Parameters:
    ///   - start: Units that fill the lower tiers without being charged: free ones where tiers count all, covered ones.
    ///   - end: At least `start`.
    func charges(from start: Decimal = 0, to end: Decimal) -> [TierCharge] {
        var charges: [TierCharge] = []
        var lower: Decimal = 0
        for tier in tiers {
            let upper = min(tier.upTo ?? end, end)
            let first = max(lower, start)
            if upper > first {
                let units = upper - first
                charges.append(
                    TierCharge(
                        label: label(of: tier, above: lower), quantity: units, unitPrice: tier.unitPrice,
                        amount: units * tier.unitPrice))
            }
            guard let bound = tier.upTo, bound < end else { break }
            lower = bound
        }
        return capped(charges)
    }

    /// With a line that takes off what is above the monthly maximum.
    private func capped(_ charges: [TierCharge]) -> [TierCharge] {
        let sum = charges.reduce(0) { $0 + $1.amount }
        guard let most = rule.monthlyMaximum, sum > most else { return charges }
        let relief = TierCharge(label: "monthly maximum", quantity: 0, unitPrice: 0, amount: most - sum)
        return charges + [relief]
    }

    private func label(of tier: PriceTier, above lower: Decimal) -> String {
        switch (lower, tier.upTo) {
        case (0, nil): "all"
        case (0, let bound?): "first \(bound.shortText)"
        case (_, let bound?): "next \((bound - lower).shortText)"
        case (_, nil): "over \(lower.shortText)"
        }
    }
}

extension Decimal {
    /// A tier's bound as pricing pages write it: `6 B`, `1.5 M`, `10,240`.
    var shortText: String {
        for (scale, letter) in [(Decimal(1_000_000_000), "B"), (Decimal(1_000_000), "M")] where self >= scale {
            let scaled = self / scale
            if scaled == scaled.rounded(places: 3) { return "\(scaled) \(letter)" }
        }
        let digits = "\(self)".split(separator: ".", maxSplits: 1)
        let whole = digits.first.map(Array.init) ?? []
        let grouped = whole.enumerated().reduce(into: "") { text, item in
            let left = whole.count - item.offset
            if item.offset > 0, left.isMultiple(of: 3) { text.append(",") }
            text.append(item.element)
        }
        return digits.count > 1 ? "\(grouped).\(digits[1])" : grouped
    }
}
