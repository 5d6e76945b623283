// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Push: each message goes out when it comes, and again after a delay when it fails.
extension ApplicationModel {
    mutating func push(_ subscription: Int, _ scheduler: inout Clock) {
        // As pollers do, it comes back to its own loop.
        guard case .handler = subscriptions[subscription].plan.target,
              case .push(let push) = subscriptions[subscription].plan.consumption,
              !subscriptions[subscription].isServing else { return }
        subscriptions[subscription].isServing = true
        defer { subscriptions[subscription].isServing = false }
        while subscriptions[subscription].busy.value < push.atOnce ?? .max,
              let next = subscriptions[subscription].ready.popFirst() {
            let slot = Int(next.message)
            guard messages[slot].receipt == next.receipt, messages[slot].state == .ready else { continue }
            let delivery = makeDelivery(subscription)
            receive(slot, into: delivery)
            deliver(delivery, &scheduler)
        }
    }

    mutating func settlePushed(_ delivery: Int, _ subscription: Int, _ failure: Failure?,
                               _ scheduler: inout Clock) {
        subscriptions[subscription].busy.add(-1, at: scheduler.now)
        for ticket in batches[delivery] {
            let slot = Int(ticket.message)
            if let failure = failure ?? (ticket.hasFailed ? Failure(.failed) : nil) {
                pushAgain(slot, subscription, failure, &scheduler)
            } else {
                complete(slot, &scheduler)
            }
        }
        dismiss(delivery)
        if !subscriptions[subscription].ready.isEmpty { push(subscription, &scheduler) }
    }

    private mutating func pushAgain(_ slot: Int, _ subscription: Int, _ failure: Failure,
                                    _ scheduler: inout Clock) {
        guard case .push(let push) = subscriptions[subscription].plan.consumption else { return }
        guard let delay = push.delay(
            after: failure.outcome, failures: Int(messages[slot].receives - messages[slot].refusals),
            refusals: Int(messages[slot].refusals)) else { return bury(slot, &scheduler) }
        let next = scheduler.now + delay
        if let maximum = push.maximumAge, next > messages[slot].published + maximum {
            return bury(slot, &scheduler)
        }
        messages[slot].state = .delayed
        scheduler.schedule(ModelEvent(.messageReady, id: slot, tag: messages[slot].receipt), at: next, as: .arrival)
    }
}

extension PushPlan {
    /// The delay before the next attempt, or nil when failures have used up their attempts.
    func delay(after outcome: Outcome, failures: Int, refusals: Int) -> SimulationDuration? {
        if outcome == .throttled {
            let delay = throttleBase.seconds * Double(1 << min(max(refusals - 1, 0), 30))
            // Refusals have no end of their own: without any delay they would stop the clock.
            return max(min(throttleCap, .seconds(delay)), .seconds(0.001))
        }
        guard failures >= 1, failures <= failureDelays.count else { return nil }
        return failureDelays[failures - 1]
    }
}
