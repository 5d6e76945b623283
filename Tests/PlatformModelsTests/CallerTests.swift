// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

@Suite struct CallerTests {
    private func retry(_ attempts: Int, jitter: Jitter = .none) -> RetryPlan {
        RetryPlan(attempts: attempts, throttledBase: .seconds(1), transientBase: .seconds(1), cap: .seconds(20),
                  jitter: jitter, stream: "retry")
    }

    /// R01: 0.2 fail, three attempts.
    @Test func failuresAreTriedAgain() {
        var plan = Plan.oneHandler(
            .poisson(.constant(10)), steps: [.compute(draw: 0), .fail(probability: 0.2, draw: 1, error: 0)],
            draws: [Draw(.constant(0.1), stream: "service"), Draw(.constant(0), stream: "fail")])
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        plan.sources[0].retry = retry(3)
        let attempts = plan.figures(length: 10_000) { Double($0.flows[0].attempts) / Double($0.flows[0].offered) }
        #expect(z(attempts, 1.24) < 5.9)
    }

    /// R10: the sender gives up after 1 s; the function works on and is billed.
    @Test func abandonedWorkIsBilled() {
        var plan = Plan.function(rate: 10, service: .exponential(mean: 1))
        plan.sources[0].timeout = .seconds(1)
        plan.sources[0].retry = RetryPlan(
            attempts: 3, throttledBase: .zero, transientBase: .zero, cap: .zero, stream: "retry")
        let billed = plan.figures(length: 10_000) {
            Double($0.functions[0].durations.sum) / 1e9 / Double($0.flows[0].offered)
        }
        #expect(z(billed, 1.503214724408055) < 5.9)
        let answered = plan.figures(length: 10_000) { Double($0.flows[0].answered) / Double($0.flows[0].offered) }
        #expect(z(answered, 0.950212931632136) < 5.9)
    }

    /// R05: decorrelated jitter, base 1 s, cap 20 s.
    @Test func decorrelatedJitter() {
        var plan = Plan.oneHandler(.poisson(.constant(10)), steps: [.fail(probability: 1.1, draw: 0, error: 0)],
                                   draws: [Draw(.constant(0), stream: "fail")])
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        plan.sources[0].retry = retry(7, jitter: .decorrelated)
        for (number, mean) in [(1, 2.0), (2, 3.5), (3, 5.739283149766697), (6, 11.181946235519085)] {
            let delays = plan.figures(length: 5_000) { $0.sources[0].retryDelays[number - 1].mean }
            #expect(z(delays, mean) < 5.9, "retry \(number)")
        }
    }

    /// T02: a token bucket of 10 at 90 % load refuses as M/D/1/10 does.
    @Test func aDoorsTokenBucket() {
        var plan = Plan.function(rate: 9, service: .constant(0.001))
        plan.doors = [DoorPlan(name: "door", throttle: TokenBucketPlan(rate: 10, burst: 10))]
        plan.sources[0].routes[0].door = 0
        let refused = plan.figures(length: 50_000) { Double($0.flows[0].refused) / Double($0.flows[0].offered) }
        #expect(z(refused, 0.016631747828946452) < 5.9)
    }

    /// Q16: two backends in a row, each one call at a time.
    @Test func tandemBackends() {
        var plan = Plan.oneHandler(.poisson(.constant(6)), steps: [.call(0), .call(1)])
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        for (index, mean) in [0.1, 0.08].enumerated() {
            var backend = BackendPlan(name: "station \(index)")
            backend.concurrency = 1
            backend.whenFull = .queue(capacity: nil, patience: nil)
            plan.backends.append(backend)
            plan.program.calls.append(CallPlan(
                .backend(index), latency: Draw(.exponential(mean: mean), stream: "latency \(index)")))
        }
        let sojourns = plan.figures(length: 20_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(sojourns, 0.40384615384615385) < 5.9)
        let first = plan.figures(length: 20_000) { $0.backends[0].inService.mean + $0.backends[0].queue.mean }
        #expect(z(first, 1.5) < 5.9)
    }

    /// Q18: twenty users who think 1 s, two stations (exact mean-value analysis).
    @Test func closedLoop() {
        var plan = Plan.oneHandler(
            .closedLoop(users: 20, think: .exponential(mean: 1)), steps: [.call(0), .call(1)])
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        for (index, mean) in [0.04, 0.07].enumerated() {
            var backend = BackendPlan(name: "station \(index)")
            backend.concurrency = 1
            backend.whenFull = .queue(capacity: nil, patience: nil)
            plan.backends.append(backend)
            plan.program.calls.append(CallPlan(
                .backend(index), latency: Draw(.exponential(mean: mean), stream: "latency \(index)")))
        }
        let throughput = plan.figures(length: 10_000) { Double($0.flows[0].answered) / 10_000 }
        #expect(z(throughput, 13.48347878710439) < 5.9)
    }

    /// Branches of exponential work on separate backends: the longest of two, E[max] = 1.5 means.
    @Test func parallelBranchesWaitForTheLongest() {
        var plan = Plan.oneHandler(
            .poisson(.constant(5)), steps: [.fork(0), .end, .call(0), .join, .call(1), .join])
        plan.program.forks = [ForkPlan(branches: [2, 4])]
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        for index in 0..<2 {
            plan.backends.append(BackendPlan(name: "backend \(index)"))
            plan.program.calls.append(CallPlan(
                .backend(index), latency: Draw(.exponential(mean: 1), stream: "latency \(index)")))
        }
        let latency = plan.figures(length: 10_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(latency, 1.5) < 5.9)
    }

    /// Two branches of 1 s each on half a core share it: four seconds of wall time.
    @Test func parallelComputeSharesTheCore() {
        var plan = Plan.oneHandler(
            .times([0], period: nil),
            steps: [.fork(0), .end, .compute(draw: 0), .join, .compute(draw: 0), .join],
            draws: [Draw(.constant(1), stream: "work")])
        plan.program.forks = [ForkPlan(branches: [2, 4])]
        plan.handlers[0].computesInParallel = true
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 884, vCPU: 0.5)]
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(10)))
        #expect(observation.flows[0].latency.maximum == 4_000_000_000)
    }

    /// The same plan, seed and number give the same observation; another number does not.
    @Test func runsRepeat() {
        let plan = Plan.function(rate: 5, service: .exponential(mean: 1)) { $0.reserved = 10 }
        func run(_ number: Int) -> UInt128 {
            Replication(plan, seed: 7, replication: number).run(over: Stretch(length: .seconds(1000)))
                .functions[0].billedOnDemand
        }
        #expect(run(0) == run(0))
        #expect(run(0) != run(1))
    }
}
