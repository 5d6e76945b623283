// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that is written as a number with its unit, and read from that text exactly.
public protocol Quantity: Comparable, Hashable, Sendable {
    /// What a message says was expected: "a duration such as 120 ms".
    static var expected: String { get }

    /// Reads the text of a scalar; white space around it and between number and unit does not matter.
    init(parsing text: String) throws(Fault)
}

/// A unit and how many of the base unit it is.
struct Unit {
    var names: [String]
    var factor: Int64

    init(_ names: String..., factor: Int64) {
        self.names = names
        self.factor = factor
    }

    /// The unit called `name`; its faults name what would have been right.
    static func named(_ name: Substring, in units: [Unit], text: String, example: String) throws(Fault) -> Unit {
        // Of several names of a unit, messages list the first.
        let shown = units.compactMap(\.names.first)
        guard !name.isEmpty else { throw .missingUnit(text: text, example: example, units: shown) }
        if let unit = units.first(where: { $0.names.contains(String(name)) }) { return unit }
        let nearest =
            NearestName.of(String(name), among: shown) ?? NearestName.of(String(name), among: units.flatMap(\.names))
        throw .unknownUnit(text: text, unit: String(name), nearest: nearest, units: shown)
    }
}
