// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How far a price can be trusted.
public enum PriceConfidence: String, CaseIterable, Hashable, Sendable {
    /// The provider's own list, or two sources that agree.
    case high
    /// One source, or an older one.
    case medium
    /// No stored source, or sources that contradict each other.
    case low
}

/// What one unit costs, with the evidence for it.
public struct Price: Hashable, Sendable {
    public let id: PriceID
    /// The service as people call it: `Lambda`.
    public let service: String
    /// What is charged for: `Duration, x86`.
    public let title: String
    /// What a quantity of one is: `GB-second`, `request`, `hour`.
    public let unit: String
    /// At least one, ascending, the last without bound.
    public let tiers: [PriceTier]
    /// The pool that makes the first units of a month free, by its name in the price book.
    public let freeAllowance: String?
    /// How a quantity is rounded, counted and capped.
    public let rule: BillingRule
    public let note: String?
    /// Where the price was read, in words.
    public let source: String
    /// When it was read or valid there, as the source gives it: `2026-10-06`, `2026`, `undated`.
    public let date: String
    public let confidence: PriceConfidence

    public init(
        id: PriceID, service: String, title: String, unit: String, tiers: [PriceTier], freeAllowance: String? = nil,
        rule: BillingRule = BillingRule(), note: String? = nil, source: String, date: String,
        confidence: PriceConfidence
    ) {
        self.id = id
        self.service = service
        self.title = title
        self.unit = unit
        self.tiers = tiers
        self.freeAllowance = freeAllowance
        self.rule = rule
        self.note = note
        self.source = source
        self.date = date
        self.confidence = confidence
    }
}

extension Price {
    /// This price for another region, or under a savings plan.
    func copy(
        id: PriceID? = nil, tiers: [PriceTier]? = nil, freeAllowance: String?, note: String? = nil,
        confidence: PriceConfidence? = nil
    ) -> Price {
        Price(
            id: id ?? self.id, service: service, title: title, unit: unit, tiers: tiers ?? self.tiers,
            freeAllowance: freeAllowance, rule: rule, note: note ?? self.note, source: source, date: date,
            confidence: confidence ?? self.confidence)
    }
}
