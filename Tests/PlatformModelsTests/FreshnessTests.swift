// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing

@testable import PlatformModels

/// Reads of what a projection makes, and messages that overtake others of their key.
@Suite struct FreshnessTests {
    /// A message of the only key every ten seconds from 0 s, which takes `lag` to project; a read each second at half
    /// past, of a view that the projection writes.
    private func projection(lag: Double, keys: Int = 1) -> BackendObservation {
        var plan = Plan.blank
        let view = plan.backend("view")
        let write = plan.call(.backend(view), 0, operation: .write(transactional: false))
        let project = plan.handler("project", [plan.wait(lag), write])
        var subscription = SubscriptionPlan(
            name: "events", target: .handler(project), consumption: .lanes(LanePlan(lanes: 1_000)))
        subscription.projects = view
        let events = plan.channel("events", subscription) { $0.key = KeyPlan(exponent: 0, count: keys, stream: "keys") }
        plan.publish((0..<100).map { Double($0) * 10 }, to: events)
        let read = plan.call(.backend(view), 0, operation: .read(.eventual))
        plan.source(.deterministic(interval: 1, first: 0.5), to: plan.handler("query", [read]))
        return plan.observe(1_000).backends[0]
    }

    /// While an event is on its way, three of ten seconds, what is read is stale: the reads at 0.5 s, 1.5 s and 2.5 s.
    @Test func aReadBehindTheProjectionIsStale() {
        let seen = projection(lag: 3)
        #expect(seen.projectedReads == 1_000 && seen.staleReads == 300)
    }

    @Test func aReadOfAnotherKeyIsNot() {
        // One of a thousand keys is on its way three tenths of the time.
        let seen = projection(lag: 3, keys: 1_000)
        #expect(seen.staleReads <= 5 && seen.projectedReads == 1_000)
    }

    @Test func aProjectionWithoutLagIsFresh() { #expect(projection(lag: 0).staleReads == 0) }

    /// A message whose delivery is refused comes again when its visibility ends, after a later one has been processed.
    /// Within a lane nothing overtakes.
    @Test(arguments: [false, true])
    func aQueueLosesOrderAndALaneDoesNot(isOrdered: Bool) {
        var plan = Plan.blank
        let worker = plan.handler("worker", [plan.wait(1)]) { $0.reserved = 1 }
        let consumption: Consumption = isOrdered
            ? .lanes(LanePlan(lanes: 1)) : .poll(.steady(2, visibility: 30))
        let queue = plan.channel("queue", SubscriptionPlan(
            name: "queue", target: .handler(worker), consumption: consumption)) {
            $0.key = KeyPlan(exponent: 0, count: 1, stream: "keys")
        }
        // The second finds the function busy and waits until it is visible again, at 30.2 s; the third, of 15 s, is
        // done before.
        plan.publish([0, 0.2, 15], to: queue)
        let seen = plan.observe(100).subscription("queue")
        #expect(seen.processed == 3 && seen.outOfOrder == (isOrdered ? 0 : 1))
    }
}
