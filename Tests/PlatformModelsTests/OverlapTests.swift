// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing

@testable import PlatformModels

/// Incidents that overlap: while several are under way their effects combine, and each ends alone.
@Suite struct OverlapTests {
    /// A request a second, at half past, that calls a backend for 0.1 s.
    private func calling(every interval: Double = 1, _ configure: (inout BackendPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.blank
        let backend = plan.backend("backend", configure)
        let step = plan.call(.backend(backend), 0.1)
        plan.source(.deterministic(interval: interval, first: interval / 2), to: plan.handler("caller", [step]))
        return plan
    }

    /// Twice as slow from 10 s to 30 s, three times from 20 s to 40 s: ten calls each of 0.2 s, 0.6 s and 0.3 s.
    @Test func factorsMultiply() {
        var plan = calling()
        plan.incident(.slow(backend: 0, factor: 2), from: 10, until: 30)
        plan.incident(.slow(backend: 0, factor: 3), from: 20, until: 40)
        let seen = plan.observe(50.5).flows[0].latency
        #expect(seen.maximum == ns(0.6))
        #expect(seen.sum == UInt128(ns(20 * 0.1 + 10 * 0.2 + 10 * 0.6 + 10 * 0.3)))
    }

    /// Half of the calls fail for one reason and half for another: three quarters fail while both are there.
    @Test func failuresAreOfEitherKind() {
        var plan = calling(every: 0.1)
        plan.incident(.fail(backend: 0, share: 0.5, stream: "one"), from: 0, until: 2_000)
        plan.incident(.fail(backend: 0, share: 0.5, stream: "two"), from: 0, until: 1_000)
        let both = plan.observe(1_000).flows[0].failed, all = plan.observe(2_000).flows[0].failed
        #expect(binomialZ(both, of: 10_000, share: 0.75) < 5)
        #expect(binomialZ(all - both, of: 10_000, share: 0.5) < 5)
    }

    /// A halt that ends within a longer one ends nothing.
    @Test func haltsEndAlone() {
        var plan = calling { $0.whenFull = .queue(capacity: nil, patience: nil) }
        plan.incident(.halt(backend: 0), from: 10, until: 30)
        plan.incident(.halt(backend: 0), from: 15, until: 20)
        let seen = plan.observe(40.75)
        #expect(seen.flows[0].latency.maximum == ns(19.5 + 0.1))
        #expect(seen.backends[0].queue.peak == 20)
    }

    /// Ten calls a second; five a second are let through from 10 s to 40 s, one from 20 s to 30 s. The buckets hold a
    /// second's worth and begin full.
    @Test func theLowestLimitRules() {
        var plan = calling(every: 0.1)
        plan.incident(.limitRate(backend: 0, rate: 5), from: 10, until: 40)
        plan.incident(.limitRate(backend: 0, rate: 1), from: 20, until: 30)
        let seen = plan.observe(50)
        let let1 = 10 * 5 + 5, let2 = 10 + 1, let3 = 10 * 5 + 5
        let passed = 200 + let1 + let2 + let3
        #expect(abs(Int(seen.flows[0].answered) - passed) <= 6)
    }

    @Test func theLowestConcurrencyRules() {
        var plan = Plan.blank
        plan.source(.deterministic(interval: 1, first: 0.5), to: plan.handler("worker", [plan.wait(10)]))
        plan.incident(.limit(function: 0, concurrency: 4), from: 0, until: 100)
        plan.incident(.limit(function: 0, concurrency: 2), from: 20, until: 50)
        let seen = plan.observe(100)
        #expect(seen.functions[0].busy.peak == 4)
        // Begun: 4 at 0 s, 4 at 10 s, 2 each at 22, 32 and 42 s, 2 more at 50 s, 2 at 52 s, then 4 each ten
        // seconds: 34.
        #expect(seen.functions[0].throttles.reserved == 66)
    }

    /// A backend's own limit stays when an incident's higher one comes and goes.
    @Test func aHigherLimitChangesNothing() {
        let limit: (inout BackendPlan) -> Void = { $0.rate = TokenBucketPlan(rate: 2, burst: 2) }
        var plan = calling(every: 0.1, limit)
        let alone = plan.observe(60).flows[0].answered
        plan.incident(.limitRate(backend: 0, rate: 50), from: 10, until: 20)
        #expect(plan.observe(60).flows[0].answered == alone)
    }

    /// New code for 20 % of the work for 10,000 s: three times as slow, and a tenth of it fails.
    @Test func aCanaryIsMetByItsShare() {
        var plan = Plan.blank
        let handler = plan.handler("worker", [plan.compute(0.1)])
        plan.source(.deterministic(interval: 1, first: 0.5), to: handler)
        let change = CodeChange(handler: handler, slowdown: 3, failing: 0.1, stream: "canary")
        plan.incident(.deploy(.function(0), share: 0.2, change: change), from: 0, until: 10_000)
        let seen = plan.observe(20_000).flows[0]
        #expect(binomialZ(seen.failed, of: 10_000, share: 0.02) < 5)
        let slow = seen.latency.count - seen.latency.countAtMost(ns(0.2))
        #expect(binomialZ(slow, of: 10_000, share: 0.18) < 5)
        #expect(seen.latency.maximum == ns(0.3))
    }
}
