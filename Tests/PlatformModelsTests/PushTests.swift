// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Topics, buses, asynchronous invocation: messages that are pushed, filtered, doubled, forwarded.
@Suite struct PushTests {
    private let twoRetries = PushPlan(failureDelays: [.seconds(60), .seconds(120)])

    /// A topic that pushes to a worker, with a dead-letter channel whose handler takes no time.
    private func topic(_ times: [Double], _ push: PushPlan, _ steps: (inout Plan) -> [Instruction],
                       configure: (inout ChannelPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.blank
        let grave = plan.grave()
        let worker = plan.handler("worker", steps(&plan))
        let mourner = plan.handler("mourner", [])
        plan.channels[grave].subscriptions[0].target = .handler(mourner)
        var subscription = SubscriptionPlan(name: "topic", target: .handler(worker), consumption: .push(push))
        subscription.deadLetter = grave
        let topic = plan.channel("topic", subscription, configure: configure)
        plan.publish(times, to: topic)
        return plan
    }

    /// Failures at 0 s, 60 s and 180 s.
    @Test func failuresAreTriedTwiceMore() {
        let observation = topic([0], twoRetries) { _ in [.raise(error: 0)] }.observe(1000)
        let seen = observation.subscription("topic")
        #expect(seen.failedDeliveries == 3 && seen.deadLettered == 1 && seen.deadUnprocessed == 0)
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(180))
    }

