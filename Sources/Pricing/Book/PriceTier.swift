// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A bracket of a month's quantity with its own unit price.
///
/// Tiers are marginal: each unit is charged at the price of the bracket it falls into (Lambda pricing page: "first
/// 6 billion GB-seconds", "next 9 billion"). A tier holds its upper bound, not its width, so that it reads as the page does.
public struct PriceTier: Hashable, Sendable {
    /// The last unit of a month at this price, counted from zero; nil for all that is left.
    public let upTo: Decimal?
    /// US dollars a unit, at most `decimals` decimal places.
    public let unitPrice: Decimal

    public init(upTo: Decimal? = nil, unitPrice: Decimal) {
        self.upTo = upTo
        self.unitPrice = unitPrice
    }

    /// The decimal places a unit price may have. With the twelve of a quantity an amount has at most 28, so that
    /// `Decimal`'s 38 digits hold bills up to ten billion dollars to the last digit.
    public static let decimals = 16
}

/// What is wrong with a list of tiers.
public enum TierFault: Error, Hashable, Sendable {
    case none
    case negativePrice(tier: Int)
    case tooManyDecimals(tier: Int)
    /// A bound is not above the one before: tiers overlap or descend.
    case boundNotAbove(tier: Int)
    /// A tier without bound has tiers after it.
    case unreachable(tier: Int)
    /// The last tier has a bound: what lies above has no price.
    case gapAbove(tier: Int)

    /// The first fault in `tiers`; tiers are counted from 1.
    public static func first(in tiers: [PriceTier]) -> TierFault? {
        if tiers.isEmpty { return TierFault.none }
        var lower: Decimal = 0
        for (index, tier) in tiers.enumerated() {
            let number = index + 1
            if tier.unitPrice.isNaN || tier.unitPrice < 0 { return .negativePrice(tier: number) }
            if tier.unitPrice != tier.unitPrice.rounded(places: PriceTier.decimals) { return .tooManyDecimals(tier: number) }
            guard let bound = tier.upTo else {
                return number < tiers.count ? .unreachable(tier: number) : nil
            }
            if bound.isNaN || bound <= lower { return .boundNotAbove(tier: number) }
            lower = bound
        }
        return .gapAbove(tier: tiers.count)
    }
}
