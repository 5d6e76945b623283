// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// Platforms on which a request that finds no place starts an instance.
@Suite struct FunctionPlatformTests {
    /// Ten requests a second of one second each. One at a time: a thousand spells of a second. Ten at a time: one spell
    /// from the first to the end of the last, 99.9 s later. Where executions are billed, both cost the same.
    @Test func flexCostsByTheInstance() {
        let load = ArrivalProcess.times((0..<1000).map { 0.05 + Double($0) / 10 }, period: nil)
        func fleet(_ configure: (inout ServicePlan) -> Void) -> ServiceObservation {
            Plan.fleet(load, seconds: 1, configure).observe(200).services[0]
        }
        let single = fleet { $0.beFlex(concurrency: 1) }, shared = fleet { $0.beFlex(concurrency: 10) }
        #expect(single.activeTime == UInt128(ns(1000)) && single.tasks.peak == 10)
        #expect(shared.activeTime == UInt128(ns(100.9)) && shared.tasks.peak == 1)
        let executions = [1, 10].map { number in fleet { $0.beConsumption(concurrency: number) } }
        #expect(executions.map(\.billedRequests) == [UInt128(ns(1000)), UInt128(ns(1000))])
    }

    /// At least a second, then tenths: 0.3 s and 1.23 s are billed 1 s and 1.3 s.
    @Test func spellsAreRounded() {
        for (seconds, billed) in [(0.3, 1.0), (1.23, 1.3), (1, 1)] {
            let plan = Plan.fleet(.at(1), seconds: seconds) { $0.beFlex(concurrency: 1) }
            #expect(plan.observe(10).services[0].activeTime == UInt128(ns(billed)))
        }
    }

    /// Requests that follow each other at an instant are one spell.
    @Test func aQueueIsOneSpell() {
        let plan = Plan.fleet(.burst(3), seconds: 0.25) {
            $0.beFlex(concurrency: 1)
            $0.tasks.maximum = 1
        }
        let observation = plan.observe(10)
        #expect(observation.services[0].activeTime == UInt128(ns(1)), "0.75 s, and not three times a second")
        #expect(observation.services[0].active.area == UInt128(ns(0.75)))
    }

    /// What begins within the second that is billed already is part of it: an instance never bills more than it is there.
    @Test(arguments: [
        ([1, 1.5], 1), ([1, 1.95], 1.1), ([1, 2.05], 2), ([1, 1.2, 1.4, 1.6, 1.8, 1.95, 2.05], 1.2),
    ] as [([Double], Double)])
    func shortSpellsWithinASecondAreOne(times: [Double], billed: Double) {
        let plan = Plan.fleet(.times(times, period: nil), seconds: 0.1) {
            $0.beFlex(concurrency: 1)
            $0.tasks.maximum = 1
        }
        #expect(plan.observe(10).services[0].activeTime == UInt128(ns(billed)))
    }

    /// Two at once: one on the instance that is always ready, one on another, which is gone a minute later.
    @Test func alwaysReadyInstancesComeFirst() {
        let plan = Plan.fleet(.at(10, 50, 50, 70), seconds: 2) { $0.beFlex(concurrency: 1, alwaysReady: 1) }
        let service = plan.observe(200).services[0]
        #expect(service.alwaysReadyActiveTime == UInt128(ns(6)) && service.activeTime == UInt128(ns(2)))
        #expect(service.alwaysReadyTime == UInt128(ns(200)) && service.alwaysReadyIdleTime == UInt128(ns(194)))
        #expect(service.tasks.area == UInt128(ns(200 + 62)))
        #expect(service.coldStarts == 0, "a start that takes no time is none")
    }

    /// A hundred at once: the first instance at once, one a second after that. Flex starts them all.
    @Test func consumptionStartsOneInstanceASecond() {
        let consumption = Plan.fleet(.burst(100), seconds: 50) { $0.beConsumption(concurrency: 1) }
        #expect(consumption.observe(9.5).services[0].tasks.final == 10)
        let flex = Plan.fleet(.burst(100), seconds: 50) { $0.beFlex(concurrency: 1) }
        #expect(flex.observe(9.5).services[0].tasks.final == 100)
    }

