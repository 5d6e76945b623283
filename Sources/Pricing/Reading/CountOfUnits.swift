// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A quantity of a meter, exact: `6M`, `1.5k`, `0.8`, `400000`. Not negative.
struct CountOfUnits: Quantity {
    let value: Decimal

    static var expected: String { "a quantity such as 400000 or 6M" }

    static func < (a: Self, b: Self) -> Bool { a.value < b.value }

    private static let suffixes: [String: Decimal] = [
        "": 1, "k": 1000, "M": 1_000_000, "B": 1_000_000_000, "T": 1_000_000_000_000,
    ]

    init(parsing text: String) throws(Fault) {
        let number = try NumberWithUnit(text, expected: Self.expected)
        guard let factor = Self.suffixes[number.unit] else {
            let names = Self.suffixes.keys.filter { !$0.isEmpty }.sorted()
            let nearest = names.first { $0.lowercased() == number.unit.lowercased() }
            throw .unknownUnit(text: text, unit: number.unit, nearest: nearest, units: names)
        }
        value = number.value * factor
    }
}
