// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A month's use of one price, by part.
struct LineUsage {
    private(set) var total: Decimal = 0
    private var byPart: [String: Decimal] = [:]

    mutating func add(_ reading: MeterReading) {
        // Rounding each reading before the sum keeps the sum exact and so the same in every order.
        let quantity = reading.kept
        total += quantity
        byPart[reading.part, default: 0] += quantity
    }

    /// The amount in proportion to quantity. Shares are rounded down and the largest part takes what is left, so that
    /// they sum to the amount to the last digit.
    func shares(of amount: Decimal) -> [PartShare] {
        let parts = byPart.sorted { $0.key < $1.key }
        guard total > 0, let largest = parts.max(by: { $0.value < $1.value })?.key else {
            return parts.map { PartShare(part: $0.key, quantity: $0.value, amount: 0) }
        }
        let rounded = parts.map { (amount * $0.value / total).rounded(places: MeterReading.decimals, .down) }
        let rest = amount - rounded.reduce(0, +)
        return zip(parts, rounded).map { part, share in
            PartShare(part: part.key, quantity: part.value, amount: part.key == largest ? share + rest : share)
        }
    }
}

/// A line in the making: what is used, what of it is free, what of it commitments cover.
struct LineCharge {
    let price: Price
    let usage: LineUsage
    let free: Decimal
    private(set) var covered: Decimal = 0

    init(price: Price, usage: LineUsage, free: Decimal) {
        self.price = price
        self.usage = usage
        self.free = free
    }

    /// Where the next unit stands in the tiers.
    private var start: Decimal { (price.rule.tierCount == .all ? free : 0) + covered }
    private var charged: Decimal { usage.total - free - covered }

    /// Covers units at the plan's lower prices, from the lowest tier up, until `budget` is spent; what is left of it.
    mutating func cover(at lower: Price, budget: Decimal) -> Decimal {
        var budget = budget
        for charge in lower.charges(from: start, to: start + charged) where charge.unitPrice > 0 {
            guard charge.amount > budget else {
                covered += charge.quantity
                budget -= charge.amount
                continue
            }
            // Down, so that more than was paid for is never covered.
            covered += (budget / charge.unitPrice).rounded(places: MeterReading.decimals, .down)
            return 0
        }
        return budget
    }

    func line(isOld: Bool) -> InvoiceLine {
        let billed = price.rule.roundUpTo.map { (charged / $0).rounded(places: 24).roundedUp * $0 } ?? charged
        let tiers = price.charges(from: start, to: start + billed)
        let amount = tiers.reduce(0) { $0 + $1.amount }
        return InvoiceLine(
            price: price, quantity: usage.total, freeQuantity: free, coveredQuantity: covered,
            roundedUp: billed - charged, tiers: tiers, amount: amount, parts: usage.shares(of: amount), isOld: isOld)
    }
}
