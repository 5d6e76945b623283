// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What a month costs: lines that sum to a total, and what could not be priced.
public struct Invoice: Hashable, Sendable {
    /// One for each price used, ordered by price name.
    public let lines: [InvoiceLine]
    /// Readings without a price, ordered by price name and part; never counted as zero.
    public let notPriced: [UnpricedReading]
    /// Whether free allowances were applied.
    public let freeTier: Bool
    /// The currency to show beside US dollars.
    public let currency: CurrencyRate?

    /// US dollars, before tax; exactly the sum of the lines.
    public var total: Decimal { lines.reduce(0) { $0 + $1.amount } }

    /// Whether something was used that has no price, so that the true bill is higher.
    public var isLowerBound: Bool { !notPriced.isEmpty }

    /// The lines whose price nobody verified.
    public var lowConfidenceLines: [InvoiceLine] { lines.filter(\.isLowConfidence) }

    /// The lines whose price was read too long ago.
    public var oldLines: [InvoiceLine] { lines.filter(\.isOld) }

    /// The total in the other currency; exact.
    public var totalInCurrency: Decimal? { currency.map { total * $0.perDollar } }

    /// US dollars by part of the application, by name; exactly the total.
    public var parts: [PartShareOfTotal] {
        var amounts: [String: Decimal] = [:]
        for share in lines.flatMap(\.parts) { amounts[share.part, default: 0] += share.amount }
        return amounts.sorted { $0.key < $1.key }.map { PartShareOfTotal(part: $0.key, amount: $0.value) }
    }
}

/// A part's share of an invoice.
public struct PartShareOfTotal: Hashable, Sendable {
    public let part: String
    /// US dollars.
    public let amount: Decimal
}

/// A reading that an invoice leaves out of its total.
public struct UnpricedReading: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The price book has no such price in this region.
        case unknownPrice
        /// The savings plan says nothing of this price in this region.
        case notInSavingsPlan
        /// The quantity is negative or not a number: a mistake of whoever counted.
        case invalidQuantity
        /// The price book says that it has no price of this.
        case declared(why: String)
    }

    public let reading: MeterReading
    public let reason: Reason

    /// The reason in words.
    public var sentence: String {
        switch reason {
        case .unknownPrice: "the price book has no price for it in \(reading.price.region); --prices takes your own"
        case .notInSavingsPlan: "the savings plan says nothing of it in \(reading.price.region)"
        case .invalidQuantity: "its quantity is not a number, which is a bug of this program"
        case .declared(let why): why
        }
    }
}
