// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

@Suite struct ServiceFleetTests {
    /// W2: M/M/100 at 80 Erlang.
    @Test func aPoolWaitsAsErlangC() {
        let plan = Plan.pool(rate: 80, service: .exponential(mean: 1), servers: 100)
        let waits = plan.figures(length: 5_000) { observation in
            let waits = observation.services[0].waits
            return 1 - (waits.shareAtMost(0) ?? 0)
        }
        #expect(z(waits, 0.019646) < 5.9)
    }

    /// Q01: M/M/1 at half load.
    @Test func oneServer() {
        let plan = Plan.pool(rate: 0.5, service: .exponential(mean: 1), servers: 1)
        let sojourns = plan.figures(length: 40_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(sojourns, 2) < 5.9)
        let inSystem = plan.figures(length: 40_000) { $0.services[0].running.mean + $0.services[0].queue.mean }
        #expect(z(inSystem, 1) < 5.9)
    }

    /// Q15: M/M/5/20 at 1.2 times its capacity.
    @Test func aBoundedQueueDrops() {
        let plan = Plan.pool(
            rate: 6, service: .exponential(mean: 1), servers: 5, whenFull: .queue(capacity: 15, patience: nil))
        let dropped = plan.figures(length: 20_000) { Double($0.flows[0].refused) / Double($0.flows[0].offered) }
        #expect(z(dropped, 0.1726918919041909) < 5.9)
    }

    /// Q14: Erlang A (minutes read as seconds).
    @Test func impatientRequestsLeave() {
        let patience = Draw(.exponential(mean: 2), stream: "patience")
        let plan = Plan.pool(
            rate: 48, service: .exponential(mean: 1), servers: 50, whenFull: .queue(capacity: nil, patience: patience))
        let abandoned = plan.figures(length: 5_000) {
            Double($0.services[0].impatient) / Double($0.flows[0].offered)
        }
        #expect(z(abandoned, 0.030912249162192446) < 5.9)
    }

    /// Two requests at a time on two servers of one core that take two each: each has a core, unless one server is
    /// filled first, where both share one and take twice as long.
    @Test func theLeastBusyServerTakesTheNextRequest() {
        var plan = Plan.pool(rate: 1, service: .constant(1), servers: 2)
        plan.sources[0].arrivals = .batches(.deterministic(interval: 10, first: 1), size: .constant(2))
        plan.services[0].concurrency = 2
        func times() -> [Double] { plan.figures(1, warmUp: 0, length: 1_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 } }
        #expect(times().allSatisfy { abs($0 - 1) < 0.001 })
        plan.services[0].routing = .fillFirst
        #expect(times().allSatisfy { abs($0 - 2) < 0.001 })
    }

    /// Q20: four cores shared by any number of requests; insensitive to the law of the work.
    @Test func sharedCores() {
        var plan = Plan.pool(
            rate: 3, service: .lognormal(mu: -0.8047189562170501, sigma: 1.2686362411795196), servers: 1)
        plan.services[0].vCPU = 4
        plan.services[0].concurrency = nil
        plan.services[0].routing = .roundRobin
        let sojourns = plan.figures(warmUp: 1_000, length: 50_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(sojourns, 1.509433962264151) < 5.9)
    }

    /// One minute of metric, three periods, proportional step: 4 tasks at 100 % with a target of 50 % become 8.
    @Test func targetTrackingStepsInProportion() {
        var plan = TargetTrackingPlan(metric: .cpu, target: 0.5)
        plan.periodsOut = 3
        var tracking = TargetTracking(plan)
        let bounds = TaskBounds(minimum: 1, maximum: 20)
        func at(_ minute: Double) -> SimulationTime { SimulationTime(seconds: minute * 60) }
        #expect(tracking.decide(metric: 1, current: 4, bounds: bounds, now: at(1)) == nil)
        #expect(tracking.decide(metric: 1, current: 4, bounds: bounds, now: at(2)) == nil)
        #expect(tracking.decide(metric: 1, current: 4, bounds: bounds, now: at(3)) == 8, "third breach in a row")
        #expect(tracking.decide(metric: 0.6, current: 8, bounds: bounds, now: at(4)) == nil, "in cooldown")
        #expect(tracking.decide(metric: 1, current: 8, bounds: bounds, now: at(5)) == 16, "a larger step pre-empts")
        for minute in 6..<20 {
            #expect(tracking.decide(metric: 0.1, current: 16, bounds: bounds, now: at(Double(minute))) == nil)
        }
        #expect(tracking.decide(metric: 0.1, current: 16, bounds: bounds, now: at(20)) == 4, "15th period below")
    }

    /// A service under steady load settles where its target is met, and its cores' time is the work.
    @Test func aServiceScalesToItsTarget() {
        var plan = Plan.pool(rate: 40, service: .exponential(mean: 0.1), servers: 1)
        plan.services[0].concurrency = nil
        plan.services[0].routing = .leastOutstanding
        plan.services[0].tasks = TaskBounds(minimum: 1, maximum: 50)
        plan.services[0].scaler = .targetTracking([TargetTrackingPlan(metric: .cpu, target: 0.5)])
        plan.services[0].startUp = Draw(.constant(30), stream: "start")
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(
            start: SimulationTime(seconds: 7200), warmUp: .seconds(7200), length: .seconds(7200)))
        #expect(abs(observation.services[0].millicores.mean / 1000 - 4) < 0.1)
        #expect((8...10).contains(observation.services[0].healthyTasks.mean))
    }
}
