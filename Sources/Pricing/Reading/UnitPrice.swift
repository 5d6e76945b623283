// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A price as files write it: a decimal number, or the word `free`. Zero must be said in that word, so that a number
/// nobody filled in is found out.
struct UnitPrice: Quantity {
    let dollars: Decimal

    static var expected: String { "a price in US dollars such as 0.0000002, or `free`" }

    static func < (a: Self, b: Self) -> Bool { a.dollars < b.dollars }

    init(parsing text: String) throws(Fault) {
        if text == "free" { dollars = 0; return }
        do throws(Fault) {
            dollars = try Decimal(parsing: text)
        } catch .notANumber {
            throw .notANumber(text: text, expected: Self.expected)
        }
        if dollars < 0 { throw .negative(text: text) }
        if dollars == 0 { throw .custom(what: "a price of zero", hint: "write `free` if it really costs nothing") }
    }
}
