// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A number as text with what follows it: `1_500.5 KB` is `1500.5` and `KB`.
///
/// Accepted: digits with single underscores between them, a fraction, an exponent, a sign. Refused, though Swift's own
/// conversions accept them: `nan`, `inf`, `0x1p3`, and whatever leaves the range of a `Double`, as `1e400` does.
public struct NumberText {
    /// The number in plain ASCII: sign, digits, point, exponent.
    let digits: String
    /// What follows the number, trimmed.
    public let rest: Substring
    let isNegative: Bool
    /// The whole text, for messages.
    let text: String

    /// - Parameter expected: What a fault says was expected.
    public init(_ source: String, expected: String) throws(Fault) {
        let text = source.trimmed
        guard !text.isEmpty else { throw .missingValue(expected: expected) }
        var word = text.lowercased()[...]
        if word.first == "-" || word.first == "+" { word = word.dropFirst() }
        if word.first == "." { word = word.dropFirst() }
        let letters = word.prefix { $0.isLetter }
        if letters == "nan" || letters == "inf" || letters == "infinity" { throw .notFinite(text: text) }

        var scanner = text[...]
        var digits = ""
        if let sign = scanner.first, sign == "-" || sign == "+" {
            digits.append(sign)
            scanner = scanner.dropFirst()
        }
        let whole = Self.digits(&scanner)
        digits += whole
        var fraction = ""
        if scanner.first == ".", scanner.dropFirst().first?.isASCIIDigit == true {
            scanner = scanner.dropFirst()
            fraction = Self.digits(&scanner)
            digits += (whole.isEmpty ? "0." : ".") + fraction
        }
        guard !whole.isEmpty || !fraction.isEmpty else { throw .notANumber(text: text, expected: expected) }
        if let exponent = Self.exponent(&scanner) { digits += exponent }
        let rest = scanner.trimmedSlice
        // After a number comes a unit. A letter O, another point or a colon means that the whole is something else.
        if let next = rest.first, !(next.isLetter || next == "%" || next == "/") {
            throw .notANumber(text: text, expected: expected)
        }
        if scanner.first == "x" || scanner.first == "X", whole == "0" {
            throw .notANumber(text: text, expected: expected)
        }
        guard let double = Double(digits), double.isFinite else { throw .notFinite(text: text) }
        self.digits = digits
        self.rest = rest
        self.isNegative = digits.first == "-" && double != 0
        self.text = text
    }

    /// Finite by construction.
    var double: Double { Double(digits) ?? 0 }

    /// Exact to 38 digits.
    public func decimal() throws(Fault) -> Decimal {
        // What Double holds but Decimal does not: exponents beyond ±127.
        guard abs(double) < 1e100, double == 0 || abs(double) > 1e-60,
            let value = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX")), !value.isNaN
        else { throw .outOfRange(text: text, low: "1e-60", high: "1e100") }
        return value
    }

    public func requireNotNegative() throws(Fault) {
        if isNegative { throw .negative(text: text) }
    }

    /// The number times `factor`, rounded to the nearest whole, if 63 bits hold it.
    func whole(times factor: Int64) throws(Fault) -> Int64? {
        if double == 0 { return 0 }
        guard abs(double) < 1e30 else { return nil }
        guard abs(double) > 1e-30 else { return 0 }
        var product = try decimal() * Decimal(factor)
        var rounded = Decimal()
        NSDecimalRound(&rounded, &product, 0, .plain)
        // By text: the number conversions of Decimal lose digits beyond 2⁵³ on some systems.
        return Int64(rounded.description)
    }

    private static func digits(_ scanner: inout Substring) -> String {
        var digits = ""
        while let next = scanner.first {
            if next.isASCIIDigit {
                digits.append(next)
            } else if next == "_", !digits.isEmpty, scanner.dropFirst().first?.isASCIIDigit == true {
                // An underscore between digits groups them.
            } else {
                break
            }
            scanner = scanner.dropFirst()
        }
        return digits
    }

    private static func exponent(_ scanner: inout Substring) -> String? {
        guard scanner.first == "e" || scanner.first == "E" else { return nil }
        var ahead = scanner.dropFirst()
        var exponent = "e"
        if let sign = ahead.first, sign == "-" || sign == "+" {
            exponent.append(sign)
            ahead = ahead.dropFirst()
        }
        let digits = ahead.prefix { $0.isASCIIDigit }
        guard !digits.isEmpty else { return nil }
        scanner = ahead.dropFirst(digits.count)
        return exponent + digits
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension StringProtocol {
    var trimmedSlice: SubSequence {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head }
        return head[...last]
    }

    var trimmed: String { String(trimmedSlice) }
}
