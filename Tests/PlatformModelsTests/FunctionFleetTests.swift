// SPDX-License-Identifier: GPL-3.0-or-later
import Queueing
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

@Suite struct FunctionFleetTests {
    /// Erlang's loss formula holds whatever the service law: the throttle share of reserved concurrency.
    @Test(arguments: [
        Distribution.constant(1), .exponential(mean: 1), .lognormal(mu: -0.5, sigma: 1), .gamma(shape: 2, scale: 0.5),
    ])
    func reservedConcurrencyThrottlesAsErlangB(service: Distribution) {
        let plan = Plan.function(rate: 5, service: service) { $0.reserved = 10 }
        let shares = plan.figures(length: 20_000) { Double($0.flows[0].refused) / Double($0.flows[0].offered) }
        #expect(z(shares, 0.018384570336648132) < 5.9)
    }

    /// C03: exact share of cold starts of a last-released-first pool.
    @Test func coldStartsOfTheIdlePool() {
        let plan = Plan.function(rate: 1, service: .exponential(mean: 2)) {
            $0.idleLifetime = Draw(.constant(10), stream: "idle")
        }
        let cold = plan.figures(length: 50_000) {
            Double($0.functions[0].coldStarts) / Double($0.functions[0].invocations)
        }
        #expect(z(cold, 0.09969984652043719) < 5.9)
        let instances = plan.figures(length: 50_000) { $0.functions[0].instances.mean }
        #expect(z(instances, 4.5312412822114805) < 5.9)
    }

    /// C13: the order of reuse changes the share of cold starts fivefold.
    @Test(arguments: [
        (ReuseOrder.mostRecentlyReleased, 0.09969984652043719), (.newestCreated, 0.09212474489795919),
        (.random, 0.054562244897959175), (.leastRecentlyReleased, 0.0186),
    ])
    func reuseOrder(order: ReuseOrder, expected: Double) {
        let plan = Plan.function(rate: 1, service: .exponential(mean: 2)) {
            $0.idleLifetime = Draw(.constant(10), stream: "idle")
            $0.reuse = order
        }
        let cold = plan.figures(length: 50_000) {
            Double($0.functions[0].coldStarts) / Double($0.functions[0].invocations)
        }
        #expect(abs(cold.reduce(0, +) / 20 - expected) < 0.02 * expected)
    }

    /// C08: requests beyond the provisioned instances spill over with the Erlang loss probability.
    @Test func provisionedConcurrencySpillsOver() {
        let plan = Plan.function(rate: 4, service: .exponential(mean: 1)) {
            $0.provisioned = ProvisionedPlan(count: 5)
        }
        let spilled = plan.figures(length: 20_000) {
            1 - Double($0.functions[0].provisionedInvocations) / Double($0.functions[0].invocations)
        }
        #expect(z(spilled, 0.19906687402799378) < 5.9)
    }

    /// C10: a fleet of at most one instance that starts in 8 s, with a queue.
    @Test func scaleToZeroWithAQueue() {
        let plan = Plan.function(rate: 0.1, service: .exponential(mean: 3)) {
            $0.start.initialisation = Draw(.constant(8), stream: "init")
            $0.idleLifetime = Draw(.constant(5), stream: "idle")
            $0.maximumInstances = 1
            $0.whenFull = .queue(capacity: nil, patience: nil)
        }
        let sojourn = plan.figures(warmUp: 5_000, length: 400_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(sojourn, 8.859530070308562) < 5.9)
    }

