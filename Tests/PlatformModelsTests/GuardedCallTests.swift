// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Calls behind caches, breakers, throttles, hedges and conditions.
@Suite struct GuardedCallTests {
    private func calling(_ latency: Distribution, every interval: Double = 1,
                         _ backend: (inout BackendPlan) -> Void = { _ in },
                         _ call: (inout CallPlan) -> Void) -> Plan {
        var plan = Plan.blank
        let target = plan.backend("backend", backend)
        let step = plan.call(.backend(target)) {
            $0.latency = Draw(latency, stream: "latency")
            call(&$0)
        }
        plan.source(.deterministic(interval: interval, first: interval / 2), to: plan.handler("caller", [step]))
        return plan
    }

    /// min(X, ½ + Y) of two exponentials of mean 1: its mean is 1 − e^−½ / 2, and a hedge goes out with e^−½.
    @Test func theFasterOfTwoCounts() {
        let plan = calling(.exponential(mean: 1)) { $0.hedge = .seconds(0.5) }
        let means = plan.figures(length: 5_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(means, 0.6967346701436833) < 5.9)
        let shares = plan.figures(length: 5_000) { Double($0.calls[0].hedges) / Double($0.flows[0].offered) }
        #expect(z(shares, 0.6065306597126334) < 5.9)
    }

    /// Both take two seconds; the slower one works on until 2.5 s, and its place is taken until then.
    @Test func theLoserKeepsItsPlace() {
        var plan = calling(.constant(2), every: 10, { $0.concurrency = 2 }, { $0.hedge = .seconds(0.5) })
        plan.sources[0].arrivals = .times([0, 2.25], period: nil)
        let observation = plan.observe(20)
        #expect(observation.flows[0].latency.maximum == ns(2))
        #expect(observation.backends[0].inService.area == UInt128(ns(4 * 2)))
        #expect(observation.backends[0].inService.peak == 2 && observation.backends[0].refused == 0)
        #expect(observation.functions[0].billedOnDemand == UInt128(ns(4)))
    }

    /// A hedge that is refused leaves the first attempt alone; both failing is a failure, tried again.
    @Test func aHedgeMayFail() {
        let refused = calling(.constant(2), every: 10, { $0.concurrency = 1 }, { $0.hedge = .seconds(0.5) })
        let observation = refused.observe(10)
        #expect(observation.flows[0].answered == 1 && observation.backends[0].refused == 1)
        #expect(observation.calls[0].attempts == 2 && observation.calls[0].failures == 1)

        var failing = calling(.constant(2), every: 100) {
            $0.hedge = .seconds(0.5)
            $0.retry = .steps(2, base: 1)
        }
        failing.sources[0].arrivals = .times([0], period: nil)
        failing.incident(.fail(backend: 0, share: 1, stream: "fail"), from: 0)
        let both = failing.observe(200)
        // 2 s and 2.5 s, a rest of 1 s, once more: 6 s.
        #expect(both.functions[0].billedOnDemand == UInt128(ns(6)))
        #expect(both.backends[0].calls == 4 && both.calls[0].hedges == 2)
        #expect(both.calls[0].failures == 4 && both.calls[0].givenUp == 1)
    }

    /// Slots of hedges are used again for requests that know nothing of hedging.
    @Test func aSlotRemembersNoHedge() {
        var plan = calling(.constant(1)) { $0.hedge = .seconds(0.1) }
        let other = plan.backend("other")
        let cached = plan.call(.backend(other), 0.3) {
            $0.cache = .timeToLive(.seconds(0), keys: 1, exponent: 0, stream: "cache")
        }
        plan.source(.deterministic(interval: 0.7, first: 0), to: plan.handler("other", [cached, cached]))
        let observation = plan.observe(100.4)
        #expect(observation.flows[1].answered == 143)
        #expect(observation.flows[1].latency.maximum == ns(0.6))
    }

