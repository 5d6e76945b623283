// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// Platforms whose scalers decide in advance, and the machines below them.
@Suite struct ContainerPlatformTests {
    /// One instance at most, thirty seconds a request: the second waits ten seconds and is refused, the third waits
    /// seven and is served. A platform without that patience lets it wait, or tells it that it took too long.
    @Test func cloudRunLetsWaitAndThenRefuses() {
        var plan = Plan.fleet(.at(0, 1, 25), seconds: 30) {
            $0.beCloudRun(concurrency: 1)
            $0.tasks.maximum = 1
        }
        let observation = plan.observe(100)
        #expect(observation.flows[0].answered == 2 && observation.flows[0].refused == 1)
        #expect(observation.services[0].impatient == 1 && observation.services[0].refused == 0)
        #expect(observation.services[0].waits.maximum == ns(10))
        #expect(observation.services[0].coldStarts == 1, "the third waited for a place, not for a start")
        plan.services[0].impatienceIsThrottling = false
        #expect(plan.observe(100).flows[0].timedOut == 1)
    }

    /// Half a second of work: billed with the start of two seconds, alive for fifteen minutes more.
    @Test func cloudRunKeepsIdleInstances() {
        let plan = Plan.fleet(.at(0), seconds: 0.5) { $0.beCloudRun(concurrency: 80) }
        let service = plan.observe(2000).services[0]
        #expect(service.activeTime == UInt128(ns(2.5)))
        #expect(service.tasks.area == UInt128(ns(2.5 + 900)) && service.tasks.final == 0)
    }

    /// Twenty requests at once on ten a task: two would do, 60 % of ten needs ⌈20 / 6⌉ = 4.
    @Test func cloudRunKeepsToItsShares() {
        let load = ArrivalProcess.rates((20, 300))
        let run = Plan.fleet(load, seconds: 1) { $0.beCloudRun(concurrency: 10, startUp: 0) }
        #expect(run.observe(300).services[0].tasks.final == 4)
        let flex = Plan.fleet(load, seconds: 1) { $0.beFlex(concurrency: 10) }
        #expect(flex.observe(300).services[0].tasks.final == 2)
    }

    /// Room for twice the traffic at once, and for twice that five minutes later; three times is refused for as long as
    /// new instances take. Flex would start instances and refuse nothing.
    @Test func managedInstancesAbsorbADoubling() {
        let doubling = ArrivalProcess.rates((15, 600), (30, 900), (60, 1200))
        let tripling = ArrivalProcess.rates((15, 600), (45, 1200))
        let absorbed = Plan.fleet(doubling, seconds: 1) { $0.beManaged() }.observe(1300)
        #expect(absorbed.flows[0].refused == 0 && absorbed.services[0].coldStarts == 0)
        let refused = Plan.fleet(tripling, seconds: 1) { $0.beManaged() }.observe(1300)
        // 45 a second find 30 places, until the reading at 660 s has brought more at 780 s.
        #expect((2_600...2_750).contains(refused.flows[0].refused))
        #expect(refused.services[0].coldStarts == 0)
        #expect(Plan.fleet(tripling, seconds: 1) { $0.beFlex(concurrency: 10) }.observe(1300).flows[0].refused == 0)
    }

    /// 43 requests on four tasks at ten each are within a tenth; 45 are not.
    @Test(arguments: [(43.0, 4), (45, 5)])
    func podsAreLeftAloneWithinTheTolerance(rate: Double, tasks: Int) {
        let plan = Plan.fleet(.deterministic(interval: 1 / rate, first: 0.01), seconds: 1) {
            $0.tasks.minimum = 1
            $0.schedule = [
                ScheduledBounds(time: .zero, bounds: TaskBounds(minimum: 4, maximum: 100)),
                ScheduledBounds(time: SimulationTime(seconds: 20), bounds: TaskBounds(minimum: 1, maximum: 100)),
            ]
            $0.scaler = .horizontalPod(HorizontalPodPlan(metric: .concurrency, target: 10))
        }
        #expect(plan.observe(200).services[0].tasks.final == tasks)
    }

