// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Ordered delivery: shards, message groups, change streams.
@Suite struct StreamTests {
    /// A stream read in `lanes`, with a dead-letter channel whose handler takes no time, and records at `times`.
    private func stream(_ times: [Double], _ lanes: LanePlan, batch: BatchPlan = BatchPlan(),
                        _ steps: (inout Plan) -> [Instruction],
                        configure: (inout ChannelPlan) -> Void = { _ in }) -> Plan {
        var plan = Plan.blank
        let grave = plan.grave()
        let worker = plan.handler("worker", steps(&plan))
        let mourner = plan.handler("mourner", [])
        plan.channels[grave].subscriptions[0].target = .handler(mourner)
        var subscription = SubscriptionPlan(name: "stream", target: .handler(worker), consumption: .lanes(lanes))
        subscription.deadLetter = grave
        subscription.batch = batch
        let stream = plan.channel("stream", subscription, configure: configure)
        plan.publish(times, to: stream)
        return plan
    }

    private func lanes(_ count: Int = 1, attempts: Int? = nil, rest: Double = 1, bisects: Bool = false) -> LanePlan {
        LanePlan(lanes: count, attempts: attempts, retryBase: .seconds(rest), bisects: bisects)
    }

    /// One after the other within a lane: ten records of a second each end at 1 s, 2 s … 10 s.
    @Test func aLaneHasOneDeliveryAtATime() {
        let seen = stream(Array(repeating: 0, count: 10), lanes()) { [$0.wait(1)] }.observe(20).subscription("stream")
        #expect(seen.busy.peak == 1)
        #expect(seen.ages.sum == UInt128(ns(55)) && seen.ages.maximum == ns(10))
    }

    /// Equal keys share a lane, however many lanes there are.
    @Test func aKeyStaysInItsLane() {
        let plan = stream(Array(repeating: 0, count: 10), lanes(8)) { [$0.wait(1)] } configure: {
            $0.key = KeyPlan(exponent: 0, count: 1, stream: "key")
        }
        #expect(plan.observe(20).subscription("stream").ages.maximum == ns(10))
    }

    /// 1,000 lanes of which two may work at once: 100 records in lanes of their own, all but surely, take 50 s.
    @Test func lanesAtOnceAreLimited() {
        var plan = lanes(1_000_000)
        plan.atOnce = 2
        let seen = stream(Array(repeating: 0, count: 100), plan) { [$0.wait(1)] }.observe(100).subscription("stream")
        #expect(seen.busy.peak == 2 && seen.processed == 100 && seen.ages.maximum == ns(50))
    }

