// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Decimal {
    /// The nearest binary number: for statistics on money and for showing it, never for money itself.
    public var approximate: Double { NSDecimalNumber(decimal: self).doubleValue }
}
