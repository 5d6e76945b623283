// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// An amount of data in GB, exact: `100 GB`, `1.5 TB`, `300 KB`. A GB is 2³⁰ bytes and a KB 2¹⁰ (AWS bills data in
/// binary units though some of its examples count decimal ones, 7% apart). Not negative.
struct Gigabytes: Quantity {
    let value: Decimal

    static var expected: String { "an amount of data such as 100 GB" }

    static func < (a: Self, b: Self) -> Bool { a.value < b.value }

    /// GB in a unit, written as divisor where it is less than one, so that it stays exact.
    private static let units: [(name: String, factor: Decimal, divisor: Decimal)] = [
        ("B", 1, 1_073_741_824), ("KB", 1, 1_048_576), ("MB", 1, 1024), ("GB", 1, 1), ("TB", 1024, 1),
    ]

    init(parsing text: String) throws(Fault) {
        let number = try NumberWithUnit(text, expected: Self.expected)
        let names = Self.units.map(\.name)
        guard !number.unit.isEmpty || number.value == 0 else {
            throw .missingUnit(text: text, example: "\(number.value) GB", units: names)
        }
        guard number.value != 0 else { value = 0; return }
        // KiB, MiB … are the same, in full.
        guard let unit = Self.units.first(where: { $0.name == number.unit.replacing("i", with: "") }) else {
            let nearest = NearestName.of(number.unit, among: names)
            throw .unknownUnit(text: text, unit: number.unit, nearest: nearest, units: names)
        }
        value = number.value * unit.factor / unit.divisor
    }
}
