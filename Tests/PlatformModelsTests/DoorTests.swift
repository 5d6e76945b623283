// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

@Suite struct DoorTests {
    /// A hundred requests, each after a preflight, through a door that takes 10 ms; the handler computes for 100 ms,
    /// and for 2 ms when it has to answer the preflight.
    private func plan(answer: PreflightAnswer, _ configure: (inout FunctionPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.function(rate: 1, service: .constant(0.1), configure)
        plan.sources[0].arrivals = .deterministic(interval: 1, first: 0.5)
        plan.sources[0].routes[0].door = 0
        plan.program.draws.append(Draw(.constant(0.002), stream: "preflight"))
        plan.program.instructions += [.compute(draw: 1), .end]
        plan.doors = [DoorPlan(
            name: "door", latency: Draw(.constant(0.01), stream: "door"), preflightShare: 1, preflightAnswer: answer)]
        return plan
    }

    private func run(_ plan: Plan) -> Observation {
        Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(100)))
    }

    @Test func aDoorAnswersPreflightsItself() throws {
        let observation = run(plan(answer: .door))
        #expect(observation.functions[0].invocations == 100)
        #expect(observation.functions[0].billedOnDemand == 100 * 100_000_000)
        #expect(observation.doors[0].requests == 100 && observation.doors[0].preflights == 100)
        #expect(observation.doors[0].units == 200)
        // Twice through the door: 100 ms + 2 × 10 ms.
        #expect(abs(try #require(observation.flows[0].latency.quantile(0.5)) - 0.12e9) < 0.002e9)
    }

    @Test func aPreflightThatIsPassedOnCostsAnInvocation() throws {
        let observation = run(plan(answer: .handler(entry: 2)))
        #expect(observation.functions[0].invocations == 200)
        #expect(observation.functions[0].billedOnDemand == 100 * 102_000_000)
        #expect(observation.doors[0].requests == 100 && observation.doors[0].preflights == 100)
        #expect(observation.doors[0].hourlyRequests == [200])
        #expect(observation.flows[0].answered == 100)
        #expect(abs(try #require(observation.flows[0].latency.quantile(0.5)) - 0.122e9) < 0.002e9)
        #expect(observation.violations.isEmpty)
    }

    @Test func aPreflightThatIsRefusedEndsTheRequest() {
        let observation = run(plan(answer: .handler(entry: 2)) { $0.reserved = 0 })
        #expect(observation.flows[0].refused == 100 && observation.functions[0].invocations == 0)
    }
}
