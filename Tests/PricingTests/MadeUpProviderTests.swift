// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Testing

/// A provider that nobody knows takes one data file and no code.
@Suite struct MadeUpProviderTests {
    private static let file = """
        provider: nimbus
        currency: USD
        effective: 2026-11-01
        regions: { north: North, south: South }
        sources: { page: { title: nimbus.example/prices, date: 2026-11-01 } }
        free-allowances:
          calls: { title: 1M calls, quantity: 1M, unit: call, kind: always, covers: [ runner/calls ], source: page }
        base-fees:
          plan: { title: Nimbus plan, price: account/plan, services: runner, source: page }
        not-priced:
          runner/support: nobody says
        meters:
          runner:
            title: Runner
            inputs:
              calls: count
              duration: time
              memory: data
              size: { kind: data, default: 0 GB }
              plan: { choice: { small: { factor: 1 }, large: { factor: 2 } }, default: small }
            uses:
              runner/calls: calls * chunks(size)
              runner/time: calls * billed(duration) * sized(memory) * plan.factor
        savings-plans:
          year: { title: A year, regions: north, discounts: { runner/time: 25% }, source: page }
        services:
          account:
            title: Account
            prices:
              plan: { title: Plan, unit: account-month, everywhere: { price: 7, source: page, confidence: high } }
          runner:
            title: Runner
            prices:
              calls:
                title: Calls
                unit: call
                billing: { chunk: 10 KB }
                north: { price: 0.000001, source: page, confidence: high }
                south: { price: 0.000002, source: page, confidence: high }
              time:
                title: Time
                unit: GB-second
                billing: { increment: 50 ms, minimum: 200 ms, size-step: 256 MB }
                north:
                  tiers: [ { up-to: 1M, price: 0.00001 }, { price: 0.000008 } ]
                  source: page
                  confidence: medium

        """

    private func book() throws -> PriceBook { try PriceBook.standard().adding(text: Self.file, name: "nimbus.yaml") }

    private func invoice(_ sheet: String) throws -> Invoice {
        let book = try book()
        return try UsageSheet(text: sheet, name: "sheet.yaml", book: book).invoice(with: book)
    }

    /// 5M calls of 15 KB are 10M, 9M of them charged: 9 USD. 120 ms are billed as 200 ms and 300 MB as 512: 0.5M
    /// GB-seconds, twice that on the large plan: 10 USD. The plan costs 7.
    @Test func itsMetersAreDataToo() throws {
        let bill = try invoice("""
            provider: nimbus
            region: north
            meters:
              - runner: { calls: 5M, duration: 120 ms, memory: 300 MB, size: 15 KB, plan: large }
            """)
        #expect(bill.lines.map(\.amount) == [7, 9, 10])
        #expect(bill.lines.map(\.id.description) == [
            "nimbus/north/account/plan", "nimbus/north/runner/calls", "nimbus/north/runner/time",
        ])
        #expect(bill.total == 26 && !bill.isLowerBound)
    }

    @Test func whatItDoesNotPriceIsALowerBound() throws {
        let bill = try invoice("""
            provider: nimbus
            region: south
            base-fees: off
            meters:
              - runner: { calls: 2M, duration: 1 s, memory: 256 MB }
              - runner/support: 1
            """)
        // A million calls at 0.000002; no price of time in the south.
        #expect(bill.total == 2 && bill.isLowerBound)
        #expect(bill.notPriced.map(\.reading.price.dimension) == ["support", "time"])
        #expect(bill.notPriced.map(\.sentence) == ["nobody says", "the price book has no price for it in south; --prices takes your own"])
    }

    @Test func oneSheetMayHaveSeveralProviders() throws {
        let bill = try invoice("""
            provider: nimbus
            region: north
            free-tier: off
            meters:
              - runner/calls: 1M
              - { provider: azure, region: eastus, event-grid/operations: 1M }
              - { part: edge, provider: cloudflare, queues: { messages: 1M } }
            """)
        // 0.60 USD for a million of Event Grid; 2M charged operations of Queues and both plans; 1 USD of calls.
        #expect(bill.lines.map(\.amount) == ["0.6", "0.8", "5", "7", "1"].map { Decimal(string: $0) })
        #expect(bill.parts.map(\.part) == [
            "Nimbus plan", "Workers Paid plan", "edge", "event-grid/operations", "runner/calls",
        ])
    }

    @Test func aPlanThatIsNamedIsNotBilledTwice() throws {
        let bill = try invoice("provider: nimbus\nregion: north\nmeters: [ account/plan: 2, runner/calls: 1 ]\n")
        #expect(bill.total == 14)
    }

    /// 0.01 USD an hour for 730 hours pay for 7.30 / 0.0000075 = 973,333.3 of a million GB-seconds.
    @Test func commitmentsWorkForItAsForOthers() throws {
        let book = try book().adding(text: """
            commitments: [ { provider: nimbus, plan: year, hourly: 0.01 } ]

            """, name: "mine.yaml")
        let nimbus = CloudProvider(rawValue: "nimbus")
        let id = PriceID(provider: nimbus, region: "north", service: "runner", dimension: "time")
        let bill = book.invoice(
            for: [MeterReading(price: id, quantity: 1_000_000, part: "")], freeTier: false, baseFees: false)
        let line = try #require(bill.lines.first { $0.id == id })
        let third = try #require(Decimal(string: "0.333333333333"))
        #expect(line.coveredQuantity == 973_333 + third)
        #expect(bill.lines.first { $0.id.service == "commitment" }?.amount == Decimal(string: "7.3"))
        #expect(abs(line.amount - (Decimal(string: "0.266666666667") ?? 0)) < (Decimal(string: "0.000000001") ?? 0))
    }
}
