// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import Scenario
import SimulationKernel
import Testing
import Workload

@Suite struct TrafficTests {
    private func source(_ arrivals: String, extra: String = "", period: String = "") throws -> SourcePlan {
        var scenario = ScenarioText()
        scenario.period = period
        scenario.traffic = "  shoppers: { to: shop/buy, arrivals: { \(arrivals) }\(extra) }"
        return try scenario.deployment().plan.sources[0]
    }

    @Test(arguments: [
        ("rate: 25/s", ArrivalProcess.poisson(.constant(25))),
        ("process: poisson, mean: 90/min", .poisson(.constant(1.5))),
        ("process: renewal, gap: { uniform: [ 1 s, 3 s ] }", .renewal(gap: .uniform(low: 1, high: 3), profile: nil)),
        (
            "process: renewal, gap: { gamma: { shape: 2, scale: 1 s } }, mean: 5/s",
            .renewal(gap: .gamma(shape: 2, scale: 1), profile: .constant(5))
        ),
        ("process: deterministic, every: 1.25 s", .deterministic(interval: 1.25, first: 0)),
        ("process: deterministic, every: 10 s, first: 5 s", .deterministic(interval: 10, first: 5)),
        ("process: batches, of: 5, rate: 2/s", .batches(.poisson(.constant(2)), size: .constant(5))),
        (
            "process: markov-modulated, rates: [ 1/s, 50/s ], dwell: [ 5 min, 20 s ]",
            .markovModulated(MarkovModulation(rates: [1, 50], dwells: [300, 20]))
        ),
        (
            "process: users, count: 20, think: { exponential: 1 s }",
            .closedLoop(users: 20, think: .exponential(mean: 1))
        ),
        (
            "process: cron, expression: 30 9 * * mon",
            .times([9.5 * 3600], period: 604_800)
        ),
    ])
    func reads(_ text: String, as expected: ArrivalProcess) throws { #expect(try source(text).arrivals == expected) }

    @Test func cronFollowsTheTimeZoneAndTheStart() throws {
        // 09:30 in New York is 14:30 UTC; the run starts at 12:00 UTC on Monday.
        let plan = try source(
            "process: cron, expression: 30 9 * * 1, time-zone: -5 h", period: "{ starts: monday 12:00 }")
        #expect(plan.arrivals == .times([2.5 * 3600], period: 604_800))
    }

    @Test func profileStartsAtLocalTime() throws {
        let hours = (0..<24).map { $0 == 9 ? "24" : "0" }.joined(separator: ", ")
        let plan = try source("mean: 2/s, profile: { hours: [ \(hours) ] }, time-zone: -5 h")
        guard case .poisson(let profile) = plan.arrivals else { Issue.record("no Poisson process"); return }
        // Everything comes between 09:00 and 10:00 in New York: 14:00 to 15:00 UTC, at 24 times the mean.
        #expect(profile.rate(at: 14.5 * 3600) == 48)
        #expect(profile.rate(at: 13.5 * 3600) == 0)
        #expect(abs(profile.meanRate - 2) < 1e-9)
    }

    @Test func spikesRecurInLocalTime() throws {
        let plan = try source(
            "rate: 10/s, time-zone: 1 h, spikes: [ { at: weekdays 09:30, factor: 3, for: 15 min } ]",
            period: "{ simulate: 2 days }")
        guard case .poisson(let profile) = plan.arrivals else { Issue.record("no Poisson process"); return }
        for day in 0...1 {
            let start = Double(day) * 86_400 + 8.5 * 3600
            #expect(profile.rate(at: start - 1) == 10)
            #expect(profile.rate(at: start + 1) == 30)
            #expect(profile.rate(at: start + 899) == 30)
            #expect(profile.rate(at: start + 901) == 10)
        }
    }

    @Test func rampsHoldWhatTheyReach() throws {
        let plan = try source("rate: 10/s, ramps: [ { at: 1 h, factor: 2, over: 1 h } ]")
        guard case .poisson(let profile) = plan.arrivals else { Issue.record("no Poisson process"); return }
        #expect(abs(profile.rate(at: 1.5 * 3600) - 15) < 1e-9)
        #expect(profile.rate(at: 100 * 3600) == 20)
    }

    @Test(arguments: ["shop/buy", "buy", "shop", "{ shop/buy: 60%, buy: 40% }"])
    func findsItsTargets(_ to: String) throws {
        var scenario = ScenarioText()
        scenario.traffic = "  shoppers: { to: \(to), arrivals: { rate: 1/s } }"
        let routes = try scenario.deployment().plan.sources[0].routes
        let expected: [RoutePlan] =
            switch to {
            case "buy": [RoutePlan(door: nil, handler: 0, share: 1)]
            case "shop", "shop/buy": [RoutePlan(door: 0, handler: 0, share: 1)]
            default: [RoutePlan(door: 0, handler: 0, share: 0.6), RoutePlan(door: nil, handler: 0, share: 0.4)]
            }
        #expect(routes == expected)
    }

    @Test func readsWhatSendersDo() throws {
        let plan = try source(
            "rate: 1/s",
            extra: ", size: 2 KB, timeout: 3 s, requests-per-connection: 4, retry: { attempts: 4, base: 50 ms, "
                + "throttled-base: 1 s, cap: 5 s, multiplier: 3, jitter: decorrelated, on: [ throttled, timed-out ], "
                + "budget: { capacity: 100, transient-cost: 5, throttled-cost: 2, refund: 0 } }")
        #expect(plan.requestBytes?.distribution == .constant(2_048))
        #expect(plan.timeout == .seconds(3))
        #expect(plan.requestsPerConnection == 4)
        let retry = RetryPlan(
            attempts: 4, throttledBase: .seconds(1), transientBase: .seconds(0.05), cap: .seconds(5), multiplier: 3,
            jitter: .decorrelated, retries: [.throttled, .timedOut],
            budget: RetryBudgetPlan(capacity: 100, transientCost: 5, throttledCost: 2, firstSuccessRefund: 0),
            stream: "traffic.shoppers.retry")
        #expect(plan.retry == retry)
    }

    @Test func namedRetriesAreThoseOfTheProfiles() throws {
        let new = try source("rate: 1/s", extra: ", retry: sdk-2026").retry
        #expect(new.attempts == 3 && new.transientBase == .seconds(0.05) && new.throttledBase == .seconds(1))
        #expect(new.cap == .seconds(20) && new.jitter == .full && new.multiplier == 2)
        #expect(
            new.budget == RetryBudgetPlan(capacity: 500, transientCost: 14, throttledCost: 5, firstSuccessRefund: 1))
        let old = try source("rate: 1/s", extra: ", retry: sdk-standard").retry
        #expect(old.transientBase == .seconds(0.1) && old.budget?.transientCost == 10)
        #expect(try source("rate: 1/s", extra: ", retry: none").retry == .never)
        #expect(try source("rate: 1/s").retry == .never)
        let drawn = try source("rate: 1/s", extra: ", retry: { attempts: 4, delay: { exponential: 200 s } }").retry
        #expect(drawn.jitter == .distribution(.exponential(mean: 200)))
    }
}