    /// The first record fails at 0 s, 1 s and 3 s and is given up; what has come meanwhile waits for that.
    @Test func aPoisonRecordStallsItsLane() {
        var plan = stream([0, 0.5, 1, 5], lanes(attempts: 3)) { _ in [] }
        plan.incident(.poison(channel: 1), from: 0)
        let observation = plan.observe(20)
        let seen = observation.subscription("stream")
        #expect(seen.failedDeliveries == 3 && seen.deadLettered == 1 && seen.processed == 3)
        #expect(seen.ages.sum == UInt128(ns(2.5 + 2 + 0)))
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(3))
    }

    /// ⌈log₂ n⌉ halvings isolate a record that stands first; then one attempt more gives it up. All others are
    /// processed, and the next batch is a whole one again.
    @Test(arguments: [(8, 3), (100, 7), (10, 4), (1, 0)])
    func bisectionIsolatesWhatFails(size: Int, halvings: UInt64) {
        let times = Array(repeating: 0.0, count: size) + Array(repeating: 100.0, count: size)
        let batch = BatchPlan(size: size, window: .seconds(1))
        var plan = stream(times, lanes(attempts: 1, rest: 0, bisects: true), batch: batch) { _ in [] }
        plan.incident(.poison(channel: 1), from: 0)
        let observation = plan.observe(200)
        let seen = observation.subscription("stream")
        #expect(seen.failedDeliveries == halvings + 1)
        #expect(seen.deadLettered == 1 && seen.processed == UInt64(2 * size - 1))
        // Each halving leaves one other half to do; then comes the second batch.
        #expect(seen.deliveries == (halvings + 1) + halvings + 1)
        #expect(observation.subscription("grave 0").arrived == 1)
    }

    /// A batch that fails once as a whole is done in two halves; the next one is whole.
    @Test func bisectionEndsWithItsBatch() {
        let times = Array(repeating: 0.0, count: 8) + Array(repeating: 100.0, count: 8)
        var plan = stream(times, lanes(bisects: true), batch: BatchPlan(size: 8, window: .seconds(1))) { plan in
            let backend = plan.backend("table")
            plan.incident(.fail(backend: backend, share: 1, stream: "fail"), from: 0, until: 0.5)
            return [plan.call(.backend(backend))]
        }
        plan.bucketWidth = .seconds(10)
        let seen = plan.observe(200).subscription("stream")
        #expect(seen.failedDeliveries == 1 && seen.processed == 16)
        #expect(seen.deliveries == 1 + 2 + 1)
    }

    /// Reports name the first record that failed: those before it are done, those after it come again.
    @Test func reportsMoveTheLaneForward() {
        var plan = stream([0, 0, 1, 1], lanes(attempts: 2), batch: BatchPlan(size: 4, window: .seconds(5))) {
            [$0.wait(0.1)]
        }
        plan.channels[1].subscriptions[0].reportsFailures = true
        plan.incident(.poison(channel: 1), from: 0.5)
        let seen = plan.observe(100).subscription("stream")
        #expect(seen.failedDeliveries == 0 && seen.processed == 2)
        // The poison record and the one after it, tried twice, are given up together; that one was done in vain.
        #expect(seen.deadLettered == 2 && seen.receives == 4 + 2)
        #expect(seen.duplicates == 1)
    }

    /// Refused at 0, 1, 3, 7, 15, 31 and 63 s with one attempt allowed; free from 100 s on: done at 123 s.
    @Test func refusalsUseNoAttempts() {
        var plan = stream([0], lanes(attempts: 1)) { _ in [] }
        plan.incident(.limit(function: 0, concurrency: 0), from: 0, until: 100)
        let seen = plan.observe(200).subscription("stream")
        #expect(seen.refusedDeliveries == 7 && seen.deadLettered == 0)
        #expect(seen.ages.maximum == ns(123))
    }

    /// Failures at 0, 1, 3 and 7 s; at 15 s the record is older than ten seconds.
    @Test func whatIsTooOldIsGivenUp() {
        var plan = stream([0], LanePlan(lanes: 1, maximumAge: .seconds(10))) { _ in [.raise(error: 0)] }
        plan.bucketWidth = .seconds(10)
        let observation = plan.observe(100)
        #expect(observation.subscription("stream").failedDeliveries == 4)
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(15))
    }

    /// The first record fails at 0, 25 and 50 s and outlives its channel at 60 s. The second one, of 61 s, has all its
    /// four attempts: 75, 100, 125 and 150 s.
    @Test func retentionEndsAStall() {
        var lane = LanePlan(lanes: 1, attempts: 4, retryBase: .seconds(25), retryCap: .seconds(25))
        lane.atOnce = 1
        let plan = stream([0, 61], lane) { _ in [.raise(error: 0)] } configure: { $0.retention = .seconds(60) }
        let observation = plan.observe(400)
        let seen = observation.subscription("stream")
        #expect(seen.lost == 1 && seen.deadLettered == 1 && seen.receives == 3 + 4)
        #expect(observation.subscription("grave 0").endToEnd.maximum == ns(89))
    }

    /// A record that comes while a batch is tried again does not join it: it has its own attempts.
    @Test func aBatchIsTriedAgainAsItWas() {
        let plan = stream([0, 0, 1.5, 3.5], lanes(attempts: 3), batch: BatchPlan(size: 10)) { _ in [.raise(error: 0)] }
        let observation = plan.observe(100)
        let seen = observation.subscription("stream")
        // One at 0, 1 and 3 s, the two that have gathered at 3, 4 and 6 s, the last one at 6, 7 and 9 s.
        #expect(seen.deadLettered == 4 && seen.receives == 12 && seen.deliveries == 9)
        #expect(observation.subscription("grave 0").endToEnd.sum == UInt128(ns(3 + 6 + 4.5 + 5.5)))
    }

    /// A poison record rests its lane while 100,000 records gather that take no time: a loop, not a deep stack.
    @Test func aLongLaneIsNoDeepStack() {
        var plan = stream(Array(repeating: 0, count: 100_000), lanes(attempts: 2, rest: 10)) { _ in [] }
        plan.incident(.poison(channel: 1), from: 0)
        let seen = plan.observe(20).subscription("stream")
        #expect(seen.processed == 99_999 && seen.deadLettered == 1)
    }
}
