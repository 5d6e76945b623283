// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension PriceBook {
    /// The bill for a month's readings.
    ///
    /// Readings of one price are added up over all parts first: tiers and free allowances are not linear, so pricing
    /// each part alone would be wrong. Free units come off before tiers, which is how AWS's examples do it, unless the
    /// price says that its tiers count all units. Then commitments cover what they can.
    ///
    /// - Parameters:
    ///   - readings: In any order, each price any number of times.
    ///   - freeTier: Whether the always-free allowances are applied; those of an account's first year never are, those
    ///     that a paid plan includes always.
    ///   - hours: Of the month, for which commitments are paid.
    ///   - baseFees: Whether the plans that the services belong to are billed; not if the account pays them anyway.
    /// - Complexity: O(n log n) in the number of readings.
    public func invoice(
        for readings: [MeterReading], freeTier: Bool, hours: Decimal = 730, baseFees isWithFees: Bool = true
    ) -> Invoice {
        var usage: [PriceID: LineUsage] = [:]
        var notPriced: [UnpricedReading] = []
        func add(_ reading: MeterReading) {
            if let reason = reasonNotToPrice(reading) {
                notPriced.append(UnpricedReading(reading: reading, reason: reason))
            } else {
                usage[reading.price, default: LineUsage()].add(reading)
            }
        }
        readings.forEach(add)
        if isWithFees { baseFees.compactMap { $0.reading(besides: readings.map(\.price)) }.forEach(add) }
        let free = freeQuantities(of: usage.mapValues(\.total), freeTier: freeTier)
        var charges = usage.sorted { $0.key < $1.key }.compactMap { id, usage in
            price(for: id).map { LineCharge(price: $0, usage: usage, free: free[id] ?? 0) }
        }
        let paid = terms.commitments.flatMap { commitment in cover(&charges, by: commitment, hours: hours) }
        let lines = charges.map { $0.line(isOld: isOld($0.price)) } + paid
        notPriced.sort { one, other in
            let (a, b) = (one.reading, other.reading)
            return (a.price, a.part, a.quantity) < (b.price, b.part, b.quantity)
        }
        return Invoice(
            lines: lines.sorted { $0.id < $1.id }, notPriced: notPriced, freeTier: freeTier, currency: terms.currency)
    }

    private func reasonNotToPrice(_ reading: MeterReading) -> UnpricedReading.Reason? {
        if reading.quantity.isNaN || reading.quantity < 0 { return .invalidQuantity }
        if price(for: reading.price) != nil { return nil }
        if let gap = gap(for: reading.price) { return .declared(why: gap.reason) }
        let isKnownOnDemand = reading.price.savingsPlan != nil && price(for: reading.price.onDemand) != nil
        return isKnownOnDemand ? .notInSavingsPlan : .unknownPrice
    }

    private func freeQuantities(of quantities: [PriceID: Decimal], freeTier: Bool) -> [PriceID: Decimal] {
        allowances.filter { $0.isApplied(freeTier: freeTier) }
            .reduce(into: [:]) { $0.merge($1.shares(of: quantities)) { first, _ in first } }
    }
}
