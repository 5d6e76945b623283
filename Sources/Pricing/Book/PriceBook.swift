// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Dated, sourced prices with their tiers, free allowances and savings plans.
///
/// A value: overriding gives another book, and a run's usage can be priced again under it.
public struct PriceBook: Hashable, Sendable {
    /// What one provider's file says of itself.
    public struct Edition: Hashable, Sendable {
        public let provider: CloudProvider
        /// The day for which the prices were collected: `2026-10-06`.
        public let effective: String
        /// Regions by the provider's name, with the name people use.
        public let regions: [String: String]

        public init(provider: CloudProvider, effective: String, regions: [String: String]) {
            self.provider = provider
            self.effective = effective
            self.regions = regions
        }
    }

    /// One for each provider, ordered by name.
    public internal(set) var editions: [Edition] = []
    /// Ordered by provider and name.
    public internal(set) var allowances: [FreeAllowance] = []
    /// Ordered by provider and name.
    public internal(set) var savingsPlans: [SavingsPlan] = []
    /// Ordered by provider and name.
    public internal(set) var baseFees: [BaseFee] = []
    /// Ordered by provider and name.
    public internal(set) var gaps: [DeclaredGap] = []
    /// Ordered by provider and name.
    public internal(set) var forms: [MeterForm] = []
    /// What a user has agreed beside the list prices.
    public internal(set) var terms = PriceTerms()
    var onDemand: [PriceID: Price] = [:]

    /// A book of these prices, each on demand; of equal names the last holds.
    ///
    /// A price's `freeAllowance` is set from the allowances that cover it.
    public init(
        editions: [Edition] = [], prices: [Price], allowances: [FreeAllowance] = [], savingsPlans: [SavingsPlan] = [],
        baseFees: [BaseFee] = [], gaps: [DeclaredGap] = [], forms: [MeterForm] = []
    ) {
        self.editions = Self.ordered(editions) { $0.provider.rawValue }
        self.allowances = Self.ordered(allowances) { "\($0.provider.rawValue)/\($0.name)" }
        self.savingsPlans = Self.ordered(savingsPlans) { "\($0.provider.rawValue)/\($0.name)" }
        self.baseFees = Self.ordered(baseFees) { "\($0.provider.rawValue)/\($0.name)" }
        self.gaps = Self.ordered(gaps) { "\($0.provider.rawValue)/\($0.name)" }
        self.forms = Self.ordered(forms) { "\($0.provider.rawValue)/\($0.name)" }
        for price in prices { onDemand[price.id] = price }
        nameAllowances()
    }

    /// All on-demand prices, ordered by name.
    public var prices: [Price] { onDemand.sorted { $0.key < $1.key }.map(\.value) }

    /// The price of `id`, under its savings plan if it names one; nil if the book does not know it.
    public func price(for id: PriceID) -> Price? {
        guard let price = onDemand[id.onDemand] ?? everywhere(id) else { return nil }
        guard let plan = id.savingsPlan else { return price }
        return savingsPlans.first { $0.provider == id.provider && $0.name == plan }?.applied(to: price)
    }

    /// Why there is no price of `id`, where the book says so.
    public func gap(for id: PriceID) -> DeclaredGap? {
        gaps.first { $0.provider == id.provider && $0.name == id.name }
    }

    /// The day that ages of prices are told from: the newest of the editions, so that no result depends on the clock.
    public var asOf: PriceDate? { editions.compactMap { PriceDate($0.effective) }.max() }

    /// Whether a price is older than the terms allow. One without a date is.
    public func isOld(_ price: Price) -> Bool {
        guard let asOf else { return false }
        guard let date = PriceDate(price.date) else { return true }
        return asOf.day - date.day > terms.greatestAge ?? PriceTerms.standardAge
    }

    /// The region name of prices that are the same in all regions.
    public static let everywhere = "everywhere"

    private func everywhere(_ id: PriceID) -> Price? {
        var general = id.onDemand
        general.region = Self.everywhere
        return onDemand[general].map { $0.copy(id: id.onDemand, freeAllowance: $0.freeAllowance) }
    }

    mutating func nameAllowances() {
        let pools = allowances.filter(\.isEverApplied)
        var names: [CloudProvider: [String: String]] = [:]
        for pool in pools.reversed() {
            for name in pool.covers { names[pool.provider, default: [:]][name] = pool.name }
        }
        for (id, price) in onDemand {
            let name = names[id.provider]?[id.name]
            if price.freeAllowance != name { onDemand[id] = price.copy(freeAllowance: name) }
        }
    }

    /// Of equal names the last, in the order of names.
    static func ordered<Item>(_ all: [Item], by name: (Item) -> String) -> [Item] {
        var items: [String: Item] = [:]
        for item in all { items[name(item)] = item }
        return items.sorted { $0.key < $1.key }.map(\.value)
    }
}
