// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension PriceBook {
    /// The bill for a month's readings.
    ///
    /// Readings of one price are added up over all parts first: tiers and free allowances are not linear, so pricing
    /// each part alone would be wrong. Free units come off before tiers, which is how AWS's examples do it.
    ///
    /// - Parameters:
    ///   - readings: In any order, each price any number of times.
    ///   - freeTier: Whether the always-free allowances are applied; those of an account's first year never are.
    /// - Complexity: O(n log n) in the number of readings.
    public func invoice(for readings: [MeterReading], freeTier: Bool) -> Invoice {
        var usage: [PriceID: LineUsage] = [:]
        var notPriced: [UnpricedReading] = []
        for reading in readings {
            if let reason = reasonNotToPrice(reading) {
                notPriced.append(UnpricedReading(reading: reading, reason: reason))
            } else {
                usage[reading.price, default: LineUsage()].add(reading)
            }
        }
        let free = freeTier ? freeQuantities(of: usage.mapValues(\.total)) : [:]
        let lines = usage.sorted { $0.key < $1.key }.compactMap { id, usage in
            price(for: id).map { usage.line(at: $0, freeQuantity: free[id] ?? 0) }
        }
        notPriced.sort { a, b in
            (a.reading.price, a.reading.part, a.reading.quantity) < (b.reading.price, b.reading.part, b.reading.quantity)
        }
        return Invoice(lines: lines, notPriced: notPriced, freeTier: freeTier)
    }

    private func reasonNotToPrice(_ reading: MeterReading) -> UnpricedReading.Reason? {
        if reading.quantity.isNaN || reading.quantity < 0 { return .invalidQuantity }
        if price(for: reading.price) != nil { return nil }
        let isKnownOnDemand = reading.price.savingsPlan != nil && price(for: reading.price.onDemand) != nil
        return isKnownOnDemand ? .notInSavingsPlan : .unknownPrice
    }

    private func freeQuantities(of quantities: [PriceID: Decimal]) -> [PriceID: Decimal] {
        allowances.filter { $0.kind == .always }
            .reduce(into: [:]) { $0.merge($1.shares(of: quantities)) { first, _ in first } }
    }
}

/// A month's use of one price, by part.
private struct LineUsage {
    var total: Decimal = 0
    var byPart: [String: Decimal] = [:]

    mutating func add(_ reading: MeterReading) {
        // Rounding each reading before the sum keeps the sum exact and so the same in every order.
        let quantity = reading.quantity.rounded(places: MeterReading.decimals)
        total += quantity
        byPart[reading.part, default: 0] += quantity
    }

    func line(at price: Price, freeQuantity: Decimal) -> InvoiceLine {
        let tiers = price.charges(for: total - freeQuantity)
        let amount = tiers.reduce(0) { $0 + $1.amount }
        return InvoiceLine(
            price: price, quantity: total, freeQuantity: freeQuantity, tiers: tiers, amount: amount,
            parts: shares(of: amount))
    }

    /// The amount in proportion to quantity. Shares are rounded down and the largest part takes what is left, so that
    /// they sum to the amount to the last digit.
    private func shares(of amount: Decimal) -> [PartShare] {
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
