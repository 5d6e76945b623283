// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import SimulationKernel
import Testing

@testable import PlatformModels
@testable import Study

@Suite struct SummaryTests {
    private func summary(_ sections: [[UInt64]], weight: Int = 1) -> LatencySummary {
        var pooled = LogHistogram()
        let parts = sections.map { values in
            var histogram = LogHistogram()
            for value in values { histogram.record(value) }
            pooled.merge(histogram)
            return LatencySection(histogram)
        }
        return LatencySummary(pooled: pooled, sections: parts, weight: weight)
    }

    @Test func farPercentilesAreRefusedWithFewObservations() throws {
        let below = summary([Array(1...149), Array(1...149)]), enough = summary([Array(1...150), Array(1...149)])
        #expect(below.percentile(0.99)?.refusal == .tooFew(needed: 299, found: 298))
        #expect(below.percentile(0.99)?.estimate == nil && below.percentile(0.95)?.estimate != nil)
        #expect(enough.percentile(0.99)?.estimate != nil)
        #expect(enough.percentile(0.999)?.refusal == .tooFew(needed: 2995, found: 299))
        #expect(summary([Array(1...3000)]).percentile(0.999)?.estimate != nil)
        // Five weighted requests are one.
        #expect(summary([Array(1...1000)], weight: 5).percentile(0.99)?.refusal == .tooFew(needed: 299, found: 200))
        #expect(summary([[], []]).percentile(0.5)?.refusal == .nothingAnswered)
    }

    /// S02: percentiles of replications are never averaged; the pool gives the point, the sections the spread.
    @Test func thePointComesFromThePool() throws {
        let calm = [UInt64](repeating: 1_000_000, count: 1000)
        let storm = [UInt64](repeating: 1_000_000, count: 900) + [UInt64](repeating: 100_000_000, count: 100)
        let p99 = try #require(summary([calm, calm, calm, storm]).percentile(0.99)?.estimate)
        #expect(abs(p99.value - 0.1) < 0.0005, "2.5 % of all are slow; the mean of p99s would be 0.026")
        #expect(try #require(p99.halfWidth) > 0.05)
    }

    @Test func theIntervalKnowsTheBinsOfTheHistogram() throws {
        let same = try #require(summary([Array(1000...2000), Array(1000...2000)]).percentile(0.5)?.estimate)
        #expect(try #require(same.relativeHalfWidth) >= 1.0 / 256)
        let constant = try #require(summary([[7, 7], [7, 7]]).percentile(0.5)?.estimate)
        #expect(constant.halfWidth == 0)
    }

