// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study

/// A row of FOCUS: what one part of the application has of one line of a deployment's bill.
struct FocusRow {
    let share: BilledShares.Share
    /// Dollars, as written.
    let billed: Decimal
    /// Dollars at list prices.
    let list: Decimal
    let provider: String
    let category: ServiceCategory
    let pricing: FocusVocabulary.PricingCategory
    let regionName: String
    let month: BillingMonth
    let option: String
    let scenario: String

    /// Of FOCUS 1.2; those of our own begin with `x_`, as it asks.
    static let heads = [
        "BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "ListUnitPrice", "ContractedUnitPrice",
        "PricingQuantity", "PricingUnit", "ConsumedQuantity", "ConsumedUnit", "ChargeCategory", "ChargeClass",
        "ChargeFrequency", "ChargeDescription", "ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart",
        "BillingPeriodEnd", "BillingCurrency", "BillingAccountId", "BillingAccountName", "ServiceName",
        "ServiceCategory", "RegionId", "RegionName", "ResourceId", "ResourceName", "SkuId", "SkuPriceId",
        "PricingCategory", "ProviderName", "PublisherName", "InvoiceIssuerName", "Tags", "x_Option", "x_ScenarioId",
        "x_CostLow95", "x_CostHigh95", "x_PriceDate", "x_PriceConfidence",
    ]

    var fields: [String] {
        let price = share.price, quantity = share.quantity.toPlaces(10)
        let interval = interval
        return [
            Self.text(billed), Self.text(billed), Self.text(list), Self.text(billed), unitPrice(list),
            unitPrice(billed), Self.text(quantity), price.unit, Self.text(quantity), price.unit, "Usage", "",
            "Usage-Based", "\(price.service): \(price.title)", month.start, month.end, month.start, month.end, "USD",
            "simulated", "", price.service, category.rawValue, price.id.region, regionName, share.part, share.part,
            price.id.name, price.id.description, pricing.rawValue, provider, provider, provider, tags, option,
            scenario, interval.low, interval.high, price.date, price.confidence.rawValue,
        ]
    }

    private func unitPrice(_ cost: Decimal) -> String {
        share.quantity > 0 ? Self.text((cost / share.quantity).toPlaces(16)) : ""
    }

    /// The 95 % interval of the mean over replications; empty with one replication, which gives none.
    private var interval: (low: String, high: String) {
        guard let halfWidth = share.estimate.halfWidth, halfWidth.isFinite else { return ("", "") }
        let half = Decimal(halfWidth)
        return (Self.text((billed - half).toPlaces(10)), Self.text((billed + half).toPlaces(10)))
    }

    /// A JSON object on one line, as FOCUS has it.
    private var tags: String {
        let pairs = [("option", option), ("scenario", scenario)].map { name, value in
            JSONValue.text(name).line + ": " + JSONValue.text(value).line
        }
        return "{" + pairs.joined(separator: ", ") + "}"
    }

    /// Plain digits, without an exponent.
    private static func text(_ value: Decimal) -> String { "\(value)" }
}

extension JSONValue {
    /// Without the line break at the end of a document.
    var line: String { String(document.dropLast()) }
}
