// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Double {
    /// As a number stands in a document that a program writes: no exponent, and without idle zeros.
    ///
    /// Six digits that count, at least six after the point: a rate of one a day is small by the second.
    public var written: String {
        let digits = self > 0 ? max(6, 5 - Int(log10(self).rounded(.down))) : 6
        var text = String(format: "%.\(digits)f", locale: Locale(identifier: "en_US_POSIX"), self)
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