    /// The load ends at 100 s; what was wanted last counts for five minutes more. A minute of lag lies before.
    @Test func podsStayForFiveMinutes() {
        let plan = Plan.fleet(.rates((40, 100)), seconds: 1) {
            $0.tasks.minimum = 1
            $0.scaler = .horizontalPod(HorizontalPodPlan(metric: .concurrency, target: 10))
        }
        #expect(plan.observe(450).services[0].tasks.final == 4)
        #expect(plan.observe(500).services[0].tasks.final == 1)
    }

    /// From five requests at once to a hundred: Knative wants 15 of seven within six seconds; the pod autoscaler of
    /// Kubernetes has not even looked.
    @Test func knativePanics() {
        let load = ArrivalProcess.rates((5, 121), (100, 131))
        let knative: (inout ServicePlan) -> Void = {
            $0.concurrency = 10
            $0.startUp = Draw(.constant(1), stream: "start")
            $0.scaler = .knative(KnativePlan(capacity: 10))
        }
        #expect(Plan.fleet(load, seconds: 1, knative).observe(129).services[0].healthyTasks.final >= 15)
        // Within the panic nothing is taken out, though nothing comes any more; in the end nothing is left.
        #expect(Plan.fleet(load, seconds: 1, knative).observe(185).services[0].tasks.final >= 15)
        #expect(Plan.fleet(load, seconds: 1, knative).observe(400).services[0].tasks.final == 0)
        let pods = Plan.fleet(load, seconds: 1) {
            knative(&$0)
            $0.tasks.minimum = 1
            $0.scaler = .horizontalPod(HorizontalPodPlan(metric: .concurrency, target: 7))
        }
        #expect(pods.observe(129).services[0].healthyTasks.final < 15)
    }

    /// Nothing runs: the request starts the first task itself and waits for it.
    @Test func knativeWakesUp() {
        let plan = Plan.fleet(.at(200), seconds: 1) {
            $0.startUp = Draw(.constant(3), stream: "start")
            $0.scaler = .knative(KnativePlan(capacity: 10))
        }
        #expect(plan.observe(199).services[0].tasks.final == 0, "initial scale, an empty minute and the grace")
        let observation = plan.observe(210)
        #expect(observation.flows[0].coldLatency.maximum == ns(4) && observation.services[0].coldStarts == 1)
    }

    /// Two tasks of one request each; the third request, at 0.2 s, comes to the one that is busy for ten seconds and
    /// waits there, or waits in front until the other is free at 1.1 s.
    @Test(arguments: [(0.0, 10.8), (-1, 1.9)])
    func knativeBuffersWhileThereIsNoRoomForBursts(target: Double, latency: Double) {
        var plan = Plan.fleet(.at(0), seconds: 10) {
            $0.concurrency = 1
            $0.tasks.minimum = 2
            $0.waitingPlace = .task
            var knative = KnativePlan(capacity: 10)
            knative.targetBurstCapacity = target
            $0.scaler = .knative(knative)
        }
        let step = plan.wait(1)
        plan.source(.at(0.1, 0.2), to: plan.handler("short", [step], on: .service(0)))
        #expect(plan.observe(30).flows[1].latency.maximum == ns(latency))
    }

    /// The first request starts the first task; each poll takes one step: 4, 8, 16.
    @Test(arguments: [(29.0, 1), (31, 4), (61, 8), (91, 16)])
    func containerAppsGoStepByStep(time: Double, tasks: Int) {
        let plan = Plan.fleet(.burst(1000), seconds: 500) {
            $0.concurrency = 10
            $0.scaler = .stepped(SteppedScalingPlan(metric: .concurrency, target: 10))
        }
        #expect(plan.observe(time).services[0].tasks.final == tasks)
    }

    /// Idle at the minimum, active with a request, and always active above the minimum.
    @Test func containerAppsAreIdleAtTheMinimum() {
        let plan = Plan.fleet(.at(10), seconds: 5) {
            $0.tasks.minimum = 1
            $0.scaler = .stepped(SteppedScalingPlan(metric: .concurrency, target: 10))
            $0.activity = ActivityPlan(billing: BillingClock(increment: .seconds(1), minimum: .zero))
            $0.schedule = [
                ScheduledBounds(time: SimulationTime(seconds: 50), bounds: TaskBounds(minimum: 3, maximum: 9)),
            ]
        }
        // 45 s with one, then 50 s with three.
        #expect(plan.observe(100).services[0].idleTimeAtMinimum == UInt128(ns(45 + 3 * 50)))
    }
}
