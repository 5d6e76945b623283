// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Rounds amounts one after the other so that what is written sums to the rounded total, to the last digit.
///
/// Each written amount is the rounded sum up to it less what was written before; it is off by one in the last place
/// at the most.
struct RunningRounding {
    private let places: Int
    private var exact: Decimal = 0
    private var written: Decimal = 0

    init(places: Int) { self.places = places }

    mutating func next(_ amount: Decimal) -> Decimal {
        exact += amount
        let rounded = exact.toPlaces(places) - written
        written += rounded
        return rounded
    }
}

extension Decimal {
    /// The nearest with so many decimal places.
    func toPlaces(_ places: Int) -> Decimal {
        var value = self
        var result = Decimal()
        NSDecimalRound(&result, &value, places, .bankers)
        return result
    }
}