    @Test func theDistributionFunctionAscendsToOne() throws {
        let points = summary([Array(1...100_000)]).distribution
        #expect(points.count > 60 && points.count <= 121)
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.seconds < $1.seconds && $0.share < $1.share })
        #expect(points.last == DistributionPoint(seconds: 0.0001, share: 1))
    }

    @Test func sharesWithoutEventsAreBoundsNotZeros() throws {
        let none = ShareEstimate([(0, 500), (0, 500)])
        #expect(none.isUpperBound && none.upper == 0.003 && none.method == .ruleOfThree)
        #expect(ShareEstimate([(0, 500), (0, 500)], weight: 5).upper == 0.015)
        // Wilson for 10 of 100 at 95 % is 0.0552 to 0.1744 (Brown, Cai & DasGupta).
        let wilson = ShareEstimate([(10, 100)])
        let lower = try #require(wilson.lower), upper = try #require(wilson.upper)
        #expect(abs(lower - 0.0552) < 1e-4 && abs(upper - 0.1744) < 1e-4)
        // All events in one of five runs: requests of a run depend on each other, and the interval says so.
        let lumped = ShareEstimate([(500, 1000), (0, 1000), (0, 1000), (0, 1000), (0, 1000)])
        #expect(lumped.method == .replications && lumped.lower == 0)
        #expect(try #require(lumped.upper) > 0.3)
        #expect(ShareEstimate([(0, 0)]).value == nil)
    }

    @Test func aGrowingBacklogIsUnstableAndAThrottleIsNot() throws {
        // 12 requests a second for two tasks that do ten.
        let overload = Fixtures.plan(rate: .constant(12), mean: 0.2, on: .service(0), concurrency: 1)
        var core = Fixtures.core([Fixtures.subject("tasks", overload)], length: 3600)
        core.rule.fixed = 2
        let unstable = try core.run()
        #expect(!unstable.isStable && unstable.verdict.outcome == .none)
        #expect(unstable.warnings.contains { $0.contains("unstable") })

        // The same load against a limit: refused, and steady.
        var limited = Fixtures.plan(rate: .constant(12), mean: 0.2)
        limited.functions[0].reserved = 2
        core.subjects = [Fixtures.subject("lambda", limited)]
        let throttled = try core.run()
        #expect(throttled.isStable && throttled.isSound)
        #expect(try #require(throttled.deployments[0].overall.refusedShare.value) > 0.2)
    }

    @Test func aQueueThatFillsToItsLevelIsNoBacklog() {
        let fills = (0..<24).map { 1000 * (1 - exp(-Double($0) / 6)) }
        #expect(Backlog(course: fills, final: 980, offered: 50_000, explained: 100).growth == nil)
        let grows = (0..<24).map { 40 * Double($0) }
        #expect(Backlog(course: grows, final: 960, offered: 50_000, explained: 100).growth != nil)
        #expect(Backlog(course: grows, final: 960, offered: 50_000, explained: 900).growth == nil, "slow, not stuck")
        #expect(Backlog(course: grows, final: 90, offered: 500, explained: 1).growth == nil, "too few to tell")
        #expect(Backlog(course: grows, final: 25, offered: 36, explained: 3).growth != nil, "few, but most of them")
        #expect(Backlog(course: grows, final: 60, offered: 60, explained: nil).growth == nil, "none could have ended")
        #expect(Backlog(course: grows, final: 9, offered: 12, explained: 0).growth == nil, "too few of all")
    }

    @Test func costsGoToTheRequestsThatCausedThem() throws {
        var plan = Fixtures.plan()
        plan.handlers.append(HandlerPlan(name: "other", fleet: .function(0), entry: 0))
        plan.sources[0].routes = [
            RoutePlan(door: nil, handler: 0, share: 0.75), RoutePlan(door: nil, handler: 1, share: 0.25),
        ]
        var observation = Fixtures.observation(plan, latencies: [])
        var second = observation.flows[0]
        second.handler = 1
        observation.flows.append(second)
        observation.flows[0].attempts = 300
        observation.flows[1].attempts = 100
        let bill = Bill(lines: [Fixtures.line("requests", quantity: 400, price: 1)])
        #expect(CostAttribution(plan).costs(of: bill, in: observation) == [300, 100])
        // Nobody used it: all share it by what they offered.
        observation.flows[0].attempts = 0
        observation.flows[1].attempts = 0
        observation.flows[0].offered = 100
        observation.flows[1].offered = 300
        #expect(CostAttribution(plan).costs(of: bill, in: observation) == [100, 300])
    }

    @Test func brokenBalancesAreReported() {
        let plan = Fixtures.plan()
        var observation = Fixtures.observation(plan, latencies: [0.1])
        observation.flows[0].offered = 5
        let bill = Bill(lines: [Fixtures.line("requests", quantity: -1, price: 1)])
        let found = Soundness.violations(in: observation, of: plan, bill: bill, replication: 3)
        #expect(found.map(\.what) == ["requests of users that came and went", "requests not negative"])
        #expect(found.allSatisfy { $0.replication == 3 })
    }

    @Test func sentencesRoundAlike() {
        #expect(Wording.money(Estimate(value: 1234.567, halfWidth: 0.251, level: 0.95)) == "$1,234.57 ± $0.25")
        #expect(Wording.money(Estimate(value: 12345.6, halfWidth: 20, level: 0.95)) == "$12,346 ± $20")
        #expect(Wording.money(0.01234) == "$0.0123")
        #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
        #expect(Percentile(quantile: 0.999, estimate: nil, refusal: nil).label == "p99.9")
    }
}
