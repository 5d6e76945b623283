// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Decimal {
    /// The nearest value with `places` decimal places; a tie goes to the even neighbour.
    func rounded(places: Int, _ mode: NSDecimalNumber.RoundingMode = .bankers) -> Decimal {
        var value = self
        var result = Decimal()
        NSDecimalRound(&result, &value, places, mode)
        // Equal numbers in different forms do not always compare as equal.
        NSDecimalCompact(&result)
        return result
    }

    /// The next whole number at or above.
    var roundedUp: Decimal { rounded(places: 0, .up) }
}
