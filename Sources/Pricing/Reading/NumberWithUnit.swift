// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A number that is not negative and the word behind it.
struct NumberWithUnit {
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
