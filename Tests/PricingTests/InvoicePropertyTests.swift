// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

/// What holds for every invoice, tried on many drawn at random from a fixed seed.
@Suite struct InvoicePropertyTests {
    static let rounds = 300

    /// Of all providers, in all regions, under two commitments.
    private static func wholeBook() throws -> PriceBook {
        try PriceBook.standard().adding(text: """
            commitments:
              - { provider: aws, plan: compute-1y-no-upfront, hourly: 3 }
              - { provider: google, plan: compute-flexible-1y, hourly: 2 }

            """, name: "mine.yaml")
    }

    @Test func linesSumToTheTotalInEveryOrder() throws {
        var random = SplitMix(seed: 1)
        let book = try Self.wholeBook()
        let ids = book.prices.map(\.id)
        #expect(Set(ids.map(\.provider)).count == 4)
        for _ in 0..<Self.rounds {
            let readings = Self.readings(of: ids, count: 40, &random)
            let invoice = book.invoice(for: readings, freeTier: true)
            #expect(invoice == book.invoice(for: readings.shuffled(using: &random), freeTier: true))
            #expect(invoice.lines.reduce(0) { $0 + $1.amount } == invoice.total)
            #expect(invoice.lines.reversed().reduce(0) { $0 + $1.amount } == invoice.total, "exact in every order")
            #expect(invoice.parts.reduce(0) { $0 + $1.amount } == invoice.total)
            for line in invoice.lines {
                #expect(line.tiers.reduce(0) { $0 + $1.amount } == line.amount)
                #expect(line.parts.reduce(0) { $0 + $1.amount } == line.amount)
                #expect(line.parts.reduce(0) { $0 + $1.quantity } == line.quantity)
                let outside = line.freeQuantity + line.coveredQuantity - line.roundedUp
                #expect(line.tiers.reduce(outside) { $0 + $1.quantity } == line.quantity)
                #expect(line.freeQuantity >= 0 && line.coveredQuantity >= 0)
                #expect(line.freeQuantity + line.coveredQuantity <= line.quantity)
                #expect(line.parts.allSatisfy { $0.amount >= 0 })
            }
        }
    }

    @Test func moreUsageIsNeverCheaper() throws {
        var random = SplitMix(seed: 2)
        let book = try Self.wholeBook()
        let ids = book.prices.map(\.id)
        for _ in 0..<Self.rounds {
            var readings = Self.readings(of: ids, count: 10, &random)
            let before = book.invoice(for: readings, freeTier: true).total
            readings += Self.readings(of: ids, count: 1, &random)
            #expect(book.invoice(for: readings, freeTier: true).total >= before)
        }
    }

    @Test func independentLinesAdd() {
        var random = SplitMix(seed: 3)
        for _ in 0..<Self.rounds {
            let a = Self.readings(of: [Sample.id("tiered")], count: 3, &random)
            let b = Self.readings(of: [Sample.id("left"), Sample.id("right")], count: 3, &random)
            let sum = Sample.book.invoice(for: a, freeTier: true).total + Sample.book.invoice(for: b, freeTier: true).total
            #expect(Sample.book.invoice(for: a + b, freeTier: true).total == sum)
        }
    }

    /// Prices that share no allowance, plan or commitment, of different providers.
    @Test func independentLinesOfDifferentProvidersAdd() throws {
        var random = SplitMix(seed: 5)
        let book = try PriceBook.standard()
        let byProvider = Dictionary(grouping: book.prices.map(\.id), by: \.provider).mapValues { $0 }
        for _ in 0..<Self.rounds {
            let bills = PriceBook.standardProviders.map { provider in
                Self.readings(of: byProvider[provider] ?? [], count: 4, &random)
            }
            let sum = bills.reduce(0) { $0 + book.invoice(for: $1, freeTier: true).total }
            #expect(book.invoice(for: bills.flatMap(\.self), freeTier: true).total == sum)
        }
    }

    @Test func theFreeTierOnlyLowersBills() {
        var random = SplitMix(seed: 4)
        let ids = ["tiered", "left", "right", "weak"].map { Sample.id($0) }
        for _ in 0..<Self.rounds {
            let readings = Self.readings(of: ids, count: 5, &random)
            let free = Sample.book.invoice(for: readings, freeTier: true).total
            #expect(free >= 0)
            #expect(free <= Sample.book.invoice(for: readings, freeTier: false).total)
        }
    }

    /// At every edge of every tier and allowance, a trillionth of a unit costs a trillionth of a price. What is rounded
    /// up to whole packages steps by a package there, and by no more.
    @Test func billsAreContinuous() throws {
        let book = try PriceBook.standard()
        let step = try #require(Decimal(string: "0.000000000001"))
        for price in book.prices {
            let pool = book.allowance(of: price)?.quantity ?? 0
            // Where tiers count all units, free ones lie below the edges.
            let shift = price.rule.tierCount == .all ? 0 : pool
            let most = (price.tiers.map(\.unitPrice).max() ?? 0) * (price.rule.roundUpTo ?? step)
            for edge in [pool] + price.tiers.compactMap(\.upTo).map({ $0 + shift }) where edge > 0 {
                let around = [edge - step, edge, edge + step].map { quantity in
                    book.invoice(for: [MeterReading(price: price.id, quantity: quantity, part: "")], freeTier: true).total
                }
                #expect(around[1] - around[0] <= most && around[1] >= around[0], "\(price.id) at \(edge)")
                #expect(around[2] - around[1] <= most && around[2] >= around[1], "\(price.id) at \(edge)")
            }
        }
    }

    // MARK: Drawing

    /// Quantities from 10⁻⁶ to 10¹² with up to six decimal places.
    private static func readings(of ids: [PriceID], count: Int, _ random: inout SplitMix) -> [MeterReading] {
        (0..<count).compactMap { _ in
            guard let id = ids.randomElement(using: &random) else { return nil }
            let digits = Int64.random(in: 0..<Int64(1) << Int64.random(in: 1...60, using: &random), using: &random)
            let part = "part-\(Int.random(in: 1...4, using: &random))"
            return MeterReading(price: id, quantity: Decimal(digits) / 1_000_000, part: part)
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195): the same draws on every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
