// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// One price on an invoice: how much was used, how much of it was free, and what each tier cost.
public struct InvoiceLine: Hashable, Sendable {
    /// With title, unit, source, date, confidence and note.
    public let price: Price
    /// The month's quantity over all parts, in the price's unit.
    public let quantity: Decimal
    /// What a free allowance covered of it; never more than `quantity`.
    public let freeQuantity: Decimal
    /// What commitments by the hour covered of it.
    public let coveredQuantity: Decimal
    /// Units billed beyond those used, where a month is rounded up to whole packages.
    public let roundedUp: Decimal
    /// The tiers that were reached, in order; none if all was free.
    public let tiers: [TierCharge]
    /// US dollars: exactly the sum of the tiers.
    public let amount: Decimal
    /// Who used it, by name.
    public let parts: [PartShare]
    /// Whether the price was read longer ago than the price book's terms allow.
    public let isOld: Bool

    public var id: PriceID { price.id }
    /// `Lambda: Duration, x86`
    public var title: String { "\(price.service): \(price.title)" }
    public var unit: String { price.unit }
    public var isLowConfidence: Bool { price.confidence == .low }
}

/// What one tier of a line cost.
public struct TierCharge: Hashable, Sendable {
    /// Which units: `all`, `first 6 B`, `next 9 B`, `over 15 B`.
    public let label: String
    /// Charged units in this tier, above zero; zero for what a monthly maximum takes off.
    public let quantity: Decimal
    /// US dollars a unit.
    public let unitPrice: Decimal
    /// US dollars: exactly quantity times unit price.
    public let amount: Decimal
}

/// A part's share of a line.
public struct PartShare: Hashable, Sendable {
    public let part: String
    public let quantity: Decimal
    /// US dollars, in proportion to quantity: free units and cheaper tiers are shared alike. The shares of a line sum
    /// to its amount exactly.
    public let amount: Decimal
}
