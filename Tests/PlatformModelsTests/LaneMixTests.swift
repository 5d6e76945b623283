// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Testing

@testable import PlatformModels

/// Batches of an ordered queue that hold several message groups.
@Suite struct LaneMixTests {
    /// Messages at `times`, each of a group of its own all but surely, of which one batch may be worked on at once.
    private func queue(_ times: [Double], mixes: Bool, batch: Int = 10, keys: Int? = nil,
                       _ steps: (inout Plan) -> [Instruction]) -> Plan {
        var plan = Plan.blank
        let worker = plan.handler("worker", steps(&plan))
        var lanes = LanePlan(lanes: 1_000_000, retryBase: .seconds(1), retryCap: .seconds(1))
        lanes.atOnce = 1
        lanes.mixesLanes = mixes
        var subscription = SubscriptionPlan(name: "queue", target: .handler(worker), consumption: .lanes(lanes))
        subscription.batch = BatchPlan(size: batch)
        let queue = plan.channel("queue", subscription) {
            $0.key = keys.map { KeyPlan(exponent: 0, count: $0, stream: "key") }
        }
        plan.publish(times, to: queue)
        return plan
    }

    /// The first message is worked on alone; the other twenty, of groups of their own, make two batches of ten, and
    /// twenty where a batch holds one group.
    @Test(arguments: [(true, 3 as UInt64), (false, 21)])
    func aBatchTakesGroupsThatWait(mixes: Bool, deliveries: UInt64) {
        let seen = queue(Array(repeating: 0, count: 21), mixes: mixes) { [$0.wait(1)] }.observe(100)
            .subscription("queue")
        #expect(seen.deliveries == deliveries && seen.processed == 21)
        #expect(seen.busy.peak == 1)
    }

    /// A group keeps its order: all of one key are done one after the other, whatever stands beside them.
    @Test func orderIsKeptWithinAGroup() {
        let seen = queue(Array(repeating: 0, count: 12), mixes: true, keys: 1) { [$0.wait(1)] }.observe(100)
            .subscription("queue")
        // The first alone, done at 1 s; the next ten one after the other, done with their batch at 11 s; the last
        // at 12 s.
        #expect(seen.deliveries == 3 && seen.ages.sum == UInt128(ns(1 + 10 * 11 + 12)))
    }

    /// A batch that fails comes again, every group of it; nothing is lost and nothing comes too often.
    @Test func aFailedBatchComesAgain() {
        var plan = queue(Array(repeating: 0, count: 5), mixes: true) { [$0.wait(1)] }
        plan.incident(.poison(channel: 0), from: 0)
        plan.channels[0].subscriptions[0].consumption = {
            var lanes = LanePlan(lanes: 1_000_000, attempts: 3, retryBase: .seconds(1), retryCap: .seconds(1))
            lanes.atOnce = 1
            lanes.mixesLanes = true
            return .lanes(lanes)
        }()
        let seen = plan.observe(1_000).subscription("queue")
        #expect(seen.processed + seen.lost == 5 && seen.lost >= 1 && seen.backlogAtEnd == 0)
    }
}
