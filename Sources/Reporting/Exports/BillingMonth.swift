// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing

/// A calendar month that a simulated month is dated as.
public struct BillingMonth: Hashable, Sendable {
    public let year: Int
    /// From 1.
    public let month: Int

    /// Of `2026-11`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, isDigits,
            let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month), year > 0
        else { return nil }
        self.year = year
        self.month = month
    }

    private init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// The month of the newest price list in the book.
    public init(of prices: PriceBook) {
        let newest = prices.editions.map(\.effective).max() ?? ""
        self = BillingMonth(String(newest.prefix(7))) ?? BillingMonth(year: 1970, month: 1)
    }

    /// Its first instant, in UTC as ISO 8601 writes it.
    public var start: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-01T00:00:00Z" }

    /// The first instant after it.
    public var end: String { next.start }

    private var next: BillingMonth {
        month == 12 ? BillingMonth(year: year + 1, month: 1) : BillingMonth(year: year, month: month + 1)
    }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
