// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Pricing

@Suite struct InvoiceTests {
    @Test(arguments: [
        (quantity: 0, amount: 0),
        (quantity: 40, amount: 120),
        (quantity: 100, amount: 300),
        (quantity: 101, amount: 302),
        (quantity: 1000, amount: 2100),
        (quantity: 1010, amount: 2110),
    ] as [(quantity: Decimal, amount: Decimal)])
    func tiersAreMarginal(quantity: Decimal, amount: Decimal) {
        let invoice = Sample.book.invoice(for: [Sample.reading("tiered", quantity)], freeTier: false)
        #expect(invoice.total == amount)
    }

    @Test func freeUnitsComeOffBeforeTiers() throws {
        let invoice = Sample.book.invoice(for: [Sample.reading("tiered", 160)], freeTier: true)
        let line = try #require(invoice.lines.first)
        #expect(line.freeQuantity == 50)
        #expect(line.tiers.map(\.quantity) == [100, 10])
        #expect(line.tiers.map(\.label) == ["first 100", "next 900"])
        #expect(line.amount == 320)
    }

    @Test func aPoolIsSharedInItsOrder() throws {
        let readings = [Sample.reading("left", 8), Sample.reading("right", 6)]
        let lines = Sample.book.invoice(for: readings, freeTier: true).lines
        #expect(lines.map(\.id.dimension) == ["left", "right"])
        #expect(lines.map(\.freeQuantity) == [4, 6])
        #expect(lines.map(\.amount) == [20, 0])
    }

    @Test func allowancesOfTheFirstYearAreNotApplied() {
        #expect(Sample.book.invoice(for: [Sample.reading("weak", 9)], freeTier: true).total == 9)
    }

    @Test func tiersHoldForTheSumOfAllParts() throws {
        let readings = [Sample.reading("tiered", 60, part: "shop"), Sample.reading("tiered", 60, part: "stock")]
        let line = try #require(Sample.book.invoice(for: readings, freeTier: false).lines.first)
        #expect(line.amount == 340)
        #expect(line.parts.map(\.part) == ["shop", "stock"])
        #expect(line.parts.map(\.amount) == [170, 170])
    }

    @Test func whatHasNoPriceIsNeverFree() {
        let foreign = MeterReading(price: Sample.id("left", region: "there"), quantity: 1, part: "shop")
        let undiscounted = MeterReading(price: Sample.id("right", plan: "year"), quantity: 1, part: "shop")
        let readings = [Sample.reading("left", 1), foreign, undiscounted, Sample.reading("left", -1)]
        let invoice = Sample.book.invoice(for: readings, freeTier: false)
        #expect(invoice.total == 5)
        #expect(invoice.isLowerBound)
        #expect(invoice.notPriced.map(\.reason) == [.invalidQuantity, .notInSavingsPlan, .unknownPrice])
        #expect(!Sample.book.invoice(for: [], freeTier: false).isLowerBound)
    }

    @Test func savingsPlansLowerStatedPrices() {
        let readings = [
            MeterReading(price: Sample.id("left", plan: "year"), quantity: 10, part: "shop"), Sample.reading("left", 10),
        ]
        let invoice = Sample.book.invoice(for: readings, freeTier: false)
        #expect(invoice.lines.map(\.amount) == [50, 40])
    }

    @Test func unverifiedPricesAreListed() {
        let invoice = Sample.book.invoice(for: [Sample.reading("weak", 1), Sample.reading("left", 1)], freeTier: false)
        #expect(invoice.lowConfidenceLines.map(\.id.dimension) == ["weak"])
    }

    @Test func overridingReplacesByName() {
        let cheaper = PriceBook(prices: [Sample.price("left", [PriceTier(unitPrice: 1)])])
        let book = Sample.book.overriding(with: cheaper)
        #expect(book.price(for: Sample.id("left"))?.tiers.first?.unitPrice == 1)
        #expect(book.price(for: Sample.id("left"))?.freeAllowance == "pool", "the pool still covers the new price")
        #expect(book.price(for: Sample.id("right"))?.tiers.first?.unitPrice == 7)
    }

    @Test(arguments: [
        ([], .none),
        ([PriceTier(upTo: 5, unitPrice: 1)], .gapAbove(tier: 1)),
        ([PriceTier(unitPrice: 1), PriceTier(unitPrice: 2)], .unreachable(tier: 1)),
        ([PriceTier(upTo: 5, unitPrice: 1), PriceTier(upTo: 5, unitPrice: 1), PriceTier(unitPrice: 1)], .boundNotAbove(tier: 2)),
        ([PriceTier(upTo: 5, unitPrice: 1), PriceTier(upTo: 4, unitPrice: 1), PriceTier(unitPrice: 1)], .boundNotAbove(tier: 2)),
        ([PriceTier(unitPrice: -1)], .negativePrice(tier: 1)),
        ([PriceTier(unitPrice: Decimal(1) / 3)], .tooManyDecimals(tier: 1)),
    ] as [([PriceTier], TierFault)])
    func badTiersAreFound(tiers: [PriceTier], fault: TierFault) {
        #expect(TierFault.first(in: tiers) == fault)
    }

    @Test(arguments: [
        ("6000000000", "6 B"), ("7500000000", "7.5 B"), ("18750000000", "18.75 B"), ("333000000", "333 M"),
        ("10240", "10,240"), ("100", "100"), ("1234567", "1,234,567"), ("0.5", "0.5"),
    ])
    func boundsReadAsOnPricingPages(number: String, text: String) throws {
        #expect(try #require(Decimal(string: number)).shortText == text)
    }
}
