// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import Scenario
import SimulationKernel
import Testing
import Workload

@Suite struct BenchmarkScenarioTests {
    @Test func w1IsOneUnlimitedFunction() throws {
        let scenario = try Scenario.load(path: "\(scenariosFolder)/benchmarks/w1.yaml")
        #expect(scenario.allWarnings.isEmpty)
        #expect(scenario.period.simulate == .seconds(1_000_000))
        let plan = try #require(scenario.compile().first).plan
        #expect(plan.sources[0].arrivals == .poisson(.constant(100)))
        #expect(plan.sources[0].routes == [RoutePlan(door: nil, handler: 0, share: 1)])
        #expect(plan.program.instructions == [.compute(draw: 0), .end])
        #expect(plan.program.draws[0].distribution == .exponential(mean: 0.2))
        let function = plan.functions[0]
        #expect(function.vCPU == 1)
        #expect(function.timeout == nil)
        #expect(function.start.initialisation?.distribution == .exponential(mean: 0.5))
        #expect(function.start.placement == nil && function.start.download == nil && function.start.firstCall == nil)
        #expect(!function.start.initialisationIsBilled)
        #expect(function.idleLifetime?.distribution == .constant(600))
        #expect(function.maximumAge == nil && function.scaleOut == nil && function.requestRateFactor == nil)
        #expect(plan.accounts[0].concurrency == nil)
        #expect(function.reuse == .mostRecentlyReleased)
    }

    @Test func w2IsAPoolWithASharedQueue() throws {
        let scenario = try Scenario.load(path: "\(scenariosFolder)/benchmarks/w2.yaml")
        let compiled = try #require(scenario.compile().first)
        let service = compiled.plan.services[0]
        #expect(service.tasks == TaskBounds(minimum: 100, maximum: 100))
        #expect(service.concurrency == 1)
        #expect(service.routing == .sharedQueue)
        #expect(service.whenFull == .queue(capacity: nil, patience: nil))
        #expect(compiled.placements.map(\.product) == [.pool()])
    }

    @Test func fintechBeginsWithThreeDeploymentsAtAWS() throws {
        let scenario = try Scenario.load(path: "\(scenariosFolder)/fintech-dashboard.yaml")
        #expect(scenario.allWarnings.isEmpty)
        let compiled = scenario.compile()
        #expect(compiled.prefix(3).map(\.name) == ["lambda", "lambda-provisioned", "fargate"])
        #expect(compiled[0].plan.sources[0].arrivals.meanRate.map { $0 >= 60 } == true)
        #expect(compiled[1].plan.functions.map { $0.provisioned?.count } == [12, 18, 10])
        #expect(compiled[2].plan.functions.isEmpty)
        #expect(compiled[2].plan.services.map(\.name) == ["handlers"])
        #expect(compiled[2].plan.handlers.map(\.fleet) == [.service(0), .service(0), .service(0)])
        // Ten changes of the bounds: two on each of five weekdays.
        #expect(compiled[2].plan.services[0].schedule.count == 10)
        // Monday 09:10 in New York is 14:10 UTC.
        #expect(compiled[2].plan.services[0].schedule[0].time == SimulationTime(seconds: 14 * 3600 + 600))
    }
}
