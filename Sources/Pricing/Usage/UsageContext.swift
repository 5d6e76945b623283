// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Where and under which prices the usage of a sheet takes place.
struct UsageContext {
    let provider: CloudProvider
    let region: String
    /// Hours of the month, for meters that give none.
    let hours: Decimal
    let book: PriceBook

    func id(of use: PriceUse) -> PriceID {
        PriceID(provider: provider, region: region, name: use.price, savingsPlan: use.savingsPlan)
    }

    /// The names of the provider's prices in any region: a price that is only unknown here is "not priced", not a slip.
    /// So is one that the book declares to have no price.
    var priceNames: [String] {
        let priced = book.onDemand.keys.filter { $0.provider == provider }.map(\.name)
        return Set(priced + book.gaps.filter { $0.provider == provider }.map(\.name)).sorted()
    }

    /// The billing rule of one of the provider's prices.
    func rule(_ price: String) -> BillingRule { book.rule(of: price, provider: provider, region: region) }

    /// The dimensions of `service` that begin with `prefix`, without it.
    func dimensions(of service: String, prefix: String, suffix: String = "") -> [String] {
        let names = book.prices.filter { $0.id.provider == provider && $0.id.service == service }.map(\.id.dimension)
        let fitting = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
        return Set(fitting.map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) }).sorted()
    }

    var savingsPlanNames: [String] { book.savingsPlans.filter { $0.provider == provider }.map(\.name) }
}

/// A quantity of one price.
struct PriceUse {
    /// `lambda/duration_x86`
    let price: String
    let quantity: Decimal
    let savingsPlan: String?

    init(_ price: String, _ quantity: Decimal, savingsPlan: String? = nil) {
        self.price = price
        self.quantity = quantity
        self.savingsPlan = savingsPlan
    }
}
