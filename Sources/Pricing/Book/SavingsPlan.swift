// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A commitment that lowers stated prices by stated fractions.
///
/// A plan is billed for every hour of its term, used or not: its fractions hold for usage that the commitment covers in
/// full. AWS discounts compute alone: requests and ephemeral storage stay at the on-demand price (AWS Price List API,
/// savings plans of 2026-09-25).
public struct SavingsPlan: Hashable, Sendable {
    public let provider: CloudProvider
    /// Its name in the price book: `compute-1y-no-upfront`.
    public let name: String
    public let title: String
    /// The regions its fractions are known for.
    public let regions: [String]
    /// The fraction off the on-demand price, above 0 and below 1, by price (`fargate/vcpu_x86`).
    public let discounts: [String: Decimal]
    public let note: String?
    public let source: String

    public init(
        provider: CloudProvider, name: String, title: String, regions: [String], discounts: [String: Decimal],
        note: String? = nil, source: String
    ) {
        self.provider = provider
        self.name = name
        self.title = title
        self.regions = regions
        self.discounts = discounts
        self.note = note
        self.source = source
    }

    /// `price` as bought under this plan; nil where the plan says nothing of it.
    ///
    /// On-demand tiers are kept, each lowered by the fraction.
    func applied(to price: Price) -> Price? {
        guard price.id.provider == provider, regions.contains(price.id.region), let discount = discounts[price.id.name]
        else { return nil }
        var id = price.id
        id.savingsPlan = name
        let tiers = price.tiers.map { tier in
            PriceTier(upTo: tier.upTo, unitPrice: (tier.unitPrice * (1 - discount)).rounded(places: PriceTier.decimals))
        }
        return price.copy(id: id, tiers: tiers, freeAllowance: price.freeAllowance, note: note ?? title)
    }
}
