// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The letters that multiply a count: `3k`, `1.5M`, `2B`, `1T`.
enum CountSuffix {
    static let names = ["k", "M", "B", "T"]

    static func factor(_ name: Substring) -> Double? {
        switch name {
        case "": 1
        case "k": 1e3
        case "M": 1e6
        case "B": 1e9
        case "T": 1e12
        default: nil
        }
    }

    static func required(_ name: Substring, in number: NumberText) throws(Fault) -> Double {
        if let factor = factor(name) { return factor }
        let nearest = names.first { $0.lowercased() == name.lowercased() }
        throw .unknownUnit(text: number.text, unit: String(name), nearest: nearest, units: names)
    }
}

/// A whole number, not negative: `40`, `1_000`, `3k`, `1.5M`.
extension Int: Quantity {
    public static var expected: String { "a whole number such as 40 or 3k" }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        let factor = try CountSuffix.required(number.rest, in: number)
        try number.requireNotNegative()
        // 1e15 is beyond any count here and well within what Double and Decimal hold exactly.
        guard number.double * factor <= 1e15, let value = try number.whole(times: Int64(factor)) else {
            throw .outOfRange(text: number.text, low: "0", high: "1000T")
        }
        if number.double != 0 {
            guard try number.decimal() * Decimal(factor) == Decimal(value) else { throw .notWhole(text: number.text) }
        }
        self.init(value)
    }
}

/// Any finite number: `0.25`, `-3`, `1e-6`, `3k`.
extension Double: Quantity {
    public static var expected: String { "a number such as 0.25" }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        let value = number.double * (try CountSuffix.required(number.rest, in: number))
        guard value.isFinite else { throw .notFinite(text: number.text) }
        self = value
    }
}

/// An exact decimal number without unit or suffix, for prices: `0.0000166667`.
extension Decimal: Quantity {
    public static var expected: String { "a decimal number such as 0.0000166667" }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        guard number.rest.isEmpty else { throw .notANumber(text: number.text, expected: Self.expected) }
        self = try number.decimal()
    }
}