    /// Launches that wait for their turn are dropped when nobody waits for them: the instances of 0 s and 1 s begin
    /// the last of ten requests of 0.3 s before 2 s.
    @Test func startsThatNobodyWaitsForAreForgotten() {
        let plan = Plan.fleet(.burst(10), seconds: 0.3) { $0.beConsumption(concurrency: 1) }
        let service = plan.observe(30).services[0]
        #expect(service.tasksStarted == 2 && service.tasks.final == 2)
    }

    /// Three at once of 230 ms: three instances, 3 × 300 ms. Consumption bills 3 × 230 ms, and 100 ms for 20 ms.
    @Test func firstGenerationRoundsEachRequest() {
        func fleet(_ seconds: Double, _ configure: (inout ServicePlan) -> Void) -> ServiceObservation {
            Plan.fleet(.burst(3), seconds: seconds, configure).observe(10).services[0]
        }
        let first = fleet(0.23) { $0.beFirstGeneration() }
        #expect(first.billedRequests == UInt128(ns(0.9)) && first.tasks.peak == 3)
        #expect(fleet(0.23) { $0.beConsumption(concurrency: 10) }.billedRequests == UInt128(ns(0.69)))
        #expect(fleet(0.02) { $0.beConsumption(concurrency: 10) }.billedRequests == UInt128(ns(0.3)))
        #expect(fleet(0.23) { $0.beConsumption(concurrency: 10) }.tasks.peak == 1)
    }

    @Test func aQuotaOfCoresLimitsInstances() {
        let plan = Plan.fleet(.burst(100), seconds: 50) {
            $0.beFlex(concurrency: 1)
            $0.vCPU = 0.25
            $0.scaler = .perRequest(PerRequestScalingPlan(coreQuota: 2))
        }
        #expect(plan.observe(10).services[0].tasks.peak == 8)
    }

    /// Where nobody may wait, a request may still wait for the instance that it starts, but not for another's.
    @Test func refusingPlatformsWaitForAStart() {
        let plan = Plan.fleet(.burst(5), seconds: 1) {
            $0.beFlex(concurrency: 1)
            $0.whenFull = .refuse
            $0.tasks.maximum = 3
            $0.startUp = Draw(.constant(2), stream: "start")
        }
        let observation = plan.observe(10)
        #expect(observation.flows[0].answered == 3 && observation.flows[0].refused == 2)
        #expect(observation.services[0].coldStarts == 3 && observation.flows[0].coldLatency.maximum == ns(3))
    }

    /// All three instances are lost with what they run; the next request starts another.
    @Test func lostInstancesAreStartedByWhoNeedsThem() {
        var plan = Plan.fleet(.at(0, 0, 0, 20), seconds: 10) { $0.beFlex(concurrency: 1) }
        plan.incident(.lose(service: 0, share: 1), from: 5)
        let observation = plan.observe(100)
        #expect(observation.flows[0].failed == 3 && observation.flows[0].answered == 1)
        #expect(observation.services[0].tasksStarted == 4 && observation.services[0].tasksStopped == 4)
        #expect(observation.services[0].tasks.area == UInt128(ns(3 * 5 + 70)))
        #expect(observation.services[0].activeTime == UInt128(ns(3 * 5 + 10)))
    }

    /// The one instance that may be is lost; those who waited for it start another.
    @Test func waitingRequestsOutliveALoss() {
        var plan = Plan.fleet(.burst(3), seconds: 10) {
            $0.beFlex(concurrency: 1)
            $0.tasks.maximum = 1
        }
        plan.incident(.lose(service: 0, share: 1), from: 5)
        let observation = plan.observe(100)
        #expect(observation.flows[0].failed == 1 && observation.flows[0].answered == 2)
        #expect(observation.flows[0].latency.maximum == ns(25))
    }

    /// Observed from 10 s to 20 s: a spell from 5 s to 25 s counts ten seconds.
    @Test func aStretchIsActiveForWhatLiesWithin() {
        let plan = Plan.fleet(.at(5), seconds: 20) { $0.beFlex(concurrency: 1, alwaysReady: 1) }
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(
            start: SimulationTime(seconds: 10), warmUp: .seconds(10), length: .seconds(10)))
        #expect(observation.violations.isEmpty)
        #expect(observation.services[0].alwaysReadyActiveTime == UInt128(ns(10)))
        #expect(observation.services[0].alwaysReadyIdleTime == 0)
    }
}
