// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing

/// What one replication's month costs: an invoice with its parts tied to the plan.
struct Bill: Sendable, Equatable {
    var lines: [BillLine] = []
    /// What later months cost where something that is stored grows; else empty.
    var months: [MonthTotal] = []
    /// What the twelfth month would cost if all stayed that is written where nothing is said of that; nil where it is.
    var twelfthMonthIfKept: Decimal?
    /// What the lines were made of, for pricing it again.
    var readings: [MeterReading] = []
    var unnamed: [Meters.Unnamed] = []

    /// The sum of the priced lines, in dollars.
    var total: Decimal { lines.reduce(0) { $0 + ($1.amount ?? 0) } }
    /// Whether something was used that has no price.
    var isLowerBound: Bool { lines.contains { $0.amount == nil && $0.quantity > 0 } }
}

/// The whole bill of a month, counted from 1.
struct MonthTotal: Sendable, Equatable {
    var month: Int
    var total: Decimal
}

struct BillLine: Sendable, Equatable {
    /// What tells it from the others: lines with equal keys in different replications are the same line.
    var key: String
    var service: String
    var meter: String
    var title: String
    var unit: String
    /// Of a month.
    var quantity: Decimal
    var unitPrice: Decimal?
    var amount: Decimal?
    var tier: String
    var source: String
    var date: String
    var confidence: PriceConfidence?
    var note: String
    /// Whether the price was read longer ago than is wanted.
    var isOld = false
    var parts: [BillPart]

    /// Whether it counts bytes sent to the users, so that requests are charged by their size and not by their number.
    var isByBytesOut: Bool { meter.hasPrefix("datatransfer/") }
}

/// What one part of the plan has of a line; quantities of the parts sum to that of the line.
struct BillPart: Sendable, Equatable {
    var name: String
    var component: BilledComponent?
    var quantity: Decimal
}

/// An entity of the plan by its index there.
enum BilledComponent: Sendable, Hashable {
    case function(Int), service(Int), workflow(Int), door(Int), backend(Int), channel(Int)
}

/// Turns what a replication observed into the bill of a month.
struct Biller: Sendable {
    var bill: @Sendable (Observation, Plan) throws -> Bill

    init(_ bill: @escaping @Sendable (Observation, Plan) throws -> Bill) { self.bill = bill }
}