    /// Fails at 0.6, 1.6 and 2.6 s, open until 12.6 s, one trial at 13.5 s fails, open until 23.6 s, one trial at 24.5
    /// s succeeds: 3 + 1 + 6 calls, the other twenty refused at home.
    @Test func aBreakerOpensAndCloses() {
        var plan = calling(.constant(0.1)) { $0.breaker = BreakerPlan(failures: 3, rest: .seconds(10)) }
        plan.incident(.fail(backend: 0, share: 1, stream: "fail"), from: 0, until: 20)
        let observation = plan.observe(30)
        #expect(observation.backends[0].calls == 10)
        #expect(observation.calls[0].refusedLocally == 20)
        #expect(observation.flows[0].answered == 6 && observation.flows[0].failed == 24)
    }

    /// One answer serves all for ten seconds from when it was asked for.
    @Test func aCacheAnswers() {
        let plan = calling(.constant(0.1)) {
            $0.cache = .timeToLive(.seconds(10), keys: 1, exponent: 0, stream: "cache")
        }
        let observation = plan.observe(100)
        #expect(observation.backends[0].calls == 10 && observation.calls[0].cacheHits == 90)
    }

    /// Two who read, then write the same key: the first reads at 0.1 s and writes at 0.3 s, the second reads at 0.2 s
    /// and finds at 0.4 s that it has been written since. The refusal tells it so, and it writes a second later.
    @Test func exactlyOneOfTwoConflicts() {
        var plan = Plan.blank
        let table = plan.backend("table")
        let condition = ConditionPlan(keys: 1, exponent: 0, stream: "key")
        let read = plan.call(.backend(table), 0.2, operation: .read(.strong)) { $0.condition = condition }
        let write = plan.call(.backend(table), 0.2, operation: .write(transactional: false)) {
            $0.condition = condition
            $0.retry = .steps(2, base: 1)
        }
        plan.source(.times([0, 0.1], period: nil), to: plan.handler("writer", [read, write]))
        let observation = plan.observe(10)
        #expect(observation.backends[0].conflicts == 1)
        #expect(observation.flows[0].answered == 2)
        #expect(observation.flows[0].latency.minimum == ns(0.4) && observation.flows[0].latency.maximum == ns(1.6))
    }

    /// Far enough apart, or on keys of their own, nobody conflicts; a write without a read is about what is there.
    @Test func othersDoNotConflict() {
        var plan = Plan.blank
        let table = plan.backend("table")
        let condition = ConditionPlan(keys: 1, exponent: 0, stream: "key")
        let read = plan.call(.backend(table), 0.2, operation: .read(.strong)) { $0.condition = condition }
        let write = plan.call(.backend(table), 0.2, operation: .write(transactional: false)) {
            $0.condition = condition
        }
        let both = plan.handler("both", [read, write]), blind = plan.handler("blind", [write])
        plan.source(.times([0, 1, 2], period: nil), to: both)
        plan.source(.times([0.5, 1.5], period: nil), to: blind)
        let observation = plan.observe(10)
        #expect(observation.backends[0].conflicts == 0 && observation.flows[1].answered == 2)
        // Two blind writes at once: the second finds the first one's.
        plan.sources[1].arrivals = .times([5, 5], period: nil)
        #expect(plan.observe(10).backends[0].conflicts == 1)
    }

    /// A client that wants ten calls a second of which two are accepted sends K times as many as are accepted.
    @Test(arguments: [(1.1, 2.2), (2.0, 4.0)])
    func aThrottleSettlesAtItsMultiple(multiplier: Double, sent: Double) {
        let plan = calling(.constant(0.001), every: 0.1, { $0.rate = TokenBucketPlan(rate: 2, burst: 50) }, {
            $0.adaptiveThrottle = AdaptiveThrottlePlan(
                multiplier: multiplier, window: .seconds(120), stream: "throttle")
        })
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(
            start: SimulationTime(seconds: 600), warmUp: .seconds(600), length: .seconds(6000)))
        // Of r asked for, (r − K a) / r are refused at home: K a are sent.
        #expect(abs(Double(observation.backends[0].calls) / 6000 - sent) < 0.05 * sent)
    }
}
