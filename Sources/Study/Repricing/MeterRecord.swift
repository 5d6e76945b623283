// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing

/// What each replication of a deployment used of everything that is billed, so that it can be priced again.
public struct MeterRecord: Sendable, Equatable {
    /// What one part of the application used of one price.
    public struct Meter: Sendable, Equatable {
        public var price: PriceID
        public var part: String
        /// Of a month, by replication; zero where it was not used.
        public var quantities: [Decimal]

        public init(price: PriceID, part: String, quantities: [Decimal]) {
            self.price = price
            self.part = part
            self.quantities = quantities
        }
    }

    /// What no price book has a name for.
    public struct Unnamed: Sendable, Equatable {
        public var service: String
        public var title: String
        public var unit: String
        public var note: String
        public var part: String
        /// Dollars, where the scenario says it.
        public var unitPrice: Decimal?
        /// Of a month, by replication.
        public var quantities: [Decimal]

        public init(
            service: String, title: String, unit: String, note: String, part: String, unitPrice: Decimal? = nil,
            quantities: [Decimal]
        ) {
            self.service = service
            self.title = title
            self.unit = unit
            self.unitPrice = unitPrice
            self.note = note
            self.part = part
            self.quantities = quantities
        }
    }

    public var replications: Int
    /// Whether always-free allowances were taken off.
    public var freeTier: Bool
    /// Ordered by price and part.
    public var meters: [Meter]
    public var unnamed: [Unnamed]

    public init(replications: Int, freeTier: Bool, meters: [Meter] = [], unnamed: [Unnamed] = []) {
        self.replications = replications
        self.freeTier = freeTier
        self.meters = meters
        self.unnamed = unnamed
    }
}

extension MeterRecord {
    /// The record of the bills of all replications.
    init(_ bills: [Bill], freeTier: Bool) {
        self.init(replications: bills.count, freeTier: freeTier)
        let none = [Decimal](repeating: 0, count: bills.count)
        var byKey: [Meters.ComponentKey: [Decimal]] = [:]
        for (index, bill) in bills.enumerated() {
            for reading in bill.readings {
                // To the places that an invoice keeps: what is stored gives the same invoice to the last digit.
                let key = Meters.ComponentKey(price: reading.price, part: reading.part)
                byKey[key, default: none][index] += reading.kept
            }
        }
        meters = byKey.map { Meter(price: $0.key.price, part: $0.key.part, quantities: $0.value) }
            .sorted { ($0.price, $0.part) < ($1.price, $1.part) }
        var order: [String] = []
        var found: [String: Unnamed] = [:]
        for (index, bill) in bills.enumerated() {
            for use in bill.unnamed {
                let key = "\(use.title)\n\(use.part)"
                if found[key] == nil { order.append(key) }
                var entry = found[key] ?? Unnamed(
                    service: use.service, title: use.title, unit: use.unit, note: use.note, part: use.part,
                    unitPrice: use.unitPrice, quantities: none)
                entry.quantities[index] += use.quantity
                found[key] = entry
            }
        }
        unnamed = order.compactMap { found[$0] }
    }

    /// The bills of all replications under these prices.
    func bills(under prices: PriceBook, hours: Decimal) -> [Bill] {
        (0..<replications).map { index in
            let uses = unnamed.compactMap { use -> Meters.Unnamed? in
                guard use.quantities.indices.contains(index), use.quantities[index] > 0 else { return nil }
                return Meters.Unnamed(
                    service: use.service, title: use.title, unit: use.unit, quantity: use.quantities[index],
                    unitPrice: use.unitPrice, note: use.note, part: use.part, component: nil)
            }
            return Bill(
                readings: readings(ofReplication: index), unnamed: uses, components: [:], prices: prices,
                freeTier: freeTier, hours: hours)
        }
    }

    /// What one replication used, without what it did not use.
    func readings(ofReplication index: Int) -> [MeterReading] {
        meters.compactMap { meter in
            guard meter.quantities.indices.contains(index), meter.quantities[index] > 0 else { return nil }
            return MeterReading(price: meter.price, quantity: meter.quantities[index], part: meter.part)
        }
    }
}