    /// Refused at 0, 1, 3 and 7 s; the next attempt, at 15 s, would be later than ten seconds.
    @Test func refusalsAreTriedUntilTheMessageIsTooOld() {
        var push = twoRetries
        push.maximumAge = .seconds(10)
        var plan = topic([0], push) { _ in [] }
        plan.functions[0].reserved = 0
        let observation = plan.observe(1000)
        let seen = observation.subscription("topic")
        #expect(seen.refusedDeliveries == 4 && seen.failedDeliveries == 0)
        #expect(seen.deadLettered == 1 && seen.deadUnprocessed == 1)
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(7))
    }

    /// Refused at 0 s, 1 s and 3 s, then it fails at 7 s, 67 s and 187 s: refusals have used up no attempt.
    @Test func refusalsUseNoAttempts() {
        var plan = topic([0], twoRetries) { _ in [.raise(error: 0)] }
        plan.incident(.limit(function: 0, concurrency: 0), from: 0, until: 5)
        let observation = plan.observe(1000)
        #expect(observation.subscription("topic").refusedDeliveries == 3)
        #expect(observation.subscription("topic").failedDeliveries == 3)
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(187))
    }

    @Test func theDelaysOfAPlan() {
        let push = PushPlan(
            failureDelays: [.seconds(60), .seconds(120)], throttleBase: .seconds(1), throttleCap: .seconds(300))
        #expect(push.delay(after: .failed, failures: 1, refusals: 0) == .seconds(60))
        #expect(push.delay(after: .timedOut, failures: 2, refusals: 5) == .seconds(120), "refusals do not count")
        #expect(push.delay(after: .failed, failures: 3, refusals: 0) == nil, "two retries")
        let doubling = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map { SimulationDuration.seconds($0) }
        #expect((1...11).map { push.delay(after: .throttled, failures: 0, refusals: $0) } == doubling)
        #expect(push.delay(after: .throttled, failures: 0, refusals: 100_000) == .seconds(300), "no overflow")
    }

    /// Two deliveries at once of a second each.
    @Test func deliveriesAtOnceAreLimited() {
        var push = twoRetries
        push.atOnce = 2
        let seen = topic(Array(repeating: 0, count: 10), push) { [$0.wait(1)] }.observe(20).subscription("topic")
        #expect(seen.busy.peak == 2 && seen.ages.maximum == ns(5))
    }

    /// Each subscription's filter passes its own share.
    @Test func filtersPassTheirShare() {
        var plan = Plan.blank
        let worker = plan.handler("worker", [])
        let shares = [0.3, 0.5, 1]
        var subscriptions = shares.map {
            SubscriptionPlan(name: "share \($0)", target: .handler(worker), consumption: .push(twoRetries))
        }
        for index in shares.indices { subscriptions[index].filterShare = shares[index] }
        let topic = plan.channel("topic", subscriptions[0], subscriptions[1], subscriptions[2])
        plan.publish((0..<10_000).map(Double.init), to: topic)
        let seen = plan.observe(20_000).subscriptions
        #expect(seen.map { $0.arrived + $0.filtered } == [10_000, 10_000, 10_000])
        #expect(binomialZ(seen[0].processed, of: 10_000, share: 0.3) < 5)
        #expect(binomialZ(seen[1].processed, of: 10_000, share: 0.5) < 5)
        #expect(seen[2].processed == 10_000)
    }

    /// One message in ten comes twice, and is worked on twice unless its key is remembered.
    @Test(arguments: [false, true])
    func someMessagesComeTwice(isSuppressed: Bool) {
        var plan = topic((0..<10_000).map(Double.init), twoRetries) {
            (isSuppressed ? [.suppress(0)] : []) + [$0.wait(0.1)]
        } configure: { $0.duplicateShare = 0.1 }
        plan.program.suppressions = [SuppressionPlan(window: .seconds(3600))]
        let observation = plan.observe(20_000)
        let seen = observation.subscription("topic")
        let extra = seen.arrived - 10_000
        #expect(binomialZ(extra, of: 10_000, share: 0.1) < 5)
        #expect(seen.processed == seen.arrived && seen.duplicates == extra)
        #expect(observation.suppressed[0] == (isSuppressed ? extra : 0))
        let worked = isSuppressed ? 10_000 : seen.arrived
        #expect(observation.functions[0].durations.sum == UInt128(worked) * UInt128(ns(0.1)))
    }

    /// What fails after its key was noted is done when it is tried again: nothing is lost to the memory.
    @Test func workThatFailedIsNotSuppressed() {
        var plan = topic([0, 1], twoRetries) { plan in
            let backend = plan.backend("table")
            plan.incident(.fail(backend: backend, share: 1, stream: "fail"), from: 0, until: 30)
            return [.suppress(0), plan.call(.backend(backend))]
        }
        plan.program.suppressions = [SuppressionPlan(window: .seconds(3600))]
        let observation = plan.observe(1000)
        #expect(observation.subscription("topic").processed == 2)
        #expect(observation.suppressed == [0])
        #expect(observation.backends[0].calls == 4)
    }

    /// The same when the function is stopped by its timeout, and in a branch.
    @Test func workThatWasStoppedIsNotSuppressed() {
        var plan = topic([0], twoRetries) { plan in
            let backend = plan.backend("table")
            plan.incident(.slow(backend: backend, factor: 100), from: 0, until: 30)
            let branch = plan.code([.suppress(0), plan.call(.backend(backend), 1), .join])
            plan.program.forks = [ForkPlan(branches: [branch])]
            return [.fork(0)]
        }
        plan.functions[0].timeout = .seconds(10)
        plan.program.suppressions = [SuppressionPlan(window: .seconds(3600))]
        let observation = plan.observe(1000)
        #expect(observation.functions[0].timeouts == 1)
        #expect(observation.suppressed == [0])
        // Stopped at 10 s, tried again at 70 s.
        #expect(observation.subscription("topic").ages.maximum == ns(71))
    }

    /// A suppressed item ends its branch, not the handler.
    @Test func aSuppressedBranchIsDone() {
        var plan = topic([0], twoRetries) { plan in
            let branch = plan.code([.suppress(0), plan.wait(1), .join])
            plan.program.forks = [ForkPlan(branches: [branch, branch])]
            return [.fork(0), plan.wait(2)]
        }
        plan.program.suppressions = [SuppressionPlan(window: .seconds(3600))]
        let observation = plan.observe(100)
        #expect(observation.suppressed == [1])
        #expect(observation.subscription("topic").ages.maximum == ns(3))
    }

    /// Topic to queue, 0.1 s and 0.2 s on the way; the age that counts for the user begins with the request.
    @Test func topicsForwardToQueues() {
        var plan = Plan.blank
        let worker = plan.handler("worker", [plan.wait(1)])
        let queue = plan.channel("queue", SubscriptionPlan(
            name: "queue", target: .handler(worker), consumption: .poll(.steady(5, visibility: 30))))
        var onward = SubscriptionPlan(name: "topic", target: .channel(queue), consumption: .push(twoRetries))
        onward.latency = Draw(.constant(0.1), stream: "onward")
        plan.channels[queue].subscriptions[0].latency = Draw(.constant(0.2), stream: "queue")
        let topic = plan.channel("topic", onward)
        let publisher = plan.handler("publisher", [plan.wait(0.5), plan.call(.channel(topic), 0.05)])
        plan.source(.times([0], period: nil), to: publisher)
        let observation = plan.observe(10)
        #expect(observation.subscription("topic").forwarded == 1)
        #expect(observation.subscription("queue").ages.maximum == ns(1.2))
        #expect(observation.subscription("queue").endToEnd.maximum == ns(0.55 + 0.1 + 1.2))
        #expect(observation.channels[topic].fed == 0 && observation.channels[queue].fed == 1)
        #expect(observation.flows[0].latency.maximum == ns(0.55))
    }

    /// Writes of a table feed its change stream; reads and failed writes do not.
    @Test func writesFeedTheirStream() {
        var plan = Plan.blank
        let worker = plan.handler("worker", [])
        let stream = plan.channel("changes", SubscriptionPlan(
            name: "changes", target: .handler(worker), consumption: .lanes(LanePlan(lanes: 4))))
        let table = plan.backend("table") { $0.feeds = [stream] }
        plan.incident(.fail(backend: table, share: 1, stream: "fail"), from: 0, until: 10)
        let writer = plan.handler("writer", [
            plan.call(.backend(table), operation: .read(.eventual)) { $0.failureIsIgnored = true },
            plan.call(.backend(table), operation: .write(transactional: false)) {
                $0.bytes = Draw(.constant(700), stream: "bytes")
            },
        ])
        plan.source(.times([5, 15, 25], period: nil), to: writer)
        let observation = plan.observe(30)
        #expect(observation.channels[stream].fed == 2)
        #expect(observation.subscription("changes").processed == 2)
        #expect(observation.subscription("changes").bytes == 2 * 700)
    }

    /// What was processed goes on to a destination of its own.
    @Test func successHasADestination() {
        var plan = topic([0, 1], twoRetries) { [$0.wait(1)] }
        plan.channels[1].subscriptions[0].onSuccess = 0
        let seen = plan.observe(10).subscription("grave 0")
        #expect(seen.processed == 2 && seen.endToEnd.maximum == ns(1))
    }

    /// A channel's limit refuses what is published beyond it; the publisher tries again.
    @Test func publishingIsLimited() {
        var plan = topic([], twoRetries) { _ in [] } configure: {
            $0.ingress = .rate(TokenBucketPlan(rate: 1, burst: 1))
        }
        let step = plan.call(.channel(1)) { $0.retry = .steps(3, base: 1, multiplier: 1) }
        plan.source(.times([0, 0, 0, 0], period: nil), to: plan.handler("publisher", [step]))
        let observation = plan.observe(10)
        // One at 0 s, one at 1 s, one at 2 s, and the fourth has then had its three attempts.
        #expect(observation.channels[1].published == 3 && observation.channels[1].refused == 3 + 2 + 1)
        #expect(observation.flows[1].failed == 1)
    }
}
