// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Executions of state machines.
@Suite struct WorkflowTests {
    /// A workflow whose states are entered in the order of `steps`' `.enter`s, started at `times`.
    private func workflow(_ times: [Double], isExpress: Bool = false, _ steps: (inout Plan) -> [Instruction],
                          configure: (inout WorkflowPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.blank
        plan.program.states = (0..<5).map { WorkflowState(name: "state \($0)", events: 5) }
        var workflow = WorkflowPlan(name: "workflow", isExpress: isExpress)
        configure(&workflow)
        plan.workflows = [workflow]
        let handler = plan.handler("workflow", steps(&plan), on: .workflow(0))
        plan.source(.times(times, period: nil), to: handler)
        return plan
    }

    /// A task of a second that always fails, tried again after 1 s, 2 s and 4 s, then caught by a state that waits
    /// half a second: failures at 1, 3, 6 and 11 s, the end at 11.5 s; the task, three retries and the catching state
    /// are five transitions.
    @Test func retriesAndThenCatches() {
        var plan = workflow([0]) { plan in
            let backend = plan.backend("broken")
            plan.incident(.fail(backend: backend, share: 1, stream: "fail"), from: 0)
            let rescue = plan.code([.enter(1), plan.wait(0.5), .end])
            plan.program.recoveries = [RecoveryPlan(
                retriers: [.init(matches: .all, retry: .steps(4, base: 1))],
                catchers: [.init(matches: .all, target: rescue)])]
            return [.enter(0), plan.call(.backend(backend), 1) { $0.recovery = 0 }]
        }
        plan.workflows[0].historyLimit = 1000
        let observation = plan.observe(100)
        #expect(observation.flows[0].latency.maximum == ns(11.5))
        #expect(observation.workflows[0].transitions == 5)
        #expect(observation.workflows[0].succeeded == 1 && observation.workflows[0].failed == 0)
        #expect(observation.backends[0].calls == 4)
    }

    /// The first retrier that matches decides; errors that none is about go to the catchers.
    @Test func errorsAreToldApart() {
        var plan = workflow([0, 100]) { plan in
            let backend = plan.backend("limited") { $0.rate = TokenBucketPlan(rate: 1e-9, burst: 1) }
            let callee = plan.handler("callee", [.raise(error: 0)])
            let caught = plan.code([.enter(1), plan.wait(7), .end])
            plan.program.recoveries = [RecoveryPlan(
                retriers: [.init(matches: ErrorMatch(outcomes: .throttled), retry: .steps(3, base: 1))],
                catchers: [.init(matches: ErrorMatch(outcomes: .failed), target: caught)])]
            return [.enter(0), plan.call(.backend(backend)) { $0.recovery = 0 },
                    plan.call(.handler(callee)) { $0.recovery = 0 }]
        }
        plan.program.errors = ["Oops"]
        let observation = plan.observe(200)
        // The first passes the limit and is caught after the callee's failure; the second is refused three times.
        #expect(observation.flows[0].latency.maximum == ns(7))
        #expect(observation.flows[0].failed == 1 && observation.flows[0].refused == 0)
        #expect(observation.backends[0].refused == 3)
        #expect(observation.workflows[0].transitions == 2 + 1 + 2)
    }

    /// An error that a branch raises can be caught by its name where the branches were started.
    @Test(arguments: [(1 as UInt16, true), (2, false)])
    func aNamedErrorIsCaughtOutside(error: UInt16, isCaught: Bool) {
        var plan = workflow([0]) { plan in
            let branches = [plan.code([plan.wait(1), .raise(error: error)]), plan.code([plan.wait(5), .join])]
            let rescue = plan.code([.enter(1), plan.wait(2), .end])
            plan.program.recoveries = [RecoveryPlan(
                catchers: [.init(matches: ErrorMatch(outcomes: [], errors: [1]), target: rescue)])]
            plan.program.forks = [ForkPlan(branches: branches, recovery: 0)]
            return [.enter(0), .fork(0)]
        }
        plan.program.errors = ["Known", "Unknown"]
        let observation = plan.observe(100)
        #expect(observation.workflows[0].succeeded == (isCaught ? 1 : 0))
        #expect(observation.workflows[0].durations.maximum == ns(isCaught ? 3 : 1))
    }

    /// Three states at one transition a second: entered at 0, 1 and 2 s.
    @Test func transitionsWaitForTheirTurn() {
        let plan = workflow([0]) { _ in [.enter(0), .enter(1), .enter(2)] } configure: {
            $0.transitionLimit = TokenBucketPlan(rate: 1, burst: 1)
        }
        let observation = plan.observe(100)
        #expect(observation.flows[0].latency.maximum == ns(2))
        #expect(observation.workflows[0].delayedTransitions == 2)
    }

    /// A loop of states runs into the limit of its history: 5 events a state, 101 states in 505 events.
    @Test func historyIsLimited() {
        let plan = workflow([0]) { [.enter(0), $0.wait(1), .jump(to: 0)] } configure: { $0.historyLimit = 500 }
        let observation = plan.observe(1000)
        #expect(observation.workflows[0].historyFull == 1 && observation.workflows[0].failed == 1)
        #expect(observation.workflows[0].transitions == 101)
        #expect(observation.workflows[0].durations.maximum == ns(100))
    }

    /// It fails at its timeout, and so does what it waits for on its own.
    @Test func executionsTimeOut() {
        var plan = workflow([0]) { plan in
            let callee = plan.handler("callee", [plan.compute(5)])
            return [.enter(0), plan.call(.handler(callee))]
        } configure: { $0.timeout = .seconds(2) }
        plan.bucketWidth = .seconds(1)
        let observation = plan.observe(100)
        #expect(observation.flows[0].timedOut == 1)
        #expect(observation.workflows[0].timedOut == 1 && observation.workflows[0].failed == 1)
        #expect(observation.workflows[0].open.area == 2_000_000_000)
        #expect(observation.functions[0].billedOnDemand == 5_000_000_000)
    }

    /// Express executions are billed in steps of 0.1 s, each on its own, unfinished ones for what they used.
    @Test func expressExecutionsAreBilledByDuration() {
        let plan = workflow([0, 1, 99.93], isExpress: true) { [.enter(0), $0.wait(0.25)] }
        let observation = plan.observe(100)
        #expect(observation.workflows[0].billed == UInt128(ns(0.3 + 0.3 + 0.1)))
        #expect(observation.workflows[0].succeeded == 2)
    }

    /// Two may be open at once, and starts are limited.
    @Test func startsAreLimited() {
        let open = workflow([0, 0, 0]) { [.enter(0), $0.wait(1)] } configure: { $0.openLimit = 2 }
        #expect(open.observe(10).flows[0].refused == 1)
        let started = workflow([0, 0, 0]) { [.enter(0), $0.wait(1)] } configure: {
            $0.startLimit = TokenBucketPlan(rate: 1, burst: 1)
        }
        let observation = started.observe(10)
        #expect(observation.workflows[0].refused == 2 && observation.flows[0].refused == 2)
    }

    /// Deadlines a year away do not pile up: 200,000 executions later the run is over in no time.
    @Test func aYearsTimeoutIsForgottenInTime() {
        var plan = workflow([]) { [.enter(0), $0.wait(0.01)] } configure: { $0.timeout = .seconds(31_536_000) }
        plan.sources[0].arrivals = .deterministic(interval: 0.01, first: 0)
        var simulation = Simulation(ApplicationModel(plan, seed: 1, replication: 0, start: .zero))
        simulation.model.begin(&simulation.scheduler)
        simulation.run(until: SimulationTime(seconds: 2700.5))
        #expect((simulation.model.workflows[0].deadlines?.count ?? .max) < 1000)
    }
}
