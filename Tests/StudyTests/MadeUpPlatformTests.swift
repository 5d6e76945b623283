// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Pricing
import SimulationKernel
import Testing

@testable import Scenario
@testable import Study

/// A provider that nobody knows takes one data file and no code.
@Suite struct MadeUpPlatformTests {
    private static let nimbus = """
        provider: nimbus
        title: Nimbus
        date: 2026-11-01
        regions: { north: { title: North, area: europe } }
        products:
          nimbus-runner:
            title: Nimbus Runner
            model: instances
            runs: [ handler ]
            natural: [ handler ]
            values:
              scale: { value: fixed, source: nimbus.example, confidence: documented }
              instances: { value: 2..2, source: nimbus.example, confidence: documented }
              cpu: { value: 1, source: nimbus.example, confidence: documented }
              memory: { value: 512 MB, source: nimbus.example, confidence: documented }
              fee: { value: 3, source: nimbus.example, confidence: documented }
            bill:
              runner/calls: requests
              runner/memory: allocated / 3600 * memory
              runner/fee: fee
            shared: [ runner/fee ]
          nimbus-door:
            model: gateway
            runs: [ door ]
            natural: [ door ]
            values:
              latency: { value: 1 ms, source: nimbus.example, confidence: assumed }
              timeout: { value: none, source: nimbus.example, confidence: assumed }
              jwt-latency: { value: 1 ms, source: nimbus.example, confidence: assumed }
            bill:
              door/hours: hours
        prices:
          sources: { page: { title: nimbus.example/prices, date: 2026-11-01 } }
          services:
            runner:
              title: Runner
              prices:
                calls: { title: Calls, unit: call, north: { price: 0.001, source: page, confidence: high } }
                memory: { title: Memory, unit: GB-hour, north: { price: 0.5, source: page, confidence: high } }
                fee: { title: Fee, unit: plan, north: { price: 2, source: page, confidence: high } }

        """

    private static let shop = """
        name: Hand-calculated
        period: { simulate: 1 h, bill-as: 10 h }
        traffic:
          users: { to: api/work, arrivals: { process: deterministic, every: 1 s, first: 500 ms } }
          others: { to: rest, arrivals: { process: deterministic, every: 2 s, first: 700 ms } }
        doors: { api: { routes: [ work ] } }
        handlers:
          work: { steps: [ compute: 10 ms, call: { model: 1 KB }, respond: 1 KB ] }
          rest: { steps: [ compute: 10 ms ] }
        backends: { model: { kind: external, latency: 5 ms, price: { per-call: 0.002 USD } } }
        deployments:
          cloud: { provider: nimbus, place: { rest: { use: nimbus-runner, instances: 1..1 } } }

        """

    private func withFile<Result>(_ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("nimbus-\(UUID().uuidString).yaml")
        try Self.nimbus.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    /// 3,600 and 1,800 calls in an observed hour are 54,000 in the ten that are billed: 54 USD. Three instances of half
    /// a GB are 15 GB-hours: 7.50 USD. The fee of three units at 2 USD is due once, not once for each fleet. The model
    /// is called 36,000 times at 0.002 USD. Nobody says what the door costs.
    @Test func itRunsAndBills() throws {
        try withFile { file in
            let scenario = try Scenario.load(text: Self.shop, platforms: [file])
            let prices = try PriceBook.standard().adding(file: file)
            let deployment = try #require(scenario.compile().first)
            let observation = Replication(deployment.plan, seed: 1, replication: 0)
                .run(over: Stretch(length: .seconds(3600)))
            #expect(observation.violations.isEmpty)
            let bill = try Biller(prices: prices, placements: deployment.placements, billedHours: 10, freeTier: false)
                .bill(observation, deployment.plan)
            func amount(_ title: String) -> Decimal? { bill.lines.first { $0.title == title }?.amount }
            #expect(amount("Calls") == 54)
            #expect(amount("Memory") == Decimal(string: "7.5"))
            #expect(amount("Fee") == 6)
            #expect(amount("Calls of model") == 72)
            #expect(bill.total == Decimal(string: "139.5") && bill.isLowerBound)
            #expect(bill.lines.filter { $0.amount == nil }.map(\.meter) == ["door/hours"])
        }
    }

    /// What the scenario says of a call is in the record as well, so that the run can be priced again.
    @Test func ownPricesArePricedAgain() throws {
        try withFile { file in
            let scenario = try Scenario.load(text: Self.shop, platforms: [file])
            let prices = try PriceBook.standard().adding(file: file)
            var options = StudyOptions()
            var rule = StoppingRule()
            rule.fixed = 1
            options.rule = rule
            let found = try ForecastStudy(scenario, prices: prices, options: options).run().deployments[0]
            let again = Repricing(name: "cloud", found.meters, prices: prices, hours: 10)
            #expect(again.monthlyCost.value == found.monthlyCost.value)
            #expect(again.invoice.contains { $0.title == "Calls of model" && $0.amount?.value == 72 })
        }
    }
}
