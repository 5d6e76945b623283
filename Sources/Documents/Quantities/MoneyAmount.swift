// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The currencies in which prices are known.
public enum Currency: String, CaseIterable, Sendable {
    case usd = "USD"
    case eur = "EUR"
}

/// An exact amount of money: `2000 USD`, `0.20 USD`.
public struct MoneyAmount: Quantity {
    public var amount: Decimal
    public var currency: Currency

    public init(amount: Decimal, currency: Currency) {
        self.amount = amount
        self.currency = currency
    }

    public static var expected: String { "an amount such as 2000 USD" }

    /// By amount; amounts of different currencies order by currency first and mean nothing beside each other.
    public static func < (a: Self, b: Self) -> Bool {
        a.currency == b.currency ? a.amount < b.amount : a.currency.rawValue < b.currency.rawValue
    }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        let known = Currency.allCases.map(\.rawValue)
        guard !number.rest.isEmpty else {
            throw .missingUnit(text: number.text, example: "\(number.digits) USD", units: [Currency.usd.rawValue])
        }
        guard let currency = Currency(rawValue: String(number.rest)) else {
            let nearest = NearestName.of(String(number.rest), among: known)
            throw .unknownUnit(text: number.text, unit: String(number.rest), nearest: nearest, units: known)
        }
        try number.requireNotNegative()
        self.init(amount: try number.decimal(), currency: currency)
    }
}
