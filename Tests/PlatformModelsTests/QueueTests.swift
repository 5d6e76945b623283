// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Queues that pollers read.
@Suite struct QueueTests {
    /// A queue read by `poll`, with a dead-letter queue (channel 0) and messages published at `times`.
    private func queue(_ times: [Double], _ poll: PollPlan, _ steps: (inout Plan) -> [Instruction],
                       configure: (inout SubscriptionPlan) -> Void = { _ in },
                       function: (inout FunctionPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.blank
        let grave = plan.grave()
        let worker = plan.handler("worker", steps(&plan), function)
        var subscription = SubscriptionPlan(name: "queue", target: .handler(worker), consumption: .poll(poll))
        subscription.deadLetter = grave
        configure(&subscription)
        let queue = plan.channel("queue", subscription)
        plan.publish(times, to: queue)
        return plan
    }

    /// A message a second: a batch of three is full after two seconds, however long it may wait.
    @Test func aFullBatchDoesNotWait() {
        let plan = queue((0..<9).map(Double.init), .steady(5, visibility: 30), { [$0.wait(0.1)] }, configure: {
            $0.batch = BatchPlan(size: 3, window: .seconds(10))
        })
        let seen = plan.observe(20).subscription("queue")
        #expect(seen.deliveries == 3 && seen.processed == 9)
        #expect(seen.waits.sum == 3 * UInt128(ns(2 + 1 + 0)))
    }

    /// The window ends at five seconds, before the message of that instant has come: five in the first batch.
    @Test func aWindowEnds() {
        let plan = queue((0..<10).map(Double.init), .steady(5, visibility: 30), { [$0.wait(0.1)] }, configure: {
            $0.batch = BatchPlan(size: 10, window: .seconds(5))
        })
        let seen = plan.observe(20).subscription("queue")
        #expect(seen.deliveries == 2 && seen.processed == 10)
        #expect(seen.waits.sum == 2 * UInt128(ns(5 + 4 + 3 + 2 + 1)))
    }

    /// Received at 0 s, 30 s and 60 s, dead at 90 s.
    @Test func aFailedBatchComesBackWhenItsVisibilityEnds() {
        var plan = queue([0], .steady(5, visibility: 30, maximumReceives: 3), { _ in [.raise(error: 0)] })
        let mourner = plan.handler("mourner", [])
        plan.channels[0].subscriptions[0].target = .handler(mourner)
        let observation = plan.observe(200)
        let seen = observation.subscription("queue")
        #expect(seen.receives == 3 && seen.failedDeliveries == 3 && seen.reappeared == 3)
        #expect(seen.deadLettered == 1 && seen.deadUnprocessed == 0)
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(90))
    }

    /// Five messages, one execution at once, 100 s each: pollers who do not know of the limit are refused, and each
    /// refusal counts as a receive. After 200 s and 400 s those that may still be received are tried again.
    @Test(arguments: [1, 2, 3])
    func refusalsUseUpReceives(maximum: Int) {
        let plan = queue(
            Array(repeating: 0, count: 5), .steady(5, visibility: 200, maximumReceives: maximum), { [$0.wait(100)] },
            function: { $0.reserved = 1 })
        let seen = plan.observe(1000).subscription("queue")
        #expect(seen.processed == UInt64(maximum))
        #expect(seen.deadLettered == UInt64(5 - maximum))
        #expect(seen.deadUnprocessed == UInt64(5 - maximum))
        #expect(seen.duplicates == 0)
    }

    @Test func pollersWithinTheLimitLoseNothing() {
        let plan = queue(
            Array(repeating: 0, count: 5), .steady(1, visibility: 200, maximumReceives: 1), { [$0.wait(100)] },
            function: { $0.reserved = 1 })
        let seen = plan.observe(1000).subscription("queue")
        #expect(seen.processed == 5 && seen.deadLettered == 0 && seen.refusedDeliveries == 0)
        #expect(seen.ages.maximum == ns(500))
    }

    /// A poller rests after a refusal, as if it were busy.
    @Test func aRefusedPollerRests() {
        let plan = queue([0, 1], .steady(1, visibility: 100), { [$0.wait(1)] }, function: { $0.reserved = 0 })
        let seen = plan.observe(10.5).subscription("queue")
        // The second message waits until the first one's poller has rested for five seconds.
        #expect(seen.refusedDeliveries == 2 && seen.waits.maximum == ns(4))
    }