    /// S10: an instance freed at an instant serves the request of that instant.
    @Test func completionsComeBeforeArrivals() {
        var plan = Plan.function(rate: 1, service: .constant(1)) { $0.reserved = 1 }
        plan.sources[0].arrivals = .deterministic(interval: 1, first: 1)
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(1000.5)))
        #expect(observation.flows[0].offered == 1000)
        #expect(observation.flows[0].refused == 0)
    }

    /// S08: the order of reuse decides how many instances stay alive.
    @Test(arguments: [(ReuseOrder.mostRecentlyReleased, 1), (.leastRecentlyReleased, 6)])
    func standingPool(order: ReuseOrder, alive: Int) {
        var plan = Plan.function(rate: 1, service: .constant(1)) {
            $0.idleLifetime = Draw(.constant(60), stream: "idle")
            $0.reuse = order
        }
        let burst = Array(repeating: 0.0, count: 10)
        plan.sources[0].arrivals = .times(burst + (1...200).map { Double($0) * 10 }, period: nil)
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(2_005)))
        #expect(observation.functions[0].instances.final == alive)
        #expect(observation.functions[0].coldStarts == 10)
    }

    /// A timed-out function is billed to its timeout and its next call pays for a new initialisation.
    @Test func aTimeoutIsBilledAndResetsTheInstance() {
        var plan = Plan.function(rate: 1, service: .constant(5)) {
            $0.timeout = .seconds(3)
            $0.start.initialisation = Draw(.constant(0.5), stream: "init")
        }
        plan.sources[0].arrivals = .times([0, 10], period: nil)
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(100)))
        #expect(observation.flows[0].failed == 2)
        #expect(observation.functions[0].timeouts == 2)
        #expect(observation.functions[0].billedOnDemand == UInt128(6_500_000_000))
        #expect(observation.functions[0].coldStarts == 1)
    }

    /// 10 requests a second per unit of concurrency: 100 rps of 10 ms work against a reserve of 5.
    @Test func requestRateLimit() {
        let plan = Plan.function(rate: 100, service: .constant(0.001)) {
            $0.reserved = 5
            $0.requestRateFactor = 10
        }
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(2_000)))
        let passed = Double(observation.flows[0].answered) / 2_000
        #expect(abs(passed - 50) < 0.5)
        #expect(observation.functions[0].throttles.requestRate > 90_000)
    }
}

extension FunctionFleetTests {
    /// A queue of 200,000 instant handlers behind one slow start: a loop, not 200,000 nested calls.
    @Test func aLongQueueIsNoDeepStack() {
        var plan = Plan.function(rate: 1, service: .constant(0)) {
            $0.start.initialisation = Draw(.constant(10), stream: "init")
            $0.maximumInstances = 1
            $0.whenFull = .queue(capacity: nil, patience: nil)
        }
        plan.sources[0].arrivals = .times(Array(repeating: 1, count: 200_000), period: nil)
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(60)))
        #expect(observation.flows[0].answered == 200_000)
    }

    /// A law without a mean draws numbers beyond any clock; the run goes on.
    @Test func heavyTailsDoNotOverflow() {
        let plan = Plan.function(rate: 10, service: .pareto(shape: 0.05, minimum: 0.1))
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(1_000)))
        #expect(observation.flows[0].offered > 9_000)
        #expect(observation.violations.isEmpty)
    }
}

extension FunctionFleetTests {
    /// 10 requests a second per provisioned instance, however short they are: 100 rps on 5 instances, half spill over.
    @Test func provisionedRequestRateSpillsOver() {
        let plan = Plan.function(rate: 100, service: .constant(0.001)) {
            $0.provisioned = ProvisionedPlan(count: 5)
            $0.requestRateFactor = 10
        }
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(2_000)))
        #expect(abs(Double(observation.functions[0].provisionedInvocations) / 2_000 - 50) < 0.5)
        #expect(observation.flows[0].refused == 0)
    }
}

extension FunctionFleetTests {
    /// Observed from 10 s to 20 s: of the call of 5 s five seconds lie within, of that of 18 s two; the one of 12 s lasts
    /// beyond the end as well. Each stretch is rounded on its own.
    @Test func aStretchIsBilledForWhatLiesWithin() {
        var plan = Plan.blank
        plan.source(.times([5, 12, 18], period: nil), to: plan.handler("worker", [plan.wait(10)]) {
            $0.billing = BillingClock(increment: .seconds(3), minimum: .zero)
            $0.start.initialisation = Draw(.constant(0.5), stream: "init")
        })
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(
            start: SimulationTime(seconds: 10), warmUp: .seconds(10), length: .seconds(10)))
        // The first two start cold, half a second each: 5.5 s, 0.5 s + 7.5 s, and 2 s on the first one's instance.
        #expect(observation.functions[0].billedOnDemand == UInt128(ns(6 + 9 + 3)))
        #expect(observation.functions[0].billedInitialisation == UInt128(ns(0.5)))
        #expect(observation.functions[0].invocations == 1)
    }
}
