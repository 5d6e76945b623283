// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Measurement
import Pricing

/// A month's bill down to the single part of a single line, over all replications.
public struct BilledShares: Sendable {
    /// What one part of the application has of one line.
    public struct Share: Sendable, Equatable {
        public let price: Price
        public let part: String
        /// Of a month, by replication; zero where it was not used.
        public let quantities: [Decimal]
        /// Dollars a month, by replication.
        public let amounts: [Decimal]

        public var quantity: Decimal { Self.mean(quantities) }
        public var amount: Decimal { Self.mean(amounts) }
        /// The mean of the amounts with its interval, for statistics.
        public var estimate: Estimate { ReplicationInterval.mean(of: amounts.map(\.approximate)) }

        private static func mean(_ values: [Decimal]) -> Decimal {
            values.isEmpty ? 0 : values.reduce(0, +) / Decimal(values.count)
        }
    }

    /// What has no price, and why.
    public struct Gap: Sendable, Hashable {
        public let title: String
        public let part: String
        public let reason: String
    }

    /// Ordered by price and part. Amounts sum to the monthly cost.
    public let shares: [Share]
    /// Each once, in the order of the bill.
    public let notPriced: [Gap]
}

extension MeterRecord {
    /// The month under these prices, each replication billed on its own: tiers are not linear.
    public func billedShares(under prices: PriceBook, hours: Decimal) -> BilledShares {
        var found: [Key: (price: Price, quantities: [Decimal], amounts: [Decimal])] = [:]
        var gaps: [BilledShares.Gap] = []
        let none = [Decimal](repeating: 0, count: replications)
        for index in 0..<replications {
            let invoice = prices.invoice(for: readings(ofReplication: index), freeTier: freeTier, hours: hours)
            for line in invoice.lines {
                for share in line.parts {
                    let key = Key(price: line.id, part: share.part)
                    found[key, default: (line.price, none, none)].quantities[index] += share.quantity
                    found[key, default: (line.price, none, none)].amounts[index] += share.amount
                }
            }
            gaps += invoice.notPriced.map { gap in
                BilledShares.Gap(title: gap.reading.price.description, part: gap.reading.part, reason: gap.sentence)
            }
        }
        gaps += unnamed.map { BilledShares.Gap(title: "\($0.service): \($0.title)", part: $0.part, reason: $0.note) }
        var seen: Set<BilledShares.Gap> = []
        return BilledShares(
            shares: found.sorted { $0.key < $1.key }.map { key, value in
                BilledShares.Share(
                    price: value.price, part: key.part, quantities: value.quantities, amounts: value.amounts)
            },
            notPriced: gaps.filter { seen.insert($0).inserted })
    }

    private struct Key: Hashable, Comparable {
        let price: PriceID
        let part: String

        static func < (a: Key, b: Key) -> Bool { (a.price, a.part) < (b.price, b.part) }
    }
}