    /// The first of four cannot be processed. With reports only that one comes again; the steps that are for the
    /// whole batch are done for the first message that can be: 1 s + 3 × 0.1 s.
    @Test func reportsSpareTheOthers() {
        var plan = queue(
            [0, 0, 0, 0], .steady(1, visibility: 10, maximumReceives: 2),
            { [.once(past: 2), $0.wait(1), $0.wait(0.1)] },
            configure: {
                $0.batch = BatchPlan(size: 4, window: .seconds(1))
                $0.reportsFailures = true
            })
        plan.incident(.poison(channel: 1), from: 0)
        let observation = plan.observe(100)
        let seen = observation.subscription("queue")
        #expect(seen.processed == 3 && seen.ages.maximum == ns(1.3))
        #expect(seen.deadLettered == 1 && seen.deadUnprocessed == 0 && seen.duplicates == 0)
        #expect(seen.receives == 4 + 1)
    }

    /// Without reports all four fail twice, and the two before the third have been worked on twice for nothing.
    @Test func withoutReportsABatchFailsAsAWhole() {
        var plan = queue(
            [0, 0, 1, 1], .steady(1, visibility: 10, maximumReceives: 2), { [$0.wait(0.1)] },
            configure: { $0.batch = BatchPlan(size: 4, window: .seconds(5)) })
        plan.incident(.poison(channel: 1), from: 0.5)
        let observation = plan.observe(100)
        let seen = observation.subscription("queue")
        #expect(seen.processed == 0 && seen.deadLettered == 4 && seen.failedDeliveries == 2)
        #expect(seen.duplicates == 2)
        #expect(observation.functions[0].durations.sum == 2 * UInt128(ns(0.2)))
    }

    /// Visible again after 5 s, worked on for 8 s: received at 0 s, 5 s and 10 s, dead at 15 s, and three times done.
    @Test func visibilityShorterThanTheWorkMakesDuplicates() {
        let plan = queue([0], .steady(5, visibility: 5, maximumReceives: 3), { [$0.wait(8)] })
        let observation = plan.observe(100)
        let seen = observation.subscription("queue")
        #expect(seen.receives == 3 && seen.reappeared == 3)
        #expect(seen.deadLettered == 1 && seen.processed == 0 && seen.duplicates == 2)
        #expect(observation.functions[0].invocations == 3)
    }

    /// With nobody to receive it meanwhile, the message is deleted by the receipt that is still the newest.
    @Test func theNewestReceiptDeletes() {
        let plan = queue([0], .steady(1, visibility: 5), { [$0.wait(8)] })
        let seen = plan.observe(100).subscription("queue")
        #expect(seen.receives == 1 && seen.reappeared == 1 && seen.processed == 1 && seen.duplicates == 0)
        #expect(seen.ages.maximum == ns(8))
    }

    /// A function that is stopped by its timeout has failed with its batch.
    @Test func aTimeoutFailsTheBatch() {
        let plan = queue([0, 0], .steady(1, visibility: 10, maximumReceives: 1), { [$0.wait(2)] }, configure: {
            $0.batch = BatchPlan(size: 2, window: .seconds(1))
        }, function: { $0.timeout = .seconds(3) })
        let observation = plan.observe(100)
        let seen = observation.subscription("queue")
        #expect(observation.functions[0].timeouts == 1)
        #expect(observation.functions[0].billedOnDemand == 3_000_000_000)
        #expect(seen.failedDeliveries == 1 && seen.deadLettered == 2 && seen.deadUnprocessed == 0)
    }

    /// 5 pollers at first, 300 more a minute while there is a backlog, at most 1,000.
    @Test func pollersGrowByTheMinute() {
        var plan = queue(Array(repeating: 0, count: 5_000), PollPlan(
            pollers: .scaled(initial: 5, perMinute: 300, maximum: 1_000, shrinksOnFailure: true),
            visibility: .seconds(10_000)), { [$0.wait(5_000)] })
        plan.bucketWidth = .seconds(60)
        let buckets = plan.observe(300).subscription("queue").busy.buckets
        #expect(buckets.map(\.peak) == [300, 600, 900, 1_000, 1_000])
    }

    /// Failures halve them, and they grow again.
    @Test func failuresHalveThePollers() {
        var plan = queue(Array(repeating: 0, count: 5_000), PollPlan(
            pollers: .scaled(initial: 5, perMinute: 300, maximum: 1_000, shrinksOnFailure: true),
            visibility: .seconds(10_000)), { [$0.wait(119), .raise(error: 0)] })
        plan.bucketWidth = .seconds(60)
        let buckets = plan.observe(240).subscription("queue").busy.buckets
        // Five more each second, 595 at 118 s. From 119 s on five fail each second: none is added any more. At 120 s
        // 595 become 297, fewer than are busy; 300 are at 179 s, at 180 s 295 and two new ones, and 297 become 148.
        // Five less each second until 210 s, when one of five is replaced, and from then on all.
        #expect(buckets.map(\.peak) == [300, 595, 595, 300])
        // 297 + 292 + … + 152 in thirty seconds, then 148.
        let seconds: UInt128 = 30 * (297 + 152) / 2 + 30 * 148
        #expect(buckets[3].area == seconds * 1_000_000_000)
    }

