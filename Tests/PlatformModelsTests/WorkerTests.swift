// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// A platform on which waiting costs nothing, and limits of single requests.
@Suite struct WorkerTests {
    /// A hundred requests of 10 ms of work each, while a backend takes its time: work stays the same, all else grows.
    @Test func waitingTakesNoCPUTime() {
        func workers(_ waiting: Double, _ configure: (inout ServicePlan) -> Void) -> Observation {
            let load = ArrivalProcess.times((0..<100).map { Double($0) }, period: nil)
            return Plan.fleet(load, steps: { [$0.compute(0.01), $0.wait(waiting)] }, configure).observe(200)
        }
        let quick = workers(0.09) { $0.beWorkers() }, slow = workers(0.89) { $0.beWorkers() }
        #expect([quick, slow].map { $0.services[0].cpuTime } == [UInt128(ns(1)), UInt128(ns(1))])
        #expect([quick, slow].map { $0.services[0].alwaysReadyActiveTime } == [UInt128(ns(10)), UInt128(ns(90))])
        let flex = [0.09, 0.89].map { workers($0) { $0.beFlex(concurrency: 1) }.services[0].activeTime }
        #expect(flex == [UInt128(ns(100)), UInt128(ns(100))], "a second at least")
        let run = [0.09, 0.89].map { workers($0) { $0.beCloudRun(concurrency: 1, startUp: 0) }.services[0].activeTime }
        #expect(run == [UInt128(ns(10)), UInt128(ns(90))], "waiting is billed")
    }

    /// A second of work each, ten at once: each has a core of its own; on a shared one all take ten seconds.
    @Test func requestsDoNotDelayEachOther() {
        func slowest(_ configure: (inout ServicePlan) -> Void) -> UInt64? {
            Plan.fleet(.burst(10), steps: { [$0.compute(1)] }, configure).observe(100).flows[0].latency.maximum
        }
        #expect(slowest { $0.beWorkers() } == ns(1))
        #expect(slowest { $0.beCloudRun(concurrency: 80, startUp: 0) } == ns(10))
    }

    /// Thirty seconds are allowed: the second twenty are cut off after ten.
    @Test func cpuTimeHasALimit() {
        let plan = Plan.fleet(.at(0), steps: { [$0.compute(20), $0.wait(60), $0.compute(20)] }) { $0.beWorkers() }
        let observation = plan.observe(200)
        #expect(observation.flows[0].failed == 1 && observation.services[0].cpuLimitStops == 1)
        #expect(observation.services[0].cpuTime == UInt128(ns(30)))
        #expect(observation.services[0].durations.sum == UInt128(ns(90)))
        let exact = Plan.fleet(.at(0), steps: { [$0.compute(15), $0.compute(15)] }) { $0.beWorkers() }
        #expect(exact.observe(100).flows[0].answered == 1)
    }

    /// One in ten waits 20 ms for a start, unbilled.
    @Test func startsByChance() {
        let load = ArrivalProcess.times((0..<10_000).map { Double($0) / 100 }, period: nil)
        let plan = Plan.fleet(load, steps: { [$0.compute(0.001)] }) {
            $0.beWorkers()
            $0.coldStart = ColdStartChance(probability: 0.1, duration: Draw(.constant(0.02), stream: "cold"))
        }
        let observation = plan.observe(200)
        #expect(binomialZ(observation.services[0].coldStarts, of: 10_000, share: 0.1) < 5)
        #expect(observation.flows[0].coldLatency.count == observation.services[0].coldStarts)
        #expect(observation.flows[0].coldLatency.minimum == ns(0.021))
        #expect(observation.flows[0].warmLatency.maximum == ns(0.001))
        #expect(observation.services[0].cpuTime == UInt128(ns(10)))
    }

    /// Ten seconds of work, three allowed: the caller learns that it failed; the work ends with it, or goes on.
    @Test(arguments: [(true, 3.0), (false, 10)])
    func requestsHaveATimeout(stopsWork: Bool, busy: Double) {
        let plan = Plan.fleet(.at(0), seconds: 10) {
            $0.beCloudRun(concurrency: 80, startUp: 0)
            $0.requestTimeout = RequestTimeoutPlan(limit: .seconds(3), stopsWork: stopsWork)
        }
        let observation = plan.observe(100)
        #expect(observation.flows[0].failed == 1 && observation.services[0].timeouts == 1)
        #expect(observation.services[0].running.area == UInt128(ns(busy)))
        #expect(observation.services[0].activeTime == UInt128(ns(busy)))
        #expect(plan.observe(2).flows[0].failed == 0 && plan.observe(4).flows[0].failed == 1)
    }
}
