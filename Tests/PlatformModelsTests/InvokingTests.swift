// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Handlers that invoke handlers.
@Suite struct InvokingTests {
    /// 1 s of its own and 2 s of the other: the caller is billed for three seconds, the callee for two.
    @Test func aCallerIsBilledWhileItWaits() {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.compute(2)])
        let caller = plan.handler("caller", [plan.compute(1), plan.call(.handler(callee))])
        plan.source(.times([0], period: nil), to: caller)
        let observation = plan.observe(10)
        #expect(observation.functions[0].billedOnDemand == 2_000_000_000)
        #expect(observation.functions[1].billedOnDemand == 3_000_000_000)
        #expect(observation.flows[0].latency.maximum == ns(3))
        #expect(observation.invocations == 2)
    }

    @Test func theWayToTheCalleeComesOnTop() {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.compute(2)])
        plan.source(.times([0], period: nil), to: plan.handler("caller", [plan.call(.handler(callee), 0.25)]))
        let observation = plan.observe(10)
        #expect(observation.functions[0].billedOnDemand == 2_000_000_000)
        #expect(observation.functions[1].billedOnDemand == 2_250_000_000)
    }

    /// Each layer tries four times what the next one has tried four times: 4 × 4 × 4.
    @Test func retriesMultiplyFromLayerToLayer() {
        var plan = Plan.blank
        let backend = plan.backend("broken")
        plan.incident(.fail(backend: backend, share: 1, stream: "fail"), from: 0)
        let steps = RetryPlan.steps(4)
        let third = plan.handler("third", [plan.call(.backend(backend), 0.001) { $0.retry = steps }])
        let second = plan.handler("second", [plan.call(.handler(third)) { $0.retry = steps }])
        let first = plan.handler("first", [plan.call(.handler(second)) { $0.retry = steps }])
        plan.source(.times([0], period: nil), to: first)
        let observation = plan.observe(10)
        #expect(observation.backends[0].calls == 64)
        #expect(observation.backends[0].failures == 64)
        #expect(observation.functions.map(\.invocations) == [16, 4, 1])
        #expect(observation.flows[0].failed == 1)
    }

    /// The caller leaves after a second and fails; the callee works on to its end and is billed for it.
    @Test func whoLeavesDoesNotStopTheCallee() {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.compute(5)])
        plan.source(.times([0], period: nil), to: plan.handler(
            "caller", [plan.call(.handler(callee)) { $0.timeout = .seconds(1) }]))
        let observation = plan.observe(10)
        #expect(observation.functions[0].billedOnDemand == 5_000_000_000)
        #expect(observation.functions[1].billedOnDemand == 1_000_000_000)
        #expect(observation.flows[0].failed == 1)
    }

    /// A call that is given up on its way never arrives.
    @Test(arguments: [(0.5, 1), (1.0, 1), (2.0, 0)])
    func aCallMayBeGivenUpOnItsWay(latency: Double, arrivals: UInt64) {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.compute(5)])
        plan.source(.times([0], period: nil), to: plan.handler(
            "caller", [plan.call(.handler(callee), latency) { $0.timeout = .seconds(1) }]))
        let observation = plan.observe(20)
        #expect(observation.functions[0].invocations == arrivals)
        #expect(observation.functions[1].billedOnDemand == 1_000_000_000)
        #expect(observation.flows[0].failed == 1)
    }

    /// What the callee's limits refuse is a failure to the caller's own caller, not a refusal.
    @Test func aRefusalInsideIsAFailureOutside() {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.compute(1)]) { $0.reserved = 0 }
        plan.source(.times([0], period: nil), to: plan.handler(
            "caller", [plan.call(.handler(callee)) { $0.retry = .steps(3, base: 1) }]))
        let observation = plan.observe(10)
        #expect(observation.functions[0].throttles.reserved == 3)
        #expect(observation.flows[0].failed == 1 && observation.flows[0].refused == 0)
        // Refused at 0 s, 1 s and 3 s.
        #expect(observation.functions[1].billedOnDemand == 3_000_000_000)
    }

    @Test func aColdStartFurtherDownIsMetByTheRequest() {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.compute(1)]) {
            $0.start.initialisation = Draw(.constant(0.5), stream: "init")
        }
        plan.source(.times([0, 10], period: nil), to: plan.handler("caller", [plan.call(.handler(callee))]))
        let observation = plan.observe(20)
        // The caller's first instance is a cold start as well, one that takes no time.
        #expect(observation.flows[0].coldLatency.maximum == ns(1.5))
        #expect(observation.flows[0].warmLatency.maximum == ns(1))
    }

    /// Another attempt is another draw: one of two fails, two in a row one time in four.
    @Test func anotherAttemptDrawsAnew() {
        var plan = Plan.blank
        let callee = plan.handler("callee", [plan.fail(0.5)])
        plan.source(.deterministic(interval: 1, first: 0), to: plan.handler(
            "caller", [plan.call(.handler(callee)) { $0.retry = .steps(2) }]))
        let observation = plan.observe(10_000)
        #expect(binomialZ(observation.flows[0].failed, of: 10_000, share: 0.25) < 5)
    }

    /// A handler that invokes itself for ever ends the run; it neither hangs nor overflows the stack.
    @Test func endlessRecursionReachesACap() {
        var plan = Plan.blank
        plan.caps.inFlight = 20_000
        plan.source(.times([0], period: nil), to: plan.handler("ouroboros", [plan.call(.handler(0))]))
        #expect(plan.observe(10).stop == .inFlightCap(20_000))
    }
}
