// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing

/// A small book with numbers that can be reckoned in the head.
enum Sample {
    static func id(_ dimension: String, region: String = "here", plan: String? = nil) -> PriceID {
        PriceID(provider: .aws, region: region, service: "work", dimension: dimension, savingsPlan: plan)
    }

    static func price(_ dimension: String, _ tiers: [PriceTier], confidence: PriceConfidence = .high) -> Price {
        Price(
            id: id(dimension), service: "Work", title: dimension, unit: "piece", tiers: tiers, source: "a test",
            date: "2026-11-23", confidence: confidence)
    }

    static func reading(_ dimension: String, _ quantity: Decimal, part: String = "shop") -> MeterReading {
        MeterReading(price: id(dimension), quantity: quantity, part: part)
    }

    /// `tiered`: 3 USD to 100 pieces, 2 to 1,000, then 1. `left` and `right`: 5 and 7 USD. `weak`: 1 USD, unverified.
    /// 50 pieces of `tiered` are free each month, and 10 of `left` and `right` together.
    static let book = PriceBook(
        prices: [
            price(
                "tiered",
                [PriceTier(upTo: 100, unitPrice: 3), PriceTier(upTo: 1000, unitPrice: 2), PriceTier(unitPrice: 1)]),
            price("left", [PriceTier(unitPrice: 5)]),
            price("right", [PriceTier(unitPrice: 7)]),
            price("weak", [PriceTier(unitPrice: 1)], confidence: .low),
        ],
        allowances: [
            allowance("start", 50, ["work/tiered"]),
            allowance("pool", 10, ["work/right", "work/left"]),
            allowance("welcome", 1_000_000, ["work/weak"], kind: .firstYear),
        ],
        savingsPlans: [
            SavingsPlan(
                provider: .aws, name: "year", title: "A year", regions: ["here"], discounts: ["work/left": 0.2],
                source: "a test")
        ])

    private static func allowance(
        _ name: String, _ quantity: Decimal, _ covers: [String], kind: FreeAllowance.Kind = .always
    ) -> FreeAllowance {
        FreeAllowance(
            provider: .aws, name: name, title: name, quantity: quantity, unit: "piece", kind: kind, covers: covers,
            source: "a test")
    }
}
