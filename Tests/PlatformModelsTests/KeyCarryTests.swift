// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing

@testable import PlatformModels

/// The key of a message is that of what a handler publishes while it works on it.
@Suite struct KeyCarryTests {
    /// Two streams with the same ten keys: the handler of the first works for a second on each message and publishes to
    /// the second, by way of another handler, where each takes 0.9 s. Messages of one key come there a second apart and
    /// never wait; were their keys drawn anew, two in a hundred would meet in a lane at any time.
    @Test func theKeyGoesAlong() {
        var plan = Plan.blank
        func stream(_ name: String, to handler: Int) -> Int {
            plan.channel(name, SubscriptionPlan(
                name: name, target: .handler(handler), consumption: .lanes(LanePlan(lanes: 1_000_000)))) {
                $0.key = KeyPlan(exponent: 0, count: 10, stream: "keys")
            }
        }
        let second = stream("second", to: plan.handler("last", [plan.wait(0.9)]))
        let inner = plan.handler("inner", [plan.call(.channel(second))])
        let first = stream("first", to: plan.handler("first", [plan.wait(1), plan.call(.handler(inner))]))
        plan.publish(Array(repeating: 0, count: 200), to: first)
        let seen = plan.observe(1_000).subscription("second")
        #expect(seen.processed == 200 && seen.ages.maximum == ns(0.9))
    }

    /// What is published for one request, by whatever handler, has one key.
    @Test func twoMessagesOfARequestShareTheirKey() {
        var plan = Plan.blank
        let last = plan.handler("last", [plan.wait(1)])
        let stream = plan.channel("stream", SubscriptionPlan(
            name: "stream", target: .handler(last), consumption: .lanes(LanePlan(lanes: 1_000_000)))) {
            $0.key = KeyPlan(exponent: 0, count: 1_000_000, stream: "keys")
        }
        let direct = plan.call(.channel(stream)), indirect = plan.call(.channel(stream))
        let inner = plan.handler("inner", [indirect])
        plan.source(.times([0], period: nil), to: plan.handler("outer", [direct, plan.call(.handler(inner))]))
        let seen = plan.observe(10).subscription("stream")
        // One lane, one after the other: done at 1 s and 2 s.
        #expect(seen.busy.peak == 1 && seen.ages.maximum == ns(2))
    }
}
