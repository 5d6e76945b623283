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
    public private(set) var editions: [Edition]
    /// Ordered by provider and name.
    public private(set) var allowances: [FreeAllowance]
    /// Ordered by provider and name.
    public private(set) var savingsPlans: [SavingsPlan]
    private var onDemand: [PriceID: Price]

    /// A book of these prices, each on demand; of equal names the last holds.
    ///
    /// A price's `freeAllowance` is set from the allowances that cover it.
    public init(
        editions: [Edition] = [], prices: [Price], allowances: [FreeAllowance] = [], savingsPlans: [SavingsPlan] = []
    ) {
        self.editions = []
        self.allowances = []
        self.savingsPlans = []
        self.onDemand = [:]
        merge(editions, prices, allowances, savingsPlans)
    }

    /// All on-demand prices, ordered by name.
    public var prices: [Price] { onDemand.sorted { $0.key < $1.key }.map(\.value) }

    /// The price of `id`, under its savings plan if it names one; nil if the book does not know it.
    public func price(for id: PriceID) -> Price? {
        guard let price = onDemand[id.onDemand] ?? everywhere(id) else { return nil }
        guard let plan = id.savingsPlan else { return price }
        return savingsPlans.first { $0.provider == id.provider && $0.name == plan }?.applied(to: price)
    }

    /// This book with what `other` says in place of its own: prices, allowances and savings plans by name. A price that
    /// one of the other's allowances covers is covered by that one alone.
    public func overriding(with other: PriceBook) -> PriceBook {
        var book = self
        book.merge(other.editions, Array(other.onDemand.values), other.allowances, other.savingsPlans)
        return book
    }

    /// The region name of prices that are the same in all regions.
    public static let everywhere = "everywhere"

    private func everywhere(_ id: PriceID) -> Price? {
        var general = id.onDemand
        general.region = Self.everywhere
        return onDemand[general].map { $0.copy(id: id.onDemand, freeAllowance: $0.freeAllowance) }
    }

    private mutating func merge(
        _ editions: [Edition], _ prices: [Price], _ allowances: [FreeAllowance], _ plans: [SavingsPlan]
    ) {
        self.editions = Self.merged(self.editions, editions) { $0.provider.rawValue }
        let older = self.allowances.compactMap { $0.givingWay(to: allowances) }
        self.allowances = Self.merged(older, allowances) { "\($0.provider.rawValue)/\($0.name)" }
        self.savingsPlans = Self.merged(self.savingsPlans, plans) { "\($0.provider.rawValue)/\($0.name)" }
        for price in prices { onDemand[price.id] = price }
        let pools = self.allowances.filter { $0.kind == .always }
        for (id, price) in onDemand {
            let pool = pools.first { $0.provider == id.provider && $0.covers.contains(id.name) }
            onDemand[id] = price.copy(freeAllowance: pool?.name)
        }
    }

    private static func merged<Item>(_ old: [Item], _ new: [Item], by name: (Item) -> String) -> [Item] {
        var items: [String: Item] = [:]
        for item in old + new { items[name(item)] = item }
        return items.sorted { $0.key < $1.key }.map(\.value)
    }
}
