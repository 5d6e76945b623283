// SPDX-License-Identifier: GPL-3.0-or-later

/// From so many to so many, both included: `2..40`. A single number is a range of one: `4`.
public struct CountRange: Hashable, Sendable {
    public let low: Int
    public let high: Int

    /// - Precondition: `low` ≤ `high`.
    public init(_ low: Int, _ high: Int) {
        precondition(low <= high)
        self.low = low
        self.high = high
    }

    public static var expected: String { "a range such as 2..40" }

    public init(parsing text: String) throws(Fault) {
        let text = text.trimmed
        guard !text.isEmpty else { throw .missingValue(expected: Self.expected) }
        let dots = text.ranges(of: "..")
        guard let range = dots.first else {
            let number = try Int(parsing: text)
            self.init(number, number)
            return
        }
        guard dots.count == 1, range.lowerBound > text.startIndex, range.upperBound < text.endIndex,
            text[range.upperBound] != "."
        else { throw .notARange(text: text, example: "2..40") }
        let low = try Int(parsing: String(text[..<range.lowerBound]))
        let high = try Int(parsing: String(text[range.upperBound...]))
        guard low <= high else { throw .reversedRange(low: String(low), high: String(high)) }
        self.init(low, high)
    }
}
