// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Units that are free each month, before tiers, from one pool for several prices.
public struct FreeAllowance: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Never expires.
        case always
        /// For a new account's first twelve months: kept for the record, never applied to a forecast.
        case firstYear = "first-year"
        /// Part of a plan that is paid for: always applied.
        case included
        /// For accounts that asked for it: kept for the record, never applied to a forecast.
        case optIn = "opt-in"
    }

    public let provider: CloudProvider
    /// Its name in the price book.
    public let name: String
    public let title: String
    /// Units a month for the account, over all regions together; above zero.
    public let quantity: Decimal
    /// The unit, that of every price it covers.
    public let unit: String
    public let kind: Kind
    /// The prices it covers (`lambda/duration_x86`), in the order in which it is used up. Providers publish no order;
    /// a stated one keeps invoices exact and independent of the order of readings.
    public let covers: [String]
    public let source: String

    public init(
        provider: CloudProvider, name: String, title: String, quantity: Decimal, unit: String, kind: Kind,
        covers: [String], source: String
    ) {
        self.provider = provider
        self.name = name
        self.title = title
        self.quantity = quantity
        self.unit = unit
        self.kind = kind
        self.covers = covers
        self.source = source
    }

    /// Whether a bill takes it off.
    ///
    /// - Parameter freeTier: Whether allowances that never expire are wanted.
    func isApplied(freeTier: Bool) -> Bool {
        switch kind {
        case .always: freeTier
        case .included: true
        case .firstYear, .optIn: false
        }
    }

    /// Whether its units are ever taken off a forecast.
    var isEverApplied: Bool { isApplied(freeTier: true) }

    /// This pool without the prices that `newer` pools of its kind cover; nil if none is left.
    func givingWay(to newer: [FreeAllowance]) -> FreeAllowance? {
        let taken = Set(newer.filter { $0.provider == provider && $0.kind == kind }.flatMap(\.covers))
        let left = covers.filter { !taken.contains($0) }
        guard !left.isEmpty else { return nil }
        return FreeAllowance(
            provider: provider, name: name, title: title, quantity: quantity, unit: unit, kind: kind, covers: left,
            source: source)
    }

    /// How much of `quantities` is free: the pool is handed out in the order of `covers`, then of price names.
    func shares(of quantities: [PriceID: Decimal]) -> [PriceID: Decimal] {
        var left = quantity
        var shares: [PriceID: Decimal] = [:]
        for name in covers {
            for id in quantities.keys.filter({ $0.provider == provider && $0.name == name }).sorted() {
                let share = min(left, quantities[id] ?? 0)
                shares[id] = share
                left -= share
            }
        }
        return shares
    }
}
