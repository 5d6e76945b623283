// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A fraction written as a percentage, exact: `21.25%`. Above 0 and below 100 %.
struct Discount: Quantity {
    let fraction: Decimal

    static var expected: String { "a percentage such as 12%" }

    static func < (a: Self, b: Self) -> Bool { a.fraction < b.fraction }

    init(parsing text: String) throws(Fault) {
        let number = try NumberWithUnit(text, expected: Self.expected)
        guard number.unit == "%" else { throw .missingUnit(text: text, example: "\(number.value)%", units: ["%"]) }
        guard number.value > 0, number.value < 100 else {
            throw .outOfRange(text: text, low: "above 0%", high: "below 100%")
        }
        fraction = number.value / 100
    }
}
