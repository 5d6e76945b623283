// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What a user has agreed with providers beside the list prices: discounts, prices of their own, commitments by the
/// hour, the currency of their books.
public struct PriceTerms: Hashable, Sendable {
    /// In the order of the file.
    public var discounts: [NegotiatedDiscount] = []
    /// Prices in place of the book's; no discount is taken off them.
    public var prices: [Price] = []
    public var commitments: [Commitment] = []
    public var currency: CurrencyRate?
    /// Prices that were read longer ago are flagged; nil for the standard of a year. [days]
    public var greatestAge: Int?

    public init() {}

    /// The age at which prices are flagged if nothing else is said. [days]
    public static let standardAge = 365

    /// These terms with what `other` adds to them; where both speak of one thing, `other` holds.
    func merged(with other: PriceTerms) -> PriceTerms {
        var terms = self
        terms.discounts += other.discounts
        terms.prices += other.prices
        terms.commitments += other.commitments
        terms.currency = other.currency ?? currency
        terms.greatestAge = other.greatestAge ?? greatestAge
        return terms
    }
}

/// A percentage off list prices.
public struct NegotiatedDiscount: Hashable, Sendable {
    /// Nil for all providers.
    public let provider: CloudProvider?
    /// Nil for all services of the provider.
    public let service: String?
    /// Above 0 and below 1.
    public let fraction: Decimal

    public init(provider: CloudProvider?, service: String?, fraction: Decimal) {
        self.provider = provider
        self.service = service
        self.fraction = fraction
    }

    /// How closely it is aimed: a discount on a service holds in place of one on its provider, and that in place of one
    /// on all.
    var precision: Int { (provider == nil ? 0 : 1) + (service == nil ? 0 : 1) }

    func covers(_ id: PriceID) -> Bool {
        (provider == nil || provider == id.provider) && (service == nil || service == id.service)
    }
}

/// So many dollars an hour, paid in every hour of the month, used or not, for the lower prices of a savings plan or
/// committed-use discount.
public struct Commitment: Hashable, Sendable {
    public let provider: CloudProvider
    /// A savings plan of the price book.
    public let plan: String
    /// [USD/h] Above zero.
    public let hourly: Decimal

    public init(provider: CloudProvider, plan: String, hourly: Decimal) {
        self.provider = provider
        self.plan = plan
        self.hourly = hourly
    }
}

/// Another currency at a stated rate.
public struct CurrencyRate: Hashable, Sendable {
    /// `EUR`
    public let code: String
    /// Units of it for one US dollar, above zero.
    public let perDollar: Decimal
    /// As `yyyy-mm-dd`.
    public let date: String
    public let source: String

    public init(code: String, perDollar: Decimal, date: String, source: String) {
        self.code = code
        self.perDollar = perDollar
        self.date = date
        self.source = source
    }
}
