// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// An exact number that is not negative and the word behind it.
struct NumberWithUnit {
    let value: Decimal
    let unit: String

    init(_ text: String, expected: String) throws(Fault) {
        let number = try NumberText(text, expected: expected)
        try number.requireNotNegative()
        value = try number.decimal()
        unit = number.rest.filter { !$0.isWhitespace }
        guard unit.allSatisfy({ $0.isLetter || $0 == "%" }) else { throw .notANumber(text: text, expected: expected) }
    }
}
