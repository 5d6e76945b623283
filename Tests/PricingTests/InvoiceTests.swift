// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing
@testable import Pricing

@Suite struct InvoiceTests {
    private let book: PriceBook

    init() throws { book = try PriceBook.standard() }

    private func reading(_ service: String, _ dimension: String, _ quantity: Decimal, part: String = "part") -> MeterReading {
        MeterReading(
            price: PriceID(provider: .aws, region: "us-east-1", service: service, dimension: dimension),
            quantity: quantity, part: part)
    }

    private func total(_ readings: [MeterReading], freeTier: Bool = false) -> Decimal {
        book.invoice(for: readings, freeTier: freeTier).total
    }

    @Test func growsWithUsage() {
        var last: Decimal = -1
        for quantity: Decimal in [0, 1, 5_999_999_999, 6_000_000_000, 6_000_000_001, 20_000_000_000] {
            let now = total([reading("lambda", "duration_x86", quantity)])
            #expect(now > last)
            last = now
        }
    }

    /// One unit more at the edge of a tier costs the next tier's price, no jump.
    @Test func tierEdgesAreContinuous() {
        let below = total([reading("lambda", "duration_x86", 6_000_000_000)])
        let above = total([reading("lambda", "duration_x86", 6_000_000_001)])
        #expect(above - below == Decimal(string: "0.000015"))
        #expect(below == Decimal(string: "100000.2") ?? 0 || abs(below - 100_000.2) < 0.01)
    }

    @Test func independentLinesAdd() {
        let lambda = reading("lambda", "requests_x86", 3_000_000), gateway = reading("apigateway", "http_request", 3_000_000)
        #expect(total([lambda, gateway]) == total([lambda]) + total([gateway]))
    }

    /// Tiers apply to the month's sum over all parts, whatever the order of the readings.
    @Test func theOrderOfReadingsDoesNotMatter() {
        let readings = (1...6).map { reading("lambda", "duration_x86", Decimal($0) * 1_000_000_000, part: "part \($0)") }
        let forwards = book.invoice(for: readings, freeTier: true), backwards = book.invoice(for: readings.reversed(), freeTier: true)
        #expect(forwards.total == backwards.total)
        #expect(forwards.total == total([reading("lambda", "duration_x86", 21_000_000_000)], freeTier: true))
    }

    @Test func theFreeTierNeverTurnsNegative() {
        for quantity: Decimal in [0, 1, 399_999, 400_000, 400_001] {
            let free = total([reading("lambda", "duration_x86", quantity)], freeTier: true)
            #expect(free >= 0)
            #expect(free == (quantity > 400_000 ? Decimal(string: "0.0000166667") : 0))
        }
    }

    /// The allowance is one for both architectures.
    @Test func theFreeTierIsPooled() {
        let both = [reading("lambda", "duration_x86", 400_000), reading("lambda", "duration_arm", 400_000)]
        #expect(total(both, freeTier: true) > 0)
    }

    /// S04: pricing a mean is not the mean of prices. Months of 0 and 2 million requests, one million of them free.
    @Test func pricingTheMeanIsWrong() {
        let months: [Decimal] = [0, 2_000_000]
        let mean = months.map { total([reading("lambda", "requests_x86", $0)], freeTier: true) }.reduce(0, +) / 2
        #expect(mean == Decimal(string: "0.1"))
        #expect(total([reading("lambda", "requests_x86", 1_000_000)], freeTier: true) == 0)
    }

    @Test func anUnknownPriceIsNotZero() {
        let invoice = book.invoice(for: [reading("lambda", "no_such_thing", 5)], freeTier: false)
        #expect(invoice.isLowerBound)
        #expect(invoice.notPriced.count == 1)
    }

    /// B05: durations are whole nanoseconds; exact multiples are not rounded up.
    @Test func exactMultiplesAreNotRoundedUp() {
        let coarse = BillingIncrement(increment: 100_000_000), fine = BillingIncrement(increment: 1_000_000)
        let durations: [Int64] = [100_000_000, 100_000_001, 0, 1]
        #expect(durations.map { coarse.billed(nanoseconds: $0) / 1_000_000 } == [100, 200, 0, 100])
        #expect(durations.map { fine.billed(nanoseconds: $0) / 1_000_000 } == [100, 101, 0, 1])
    }
}
