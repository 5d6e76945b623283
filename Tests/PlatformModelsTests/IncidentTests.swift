// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// What happens to a system at a stated time.
@Suite struct IncidentTests {
    /// A request a second, at half past, that calls a backend for `seconds`.
    private func calling(_ seconds: Double, _ configure: (inout BackendPlan) -> Void = { _ in },
                         _ call: (inout CallPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.blank
        let backend = plan.backend("backend", configure)
        let step = plan.call(.backend(backend), seconds, call)
        plan.source(.deterministic(interval: 1, first: 0.5), to: plan.handler("caller", [step]))
        return plan
    }

    @Test func aSlowBackend() {
        var plan = calling(0.25)
        plan.incident(.slow(backend: 0, factor: 4), from: 10, until: 20)
        let seen = plan.observe(30).flows[0].latency
        #expect(seen.sum == UInt128(ns(20 * 0.25 + 10 * 1)) && seen.maximum == ns(1))
    }

    @Test func aFailingBackend() {
        var plan = calling(0.1)
        plan.incident(.fail(backend: 0, share: 0.3, stream: "fail"), from: 0, until: 10_000)
        let observation = plan.observe(20_000)
        #expect(binomialZ(observation.flows[0].failed, of: 10_000, share: 0.3) < 5)
        #expect(observation.backends[0].failures == observation.flows[0].failed)
    }

    /// One call at a time of half a second; nothing starts from 10 s to 20 s. Ten calls wait at 20 s, the first for 9.5
    /// s; call k, of 10.5 s + k, starts at 20 s + k/2 as long as that is later, up to the one of 28.5 s (k = 18).
    @Test func aHaltBuildsAQueueThatDrains() {
        var plan = calling(0.5) {
            $0.concurrency = 1
            $0.whenFull = .queue(capacity: nil, patience: nil)
        }
        plan.incident(.halt(backend: 0), from: 10, until: 20)
        let observation = plan.observe(40.25)
        #expect(observation.backends[0].queue.peak == 10)
        #expect(observation.flows[0].latency.maximum == ns(10))
        // Σ (9.5 − k/2) for k = 0 … 18.
        #expect(observation.backends[0].queue.area == UInt128(ns(19 * 9.5 - 171 / 2.0)))
        #expect(observation.flows[0].answered == 40)
    }

    /// Callers who leave a halted backend's queue after two seconds are not served later.
    @Test func whoLeavesAHaltedBackendIsNotServed() {
        var plan = calling(0.5, { $0.whenFull = .queue(capacity: nil, patience: nil) }, { $0.timeout = .seconds(2) })
        plan.incident(.halt(backend: 0), from: 10, until: 20)
        let observation = plan.observe(40.25)
        // Those of 18.5 s and 19.5 s are still there; the former has half a second left and just makes it.
        #expect(observation.flows[0].failed == 8 && observation.flows[0].answered == 32)
        #expect(observation.backends[0].timeouts == 8)
        #expect(observation.backends[0].inService.area == UInt128(ns(32 * 0.5)))
    }

    /// A limit imposed on a function with a queue: when it is lifted, those who wait are served at once.
    @Test func anImposedLimitIsLifted() {
        var plan = Plan.blank
        plan.source(.times([0, 1, 2], period: nil), to: plan.handler("worker", [plan.wait(1)]) {
            $0.whenFull = .queue(capacity: nil, patience: nil)
        })
        plan.incident(.limit(function: 0, concurrency: 0), from: 0, until: 10)
        let observation = plan.observe(20)
        #expect(observation.flows[0].answered == 3)
        #expect(observation.flows[0].latency.sum == UInt128(ns(11 + 10 + 9)))
    }

    @Test func aRateIsLimitedForATime() {
        var plan = calling(0.1)
        plan.sources[0].arrivals = .deterministic(interval: 0.1, first: 0.05)
        plan.incident(.limitRate(backend: 0, rate: 1), from: 10, until: 20)
        let observation = plan.observe(30)
        // One at once, then one a second: of 10.05 s, 11.05 s … 19.05 s.
        #expect(observation.flows[0].failed == 90 && observation.backends[0].refused == 90)
    }

    /// Two instances are warm at 10 s; the busy one goes when its request is done: two cold starts at 20 s.
    @Test func aDeployMakesEveryStartCold() {
        var plan = Plan.blank
        plan.source(.times([0, 0, 14, 20, 20, 30, 30], period: nil), to: plan.handler("worker", [plan.wait(2)]) {
            $0.start.initialisation = Draw(.constant(1), stream: "init")
        })
        plan.incident(.deploy(.function(0), share: 1), from: 15)
        let observation = plan.observe(40)
        #expect(observation.functions[0].coldStarts == 4)
        #expect(observation.flows[0].coldLatency.count == 4)
        #expect(observation.functions[0].instances.final == 2)
    }

    /// A service replaces its tasks one by one, each old one going when a new one is healthy.
    @Test func aServiceIsDeployedWithoutALoss() {
        var plan = Plan.blank
        let service = plan.service("pool", tasks: 4) {
            $0.startUp = Draw(.constant(30), stream: "start")
            $0.deregistration = .seconds(10)
        }
        plan.source(.deterministic(interval: 0.5, first: 0.25), to: plan.handler(
            "worker", [plan.wait(2)], on: .service(service)))
        plan.incident(.deploy(.service(service), share: 1), from: 100)
        let observation = plan.observe(200)
        #expect(observation.flows[0].failed == 0 && observation.flows[0].refused == 0)
        #expect(observation.services[0].tasksStarted == 8 && observation.services[0].tasksStopped == 4)
        #expect(observation.services[0].tasks.peak == 8 && observation.services[0].tasks.final == 4)
        // Four more from 100 s to 140 s.
        #expect(observation.services[0].tasks.area == UInt128(ns(4 * 200 + 4 * 40)))
    }

    /// Two tasks with a request each, one that waits for the first; that task is lost at 5 s with both.
    @Test func aLostTaskFailsWhatItRuns() {
        var plan = Plan.blank
        let service = plan.service("pool", tasks: 2) {
            $0.concurrency = 1
            $0.startUp = Draw(.constant(30), stream: "start")
        }
        plan.source(.times([0, 0, 1], period: nil), to: plan.handler("worker", [plan.wait(10)], on: .service(service)))
        plan.incident(.lose(service: service, share: 0.5), from: 5)
        let observation = plan.observe(100)
        #expect(observation.flows[0].failed == 2 && observation.flows[0].answered == 1)
        #expect(observation.services[0].tasksStarted == 3 && observation.services[0].tasksStopped == 1)
        #expect(observation.services[0].healthyTasks.area == UInt128(ns(2 * 100 - 30)))
        #expect(observation.services[0].running.area == UInt128(ns(5 + 10)))
    }

    /// Work on shared cores is gone with its task; what comes to a new one has it to itself.
    @Test func lostCoresForgetTheirWork() {
        var plan = Plan.blank
        let service = plan.service("pool", tasks: 1)
        plan.source(.times([0, 0, 20], period: nil), to: plan.handler(
            "worker", [plan.compute(5)], on: .service(service)))
        plan.incident(.lose(service: service, share: 1), from: 3)
        let observation = plan.observe(50)
        #expect(observation.flows[0].failed == 2)
        #expect(observation.flows[0].latency.maximum == ns(5))
        #expect(observation.services[0].millicores.area == 1000 * UInt128(ns(3 + 5)))
    }

    /// Dead letters go back once the backend is well, one a second, and are processed.
    @Test func aRedriveEmptiesTheDeadLetterQueue() {
        var plan = Plan.blank
        let grave = plan.grave()
        let backend = plan.backend("table")
        let worker = plan.handler("worker", [plan.call(.backend(backend), 0.1)])
        var subscription = SubscriptionPlan(
            name: "topic", target: .handler(worker), consumption: .push(PushPlan(failureDelays: [])))
        subscription.deadLetter = grave
        let topic = plan.channel("topic", subscription)
        plan.publish((0..<20).map(Double.init), to: topic)
        plan.incident(.fail(backend: backend, share: 1, stream: "fail"), from: 0, until: 50)
        plan.incident(.redrive(from: grave, to: topic, rate: 1), from: 100)
        let observation = plan.observe(200)
        #expect(observation.subscription("topic").deadLettered == 20)
        #expect(observation.subscription("topic").processed == 20)
        #expect(observation.subscription("grave 0").forwarded == 20)
        #expect(observation.subscription("grave 0").backlogAtEnd == 0)
        // The one published at k, dead at k + 0.1 and driven back at 100 + k, is done 100.1 s after it was wanted.
        #expect(observation.subscription("topic").endToEnd.maximum == ns(100.1))
        #expect(observation.subscription("topic").endToEnd.minimum == ns(100.1))
    }

    /// What comes back has another chance: half of all fail, and half of those that are driven back.
    @Test func whatIsDrivenBackDrawsAnew() {
        var plan = Plan.blank
        let grave = plan.grave()
        let worker = plan.handler("worker", [plan.fail(0.5)])
        var subscription = SubscriptionPlan(
            name: "topic", target: .handler(worker), consumption: .push(PushPlan(failureDelays: [])))
        subscription.deadLetter = grave
        let topic = plan.channel("topic", subscription)
        plan.publish(Array(repeating: 1, count: 10_000), to: topic)
        plan.incident(.redrive(from: grave, to: topic, rate: 1_000), from: 100)
        // All are back before 106 s; those that die once more go round again, until 10,000 / 2^k are none.
        let observation = plan.observe(104)
        let driven = observation.subscription("grave 0").forwarded
        #expect(driven == 4_000)
        let again = observation.subscription("topic").failedDeliveries
        #expect(binomialZ(again, of: 14_000, share: 0.5) < 5)
    }

    /// Ten messages a second apart, published once more.
    @Test func aReplayPublishesAtItsRate() {
        var plan = Plan.blank
        let worker = plan.handler("worker", [])
        let channel = plan.channel("topic", SubscriptionPlan(
            name: "topic", target: .handler(worker), consumption: .push(PushPlan(failureDelays: []))))
        plan.incident(.replay(channel: channel, messages: 10, rate: 1), from: 5)
        #expect(plan.observe(14).subscription("topic").processed == 9)
        #expect(plan.observe(100).subscription("topic").processed == 10)
    }

    /// A moment that is past when the run begins is past; what lasts is still there.
    @Test func theRunMayBeginAfterAnIncident() {
        var plan = calling(0.25)
        let worker = plan.handler("worker", [])
        let channel = plan.channel("topic", SubscriptionPlan(
            name: "topic", target: .handler(worker), consumption: .push(PushPlan(failureDelays: []))))
        plan.incident(.replay(channel: channel, messages: 10, rate: 1), from: 5)
        plan.incident(.slow(backend: 0, factor: 2), from: 5)
        plan.incident(.slow(backend: 0, factor: 9), from: 5, until: 7)
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(
            start: SimulationTime(seconds: 20), warmUp: .seconds(10), length: .seconds(10)))
        #expect(observation.subscription("topic").arrived == 0)
        #expect(observation.flows[0].latency.maximum == ns(0.5) && observation.flows[0].latency.minimum == ns(0.5))
    }
}
