// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
@testable import Scenario
import SimulationKernel
import Testing

@Suite struct PeriodTests {
    private func period(_ text: String) throws -> Period {
        var scenario = ScenarioText()
        scenario.period = text
        return try scenario.load().period
    }

    @Test func aWeekIsTheDefault() throws {
        let week = Period(simulate: .seconds(604_800), billHours: 730, start: .zero, horizon: .terminating)
        #expect(try period("") == week)
    }

    @Test func everyKeyIsRead() throws {
        #expect(try period("{ simulate: 2 days, bill-as: 720 h, starts: tuesday 06:00 }")
            == Period(simulate: .seconds(172_800), billHours: 720, start: .seconds(108_000), horizon: .terminating))
        let steady = try period("{ horizon: steady-state, simulate: 10 h, warm-up: 10 min }")
        #expect(steady.warmUp == .seconds(600) && steady.runLength == .seconds(36_600))
        #expect(try period("{ horizon: steady-state, simulate: 10 h, warm-up: auto }").warmUp == .seconds(3_600))
        #expect(try period("{ horizon: steady-state, simulate: 10 h }").warmUp == .seconds(3_600))
    }

    /// A year's bill would have a month's storage in it.
    @Test func aMonthHasAtMost744Hours() throws {
        var scenario = ScenarioText()
        scenario.period = "{ simulate: 1 day, bill-as: 744 h }"
        #expect(scenario.failure().isEmpty)
        scenario.period = "{ simulate: 1 day, bill-as: 1 year }"
        #expect(scenario.failureText().contains("at most 744 h"))
    }

    /// Five days of equal traffic and none at the weekend: a Monday has 7/5 of the week's mean, 40 % more.
    @Test func aPartOfAProfileIsNoMonth() throws {
        var scenario = ScenarioText()
        let hours = (0..<168).map { $0 < 120 ? "1" : "0" }.joined(separator: ", ")
        scenario.traffic = "  shoppers: { to: buy, arrivals: { mean: 10/s, profile: { hours: [ \(hours) ] } } }"
        func warnings(_ period: String) throws -> [String] {
            scenario.period = period
            return try scenario.load().allWarnings.map { FaultSentence($0.fault).text }
                .filter { $0.contains("billed as if") }
        }
        let monday = try warnings("{ simulate: 1 day }")
        #expect(monday.count == 1 && monday[0].contains("40 % more traffic"), "\(monday)")
        #expect(try warnings("{ simulate: 1 day, starts: saturday }").first?.contains("100 % less") == true)
        #expect(try warnings("{ simulate: 1 week }").isEmpty && warnings("{ simulate: 4 weeks }").isEmpty)
        // Who bills the working hours of a month says what he means.
        #expect(try warnings("{ simulate: 8 h, starts: monday 09:00, bill-as: 176 h }").isEmpty)
    }

    @Test func precisionAndSeedAreRead() throws {
        var scenario = ScenarioText()
        #expect(try scenario.load().precision == PrecisionTarget(cost: 0.01, p99: 0.05, replications: nil))
        scenario.rest = "seed: 7\nreplications: 20\nprecision: { cost: 2%, p99: 10% }\n"
        let loaded = try scenario.load()
        #expect(loaded.seed == 7)
        #expect(loaded.precision == PrecisionTarget(cost: 0.02, p99: 0.1, replications: 20))
    }

    @Test func agesAreOfMessages() throws {
        var scenario = ScenarioText()
        scenario.handlers = "  buy: { steps: [ publish: news ] }\n  tell: { steps: [] }"
        scenario.rest = "channels: { news: { kind: topic, to: tell } }\n"
        scenario.objectives = "  tell: { p50-age: 2 s, p99-age: < 60 s, lost: none }"
        let bounds = try scenario.load().objectives.map(\.bound)
        #expect(bounds == [
            .age(rank: 0.5, atMost: .seconds(2)), .age(rank: 0.99, atMost: .seconds(60)), .lost(atMost: 0),
        ])
        scenario.objectives = "  buy: { p99-age: 60 s }"
        #expect(scenario.failureText().contains("no channel brings any here"))
    }

    @Test func objectivesAreRead() throws {
        var scenario = ScenarioText()
        scenario.objectives = """
              buy: { p99: 300 ms, p99.9: < 1 s, refused: < 0.1%, lost: none, failed: 1% }
              shop/buy: { p50: 20 ms, p90: 50 ms, p95: 80 ms }
              monthly-cost: < 2000 USD
            """
        let objectives = try scenario.load().objectives
        let handler = objectives.filter { $0.subject == .handler("buy") }.map(\.bound)
        #expect(handler == [
            .latency(rank: 0.99, atMost: .seconds(0.3)), .latency(rank: 0.999, atMost: .seconds(1)),
            .refused(atMost: 0.001), .lost(atMost: 0), .failed(atMost: 0.01),
        ])
        #expect(objectives.filter { $0.subject == .route(door: "shop", handler: "buy") }.count == 3)
        #expect(objectives.last?.bound == .monthlyCost(atMost: 2_000, currency: "USD"))
    }
}
