// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Pricing

/// Rules that change what a month's quantity costs.
@Suite struct PriceRuleTests {
    private static func book(
        _ tiers: [PriceTier], free: Decimal? = nil, _ change: (inout BillingRule) -> Void
    ) -> PriceBook {
        var rule = BillingRule()
        change(&rule)
        let price = Price(
            id: Sample.id("piece"), service: "Work", title: "Piece", unit: "piece", tiers: tiers, rule: rule,
            source: "a test", date: "2026-11-23", confidence: .high)
        let pool = free.map { quantity in
            FreeAllowance(
                provider: .aws, name: "pool", title: "pool", quantity: quantity, unit: "piece", kind: .included,
                covers: ["work/piece"], source: "a test")
        }
        return PriceBook(prices: [price], allowances: pool.map { [$0] } ?? [])
    }

    private func line(_ book: PriceBook, _ quantity: Decimal) throws -> InvoiceLine {
        try #require(book.invoice(for: [Sample.reading("piece", quantity)], freeTier: false).lines.first)
    }

    /// developers.cloudflare.com/r2/pricing: a million and one operations are billed as two million.
    @Test(arguments: [(0, 0), (1, 10), (10, 10), (11, 20), (25, 30)] as [(Decimal, Decimal)])
    func chargedUnitsAreRoundedUpToPackages(charged: Decimal, billed: Decimal) throws {
        let book = Self.book([PriceTier(unitPrice: 2)], free: 5) { $0.roundUpTo = 10 }
        let line = try line(book, charged + 5)
        #expect(line.amount == billed * 2 && line.roundedUp == billed - charged && line.freeQuantity == 5)
    }

    /// Azure Service Bus: 13 million of the first hundred million are included, so 87 million cost the first price.
    @Test func freeUnitsMayFillTheFirstTier() throws {
        let tiers = [PriceTier(upTo: 100, unitPrice: 3), PriceTier(unitPrice: 1)]
        let all = try line(Self.book(tiers, free: 13) { $0.tierCount = .all }, 110)
        #expect(all.tiers.map(\.quantity) == [87, 10] && all.amount == 271)
        let charged = try line(Self.book(tiers, free: 13) { $0.tierCount = .charged }, 110)
        #expect(charged.tiers.map(\.quantity) == [97] && charged.amount == 291)
    }

    @Test(arguments: [(9, 18), (10, 20), (11, 20), (1000, 20)] as [(Decimal, Decimal)])
    func aMonthHasAMaximum(quantity: Decimal, amount: Decimal) throws {
        let book = Self.book([PriceTier(unitPrice: 2)]) { $0.monthlyMaximum = 20 }
        let line = try line(book, quantity)
        #expect(line.amount == amount)
        #expect(line.tiers.reduce(0) { $0 + $1.amount } == amount)
        #expect(line.tiers.last?.label == (quantity > 10 ? "monthly maximum" : "all"))
    }

    /// What a plan includes is taken off whether or not the free tier is wanted.
    @Test func includedUnitsAreAlwaysFree() throws {
        let book = Self.book([PriceTier(unitPrice: 2)], free: 5) { _ in }
        #expect(try line(book, 7).amount == 4)
        #expect(book.invoice(for: [Sample.reading("piece", 7)], freeTier: true).total == 4)
    }

    @Test(arguments: [
        ("2026-10-06", 20_732), ("1970-01-01", 0), ("2000-02-29", 11_016), ("2024-07 to 2024-12", 20_058),
        ("2026", 20_454), ("2025-12 or later (undated)", 20_423),
    ])
    func datesAreRead(text: String, day: Int) {
        #expect(PriceDate(text)?.day == day)
    }

    @Test(arguments: ["undated", "", "2026-13-01", "2026-02-29", "2026-04-31", "12", "recently"])
    func whatIsNoDateIsNone(text: String) {
        #expect(PriceDate(text) == nil)
    }
}
