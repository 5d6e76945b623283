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

/// An amount of data in GB, exact: `100 GB`, `1.5 TB`, `300 KB`. A GB is 2³⁰ bytes and a KB 2¹⁰ (AWS bills data in
/// binary units though some of its examples count decimal ones, 7% apart). Not negative.
struct Gigabytes: Quantity {
    let value: Decimal

    static var expected: String { "an amount of data such as 100 GB" }

    static func < (a: Self, b: Self) -> Bool { a.value < b.value }

    /// GB in a unit, written as divisor where it is less than one, so that it stays exact.
    private static let units: [(name: String, factor: Decimal, divisor: Decimal)] = [
        ("KB", 1, 1_048_576), ("MB", 1, 1024), ("GB", 1, 1), ("TB", 1024, 1),
    ]

    init(parsing text: String) throws(Fault) {
        let number = try NumberWithUnit(text, expected: Self.expected)
        let names = Self.units.map(\.name)
        guard !number.unit.isEmpty || number.value == 0 else {
            throw .missingUnit(text: text, example: "\(number.value) GB", units: names)
        }
        guard number.value != 0 else { value = 0; return }
        guard let unit = Self.units.first(where: { $0.name == number.unit }) else {
            let nearest = NearestName.of(number.unit, among: names)
            throw .unknownUnit(text: text, unit: number.unit, nearest: nearest, units: names)
        }
        value = number.value * unit.factor / unit.divisor
    }
}

/// A fraction written as a percentage, exact: `21.25%`. Above 0 and below 100 %.
struct Discount: Quantity {
    let fraction: Decimal

    static var expected: String { "a percentage such as 12%" }

    static func < (a: Self, b: Self) -> Bool { a.fraction < b.fraction }

    init(parsing text: String) throws(Fault) {
        let number = try NumberWithUnit(text, expected: Self.expected)
        guard number.unit == "%" else { throw .missingUnit(text: text, example: "\(number.value)%", units: ["%"]) }
        guard number.value > 0, number.value < 100 else { throw .outOfRange(text: text, low: "0%", high: "100%") }
        fraction = number.value / 100
    }
}

/// A number that is not negative and the word behind it.
private struct NumberWithUnit {
    let value: Decimal
    let unit: String

    init(_ text: String, expected: String) throws(Fault) {
        let isUnit: (Character) -> Bool = { $0.isLetter || $0 == "%" }
        let head = text.prefix { !isUnit($0) }
        let unit = text[head.endIndex...]
        guard head.contains(where: \.isNumber), unit.allSatisfy({ isUnit($0) || $0.isWhitespace }) else {
            throw text.allSatisfy(\.isWhitespace)
                ? .missingValue(expected: expected) : .notANumber(text: text, expected: expected)
        }
        do throws(Fault) {
            value = try Decimal(parsing: String(head))
        } catch .notANumber {
            throw .notANumber(text: text, expected: expected)
        }
        guard value >= 0 else { throw .negative(text: text) }
        self.unit = unit.filter { !$0.isWhitespace }
    }
}
