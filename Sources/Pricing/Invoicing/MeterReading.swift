// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What one part of an application used of one priced thing in a month.
public struct MeterReading: Hashable, Sendable {
    public var price: PriceID
    /// In the unit of the price, zero or more; kept to `decimals` places by the invoice.
    public var quantity: Decimal
    /// The part of the application that used it: `place-order`.
    public var part: String

    public init(price: PriceID, quantity: Decimal, part: String) {
        self.price = price
        self.quantity = quantity
        self.part = part
    }

    /// The quantity as an invoice keeps it.
    public var kept: Decimal { quantity.rounded(places: Self.decimals) }

    /// The decimal places that an invoice keeps of a quantity: with them sums and products stay exact, whatever the
    /// order, for up to 10¹⁰ dollars a line. A third of an hour is then wrong by less than 10⁻¹² hours.
    public static let decimals = 12
}
