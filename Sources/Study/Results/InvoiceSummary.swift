// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Pricing

/// One line of the bill, priced in each replication on its own month and then averaged: tiers and free tiers are
/// not linear, so that the price of the mean would be wrong.
public struct InvoiceLineSummary: Sendable, Equatable {
    /// The service as the provider bills it, such as "Lambda".
    public var service: String
    /// Name of the meter in the price book.
    public var meter: String
    /// What it counts, in words.
    public var title: String
    /// Unit of the quantity, such as "GB-second".
    public var unit: String
    /// Mean quantity a month, with its interval.
    public var quantity: Estimate
    /// Price of the first unit that is charged, in dollars; nil when it is not priced.
    public var unitPrice: Decimal?
    /// Dollars a month; nil when it is not priced, which is not the same as 0.
    public var amount: Estimate?
    /// The tiers that were reached, in words; empty with a single price.
    public var tier: String
    /// Where the price was read.
    public var source: String
    /// When, as `yyyy-mm-dd`.
    public var date: String
    /// How far the price can be trusted; nil when there is none.
    public var confidence: PriceConfidence?
    /// Why there is no price, or a remark on it; empty without one.
    public var note: String
    /// Whether the price was read longer ago than is wanted.
    public var isOld: Bool
    /// What each part of the application (handler, door, backend) has of it; sums to `amount` and `quantity`.
    public var parts: [PartCost]

    public init(service: String, meter: String, title: String, unit: String, quantity: Estimate,
                unitPrice: Decimal?, amount: Estimate?, tier: String, source: String, date: String,
                confidence: PriceConfidence?, note: String, isOld: Bool = false, parts: [PartCost]) {
        self.service = service
        self.meter = meter
        self.title = title
        self.unit = unit
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.tier = tier
        self.source = source
        self.date = date
        self.confidence = confidence
        self.note = note
        self.isOld = isOld
        self.parts = parts
    }
}

/// What one part of the application has of a line.
public struct PartCost: Sendable, Equatable {
    public var part: String
    /// Mean quantity a month.
    public var quantity: Double
    /// Mean dollars a month, in proportion to the quantity; nil when the line is not priced.
    public var amount: Double?

    public init(part: String, quantity: Double, amount: Double?) {
        self.part = part
        self.quantity = quantity
        self.amount = amount
    }
}

/// Dollars a month under a name.
public struct NamedAmount: Sendable, Equatable {
    public var name: String
    public var amount: Estimate

    public init(name: String, amount: Estimate) {
        self.name = name
        self.amount = amount
    }
}

/// Dollars for a million offered requests; nil without requests.
///
/// What a part costs goes to the requests that used it, in proportion to their number; what nobody's requests
/// used alone (a load balancer's hours, an idle fleet) is shared by all requests that could enter by it.
public struct CostPerMillion: Sendable, Equatable {
    public var overall: Estimate?
    public var bySource: [NamedAmount]
    public var byHandler: [NamedAmount]

    public init(overall: Estimate? = nil, bySource: [NamedAmount] = [], byHandler: [NamedAmount] = []) {
        self.overall = overall
        self.bySource = bySource
        self.byHandler = byHandler
    }
}

/// The whole bill of a month, counted from 1, at the same traffic: only what is stored has grown.
public struct MonthCost: Sendable, Equatable {
    public var month: Int
    /// Dollars.
    public var cost: Estimate

    public init(month: Int, cost: Estimate) {
        self.month = month
        self.cost = cost
    }
}
