// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario
import SimulationKernel
import Testing

@testable import Study

/// Traces, metrics, pollers and what is stored month by month, counted by hand.
@Suite struct GrowthTests {
    /// A request a second for an hour, which stands for a month of 730 hours of us-east-1: 2,628,000 requests.
    private func bill(_ work: String, _ rest: String = "") throws -> Bill {
        let text = """
            name: Growth
            period: { simulate: 1 h }
            traffic: { users: { to: work, arrivals: { process: deterministic, every: 1 s, first: 500 ms } } }
            handlers: { work: { steps: [ append: { events: 1 KB } ] }, drain: { steps: [] } }
            backends: { events: { kind: table } }
            channels: { jobs: { kind: queue, to: drain, visibility: 60 s } }
            deployments:
              only:
                place:
                  work: { use: lambda, \(work) }
                  drain: { use: lambda, timeout: 3 s }
                  \(rest)
            """
        let deployment = try Scenario.load(text: text).compile()[0]
        let observation = Replication(deployment.plan, seed: 1, replication: 0)
            .run(over: Stretch(length: .seconds(3600)))
        return try Biller(
            prices: PriceBook.standard(), placements: deployment.placements, billedHours: 730, freeTier: false
        ).bill(observation, deployment.plan)
    }

    private func line(_ bill: Bill, _ meter: String) -> BillLine? { bill.lines.first { $0.meter == meter } }

    @Test func tracesAndMetrics() throws {
        let bill = try bill("tracing: 5%, custom-metrics: 4")
        // 131,400 traces at $5 a million; four metrics at $0.30.
        #expect(line(bill, "xray/traces_recorded")?.quantity == 131_400)
        #expect(line(bill, "xray/traces_recorded")?.amount == Decimal(string: "0.657"))
        #expect(line(bill, "cloudwatch/custom_metric")?.amount == Decimal(string: "1.2"))
    }

    @Test func nothingIsTracedUnlessSaid() throws {
        #expect(line(try bill("memory: 128 MB"), "xray/traces_recorded") == nil)
    }

    /// Two pollers for 730 hours at $0.00925.
    @Test func provisionedPollersAreBilledByTheHour() throws {
        let bill = try bill("memory: 128 MB", "jobs: { use: sqs, provisioned-pollers: 2 }")
        #expect(line(bill, "lambda/esm_provisioned_sqs")?.amount == Decimal(string: "13.505"))
    }

    /// 2,628,000 KB a month are 2.506… GB: on average half of it in the first month, 5.5 and 11.5 times in later ones.
    @Test func whatIsStoredGrows() throws {
        let bill = try bill("memory: 128 MB", "events: { use: dynamodb, storage: 100 GB, growth: 100% }")
        let month = Decimal(2_628_000) / 1_048_576
        let stored = try #require(line(bill, "dynamodb/storage")?.quantity)
        #expect(abs(stored - 100 - month / 2) < Decimal(string: "0.000001")!)
        #expect(bill.months.map(\.month) == [1, 6, 12])
        #expect(bill.months[0].total == bill.total)
        // $0.25 a GB.
        let later = bill.months.map { $0.total - bill.total }
        #expect(abs((later[1] - 5 * month / 4) as Decimal) < Decimal(string: "0.000001")!)
        #expect(abs((later[2] - 11 * month / 4) as Decimal) < Decimal(string: "0.000001")!)
    }

    /// Wherever it is said, and whoever keeps it: by the price in the book.
    @Test func otherStoresGrowToo() throws {
        let bill = try bill(
            "memory: 128 MB",
            "events: { use: firestore, provider: google, region: us-central1, storage: 100 GB, growth: 50% }")
        let stored = try #require(line(bill, "firestore-standard/storage"))
        let month = Decimal(2_628_000) / 1_048_576 / 2
        #expect(abs((stored.quantity - 100 - month / 2) as Decimal) < Decimal(string: "0.000001")!)
        let price = try #require(stored.unitPrice), later = bill.months[2].total - bill.total
        #expect(abs((later - 11 * month * price) as Decimal) < Decimal(string: "0.000001")!)
    }

    @Test func whatDoesNotGrowHasNoMonths() throws {
        #expect(try bill("memory: 128 MB", "events: { use: dynamodb, storage: 100 GB, growth: 0% }").months.isEmpty)
    }

    /// Where nothing is said: the twelfth month is that of 100 %, 11.5 months' writes of 2.506 GB at $0.25 dearer.
    @Test func whatMightStayIsCounted() throws {
        let bill = try bill("memory: 128 MB", "events: { use: dynamodb, storage: 100 GB }")
        let month = Decimal(2_628_000) / 1_048_576
        let kept = try #require(bill.twelfthMonthIfKept) - bill.total
        let expected = Decimal(string: "11.5")! * month / 4
        #expect(bill.months.isEmpty && abs((kept - expected) as Decimal) < Decimal(string: "0.000001")!)
        #expect(try self.bill("memory: 128 MB", "events: { use: dynamodb, growth: 0% }").twelfthMonthIfKept == nil)
    }
}