    /// Twelve messages of ten seconds, two at once for each of three tasks; when one task is lost, four at once.
    @Test(arguments: [(false, 20.0, 6), (true, 30.0, 6)])
    func tasksPoll(isOneLost: Bool, seconds: Double, peak: Int) {
        var plan = Plan.blank
        let service = plan.service("pool", tasks: 3) { $0.startUp = Draw(.constant(1000), stream: "start") }
        let worker = plan.handler("worker", [plan.wait(10)], on: .service(service))
        let queue = plan.channel("queue", SubscriptionPlan(
            name: "queue", target: .handler(worker),
            consumption: .poll(PollPlan(pollers: .perTask(2), visibility: .seconds(18)))))
        plan.publish(Array(repeating: 0, count: 12), to: queue)
        if isOneLost { plan.incident(.lose(service: service, share: 0.34), from: 5) }
        let observation = plan.observe(100)
        let seen = observation.subscription("queue")
        #expect(seen.processed == 12)
        #expect(seen.busy.peak == peak)
        // The two that were lost at 5 s are visible again at 18 s; four at once: 4 + 4 until 20 s, 4 more until 30 s.
        #expect(seen.ages.maximum == ns(seconds))
        #expect(seen.failedDeliveries == (isOneLost ? 2 : 0))
    }

    @Test func aDelayComesFirst() {
        let plan = queue([0, 1], .steady(1, visibility: 30), { [$0.wait(1)] }, configure: { $0.delay = .seconds(15) })
        let seen = plan.observe(100).subscription("queue")
        #expect(seen.waits.minimum == ns(15) && seen.waits.maximum == ns(15))
    }

    /// Kept for 100 s and looked after once a minute: 0 s and 20 s are gone at 120 s, 50 s at 180 s.
    @Test func whatIsTooOldIsLost() {
        var plan = Plan.blank
        let grave = plan.grave()
        plan.channels[grave].retention = .seconds(100)
        plan.publish([0, 20, 50], to: grave)
        #expect(plan.observe(119).subscription("grave 0").lost == 0)
        #expect(plan.observe(121).subscription("grave 0").lost == 2)
        #expect(plan.observe(181).subscription("grave 0").lost == 3)
    }

    /// At most three messages out at once, whatever the pollers and the batches would take.
    @Test func messagesInFlightAreLimited() {
        var poll = PollPlan.steady(10, visibility: 100)
        poll.inFlightLimit = 3
        let plan = queue(Array(repeating: 0, count: 6), poll, { [$0.wait(1)] }, configure: {
            $0.batch = BatchPlan(size: 2)
        })
        let seen = plan.observe(100).subscription("queue")
        // The first message goes alone, then one more alone … three at once.
        #expect(seen.processed == 6 && seen.ages.maximum == ns(2))
    }

    /// 100,000 messages that take no time, once there is somebody to read them: a loop, not 100,000 nested calls.
    @Test func aLongQueueIsNoDeepStack() {
        var plan = Plan.blank
        let service = plan.service("late", tasks: 0) {
            $0.schedule = [ScheduledBounds(
                time: SimulationTime(seconds: 10), bounds: TaskBounds(minimum: 1, maximum: 1))]
        }
        let worker = plan.handler("worker", [], on: .service(service))
        let queue = plan.channel("queue", SubscriptionPlan(
            name: "queue", target: .handler(worker),
            consumption: .poll(PollPlan(pollers: .perTask(1), visibility: .seconds(30)))))
        plan.publish(Array(repeating: 0, count: 100_000), to: queue)
        let seen = plan.observe(20).subscription("queue")
        #expect(seen.processed == 100_000 && seen.ages.minimum == ns(10) && seen.ages.maximum == ns(10))
    }

    /// A backlog that grows for ever ends the run, and the channel is named.
    @Test func aBacklogReachesItsCap() {
        var plan = queue(Array(repeating: 0, count: 2_000), .steady(1, visibility: 30), { [$0.wait(100)] })
        plan.caps.messages = 1_000
        #expect(plan.observe(10).stop == .backlogCap(channel: "queue", 1_000))
    }
}
