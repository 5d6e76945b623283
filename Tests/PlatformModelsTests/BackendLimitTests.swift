// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// What a backend adds to its latency, and a counter that starts again.
@Suite struct BackendLimitTests {
    private func run(
        _ interval: Double, seconds: Double, eachWay: Draw? = nil, _ configure: (inout BackendPlan) -> Void = { _ in }
    ) -> Observation {
        var plan = Plan.oneHandler(.deterministic(interval: interval, first: 0), steps: [.call(0)])
        plan.program.calls = [CallPlan(.backend(0), latency: Draw(.constant(1), stream: "latency"))]
        plan.program.calls[0].eachWay = eachWay
        plan.backends = [BackendPlan(name: "backend")]
        configure(&plan.backends[0])
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        return Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(seconds)))
    }

    /// Ten calls a second, of which the first six of each second pass, whatever the seconds before.
    @Test func aWindowStartsAgainAtEachWholeSecond() {
        let seen = run(0.1, seconds: 9.95) { $0.fixedWindow = FixedWindowPlan(calls: 6, window: .seconds(1)) }
        #expect(seen.backends[0].calls == 100)
        #expect(seen.backends[0].refused == 40)
    }

    /// A call each 0.6 s. At 0 s: 1.2 s, to 1.2 s. At 0.6 s the second in service: 1.4 s, to 2 s. At 1.2 s the first is
    /// over, the second again: 1.4 s, to 2.6 s. At 1.8 s the third: 1.6 s.
    @Test func eachCallInServiceAddsToTheLatency() {
        let seen = run(0.6, seconds: 60) { $0.latencyPerCall = 0.2 }
        #expect(seen.backends[0].latency.minimum == 1_200_000_000)
        #expect(seen.backends[0].latency.maximum == 1_600_000_000)
        #expect(seen.backends[0].inService.peak == 3)
    }

    @Test func theNetworkIsPassedTwice() {
        let seen = run(2, seconds: 9, eachWay: Draw(.constant(0.25), stream: "way"))
        #expect(seen.flows[0].latency.minimum == 1_500_000_000)
        #expect(seen.flows[0].latency.maximum == 1_500_000_000)
        // The two ways of a call differ, and so do those of different calls.
        let drawn = run(2, seconds: 1_999, eachWay: Draw(.uniform(low: 0, high: 1), stream: "way")).flows[0].latency
        let variance = (drawn.variance ?? 0) / 1e18
        #expect(abs(variance - 2.0 / 12) < 0.02, "twice that of one way, not four times")
    }

    /// More attempts than fit into four bits, at branches or at another handler, do not repeat each other's draws.
    @Test func attemptsHaveDrawsOfTheirOwn() {
        for parent in [UInt32(0x100), 0x200, 0x1000, 0x2300] {
            let all = (0...255).map { Caller.occurrence(of: parent, callAttempt: UInt8($0)) }
            #expect(Set(all).count == 256)
            #expect(all.allSatisfy { $0 & 0xff == 0 })
        }
    }

    /// A branch that fails one time in two and is tried again, as often as it takes, does not fail for ever.
    @Test func branchesThatAreTriedAgainDrawAnew() {
        var plan = Plan.oneHandler(
            .deterministic(interval: 1, first: 0),
            steps: [.fork(0), .end, .fail(probability: 0.5, draw: 0, error: 0), .join],
            draws: [Draw(.uniform(low: 0, high: 1), stream: "fails")])
        let retry = RetryPlan(
            attempts: 60, throttledBase: .zero, transientBase: .zero, cap: .zero, jitter: .none, stream: "")
        plan.program.recoveries = [RecoveryPlan(retriers: [RecoveryPlan.Retrier(matches: .all, retry: retry)])]
        plan.program.forks = [ForkPlan(branches: [2], recovery: 0)]
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        let seen = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(999.5)))
        #expect(seen.flows[0].answered == 1_000)
        #expect(seen.flows[0].failed == 0)
    }
}
