// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A part of a whole, always written with its sign: `60%`, `0.1 %`. From 0 % to 100 %.
public struct Share: Quantity {
    /// From 0 to 1.
    public var fraction: Double

    public init(fraction: Double) { self.fraction = fraction }

    public static var expected: String { "a share such as 60%" }

    public static func < (a: Self, b: Self) -> Bool { a.fraction < b.fraction }

    public init(parsing text: String) throws(Fault) {
        let fraction = try Self.fraction(text, expected: Self.expected)
        guard fraction <= 1 else { throw .outOfRange(text: text.trimmed, low: "0%", high: "100%") }
        self.init(fraction: fraction)
    }

    static func fraction(_ text: String, expected: String) throws(Fault) -> Double {
        let number = try NumberText(text, expected: expected)
        try number.requireNotNegative()
        if number.rest.isEmpty {
            if number.double == 0 { return 0 }
            throw .missingUnit(text: number.text, example: "\(number.digits)%", units: ["%"])
        }
        guard number.rest == "%" else {
            throw .unknownUnit(text: number.text, unit: String(number.rest), nearest: nil, units: ["%"])
        }
        // By way of decimals 0.1 % is the Double nearest to 0.001; a division in binary may miss it by one bit.
        let hundredth = try number.decimal() / 100
        return Double(hundredth.description) ?? number.double / 100
    }
}

/// A share that may pass the whole: a growth of `250%`.
public struct Proportion: Quantity {
    /// 2.5 for 250 %.
    public var factor: Double

    public init(factor: Double) { self.factor = factor }

    public static var expected: String { "a percentage such as 250%" }

    public static func < (a: Self, b: Self) -> Bool { a.factor < b.factor }

    public init(parsing text: String) throws(Fault) {
        self.init(factor: try Share.fraction(text, expected: Self.expected))
    }
}
