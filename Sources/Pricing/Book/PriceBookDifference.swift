// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What changed from one price book to another.
public struct PriceBookDifference: Hashable, Sendable {
    /// A price that both have, and that is not the same in both.
    public struct Change: Hashable, Sendable {
        public let old: Price
        public let new: Price

        /// The change of the first unit's price, as a fraction of the old one; nil from zero, or with another unit.
        public var fraction: Decimal? {
            guard old.unit == new.unit, let before = old.tiers.first?.unitPrice, before > 0,
                let after = new.tiers.first?.unitPrice
            else { return nil }
            return (after - before) / before
        }
    }

    /// Ordered by name.
    public let added: [Price]
    public let removed: [Price]
    public let changed: [Change]
    /// Free allowances that came, went or changed, in words.
    public let allowances: [String]

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && allowances.isEmpty }

    public init(from old: PriceBook, to new: PriceBook) {
        added = new.prices.filter { old.onDemand[$0.id] == nil }
        removed = old.prices.filter { new.onDemand[$0.id] == nil }
        changed = old.prices.compactMap { price in
            guard let other = new.onDemand[price.id] else { return nil }
            let isSame = price.tiers == other.tiers && price.unit == other.unit && price.rule == other.rule
            return isSame ? nil : Change(old: price, new: other)
        }
        allowances = Self.changes(from: old.allowances, to: new.allowances)
    }

    private static func changes(from old: [FreeAllowance], to new: [FreeAllowance]) -> [String] {
        func name(_ one: FreeAllowance) -> String { "\(one.provider.rawValue)/\(one.name)" }
        let before = Dictionary(old.map { (name($0), $0) }, uniquingKeysWith: { _, last in last })
        let after = Dictionary(new.map { (name($0), $0) }, uniquingKeysWith: { _, last in last })
        return Set(before.keys).union(after.keys).sorted().compactMap { key in
            switch (before[key], after[key]) {
            case (let one?, nil): "\(key) is gone: \(one.title)"
            case (nil, let one?): "\(key) is new: \(one.title)"
            case (let one?, let other?) where one.quantity != other.quantity:
                "\(key): \(one.quantity.shortText) becomes \(other.quantity.shortText) \(other.unit)"
            case (let one?, let other?) where one.covers != other.covers || one.kind != other.kind:
                "\(key) covers other prices, or is given in another way"
            default: nil
            }
        }
    }
}
