// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Pollers: they take batches from a queue, as many at once as there are pollers.
extension ApplicationModel {
    mutating func poll(_ subscription: Int, _ scheduler: inout Clock) {
        // A handler that takes no time is done within this very call: then the outer loop goes on, so that a long
        // queue does not become a deep stack.
        guard case .handler = subscriptions[subscription].plan.target,
              case .poll(let poll) = subscriptions[subscription].plan.consumption,
              !subscriptions[subscription].isServing else { return }
        subscriptions[subscription].isServing = true
        defer { subscriptions[subscription].isServing = false }
        while !subscriptions[subscription].ready.isEmpty, stop == nil {
            guard subscriptions[subscription].busy.value < pollers(of: subscription, poll),
                  subscriptions[subscription].inFlight < poll.inFlightLimit ?? .max else {
                subscriptions[subscription].wasSaturated = true
                return
            }
            if waitsForMore(subscription, &scheduler) { return }
            let delivery = makeDelivery(subscription)
            take(into: delivery, subscription, poll, &scheduler)
            if batches[delivery].isEmpty { dismiss(delivery) } else { deliver(delivery, &scheduler) }
        }
    }

    private mutating func pollers(of subscription: Int, _ poll: PollPlan) -> Int {
        guard case .perTask(let each) = poll.pollers,
              case .handler(let handler) = subscriptions[subscription].plan.target,
              case .service(let service) = plan.handlers[handler].fleet else {
            return subscriptions[subscription].pollers
        }
        return services[service].healthy.count * each
    }

    /// Whether a batch that is not full should wait for its window to end; the timer for it is set.
    private mutating func waitsForMore(_ subscription: Int, _ scheduler: inout Clock) -> Bool {
        let batch = subscriptions[subscription].plan.batch
        guard batch.window > .zero, subscriptions[subscription].ready.count < batch.size,
              let first = subscriptions[subscription].ready.first else { return false }
        let end = messages[Int(first.message)].available + batch.window
        guard end > scheduler.now else { return false }
        if !subscriptions[subscription].windowIsSet {
            subscriptions[subscription].windowIsSet = true
            scheduler.schedule(ModelEvent(.batchWindow, id: subscription), at: end, as: .expiry)
        }
        return true
    }

    mutating func batchWindowEnds(_ subscription: Int, _ scheduler: inout Clock) {
        subscriptions[subscription].windowIsSet = false
        poll(subscription, &scheduler)
    }

    private mutating func take(into delivery: Int, _ subscription: Int, _ poll: PollPlan, _ scheduler: inout Clock) {
        let batch = subscriptions[subscription].plan.batch
        var bytes: UInt64 = 0
        while batches[delivery].count < batch.size, subscriptions[subscription].inFlight < poll.inFlightLimit ?? .max,
              let next = subscriptions[subscription].ready.first {
            let slot = Int(next.message)
            guard messages[slot].receipt == next.receipt, messages[slot].state == .ready else {
                subscriptions[subscription].ready.removeFirst()
                continue
            }
            bytes &+= messages[slot].letter.bytes
            if bytes > batch.bytes, !batches[delivery].isEmpty { return }
            subscriptions[subscription].ready.removeFirst()
            if let maximum = poll.maximumReceives, Int(messages[slot].receives) >= maximum {
                bury(slot, &scheduler)
                continue
            }
            receive(slot, into: delivery)
            subscriptions[subscription].inFlight += 1
            if let timer = subscriptions[subscription].visibility?.add(
                id: slot, generation: messages[slot].receipt, now: scheduler.now) {
                scheduler.schedule(ModelEvent(.visibility, id: subscription), at: timer, as: .expiry)
            }
        }
    }

    mutating func settlePolled(_ delivery: Int, _ subscription: Int, _ failure: Failure?,
                               _ scheduler: inout Clock) {
        guard case .poll(let poll) = subscriptions[subscription].plan.consumption else { return }
        if failure != nil { subscriptions[subscription].hadFailure = true }
        if failure == nil { delete(delivery, subscription, &scheduler) }
        dismiss(delivery)
        if let failure, failure.outcome == .throttled {
            // The messages stay invisible; the poller rests, as if it were still busy.
            scheduler.schedule(
                ModelEvent(.pollerRested, id: subscription), after: poll.throttlePause, as: .expiry)
            return
        }
        subscriptions[subscription].busy.add(-1, at: scheduler.now)
        self.poll(subscription, &scheduler)
    }

    mutating func pollerRested(_ subscription: Int, _ scheduler: inout Clock) {
        subscriptions[subscription].busy.add(-1, at: scheduler.now)
        poll(subscription, &scheduler)
    }

    /// Deletes what was processed: with the newest receipt even a message that is visible again. One that has been
    /// received anew in the meantime will be processed again; for one that is gone, this was the second time.
    private mutating func delete(_ delivery: Int, _ subscription: Int, _ scheduler: inout Clock) {
        var deleted = 0
        for ticket in batches[delivery] where !ticket.hasFailed {
            let slot = Int(ticket.message)
            if messages[slot].receipt == ticket.receipt {
                if messages[slot].state == .inFlight { subscriptions[subscription].inFlight -= 1 }
                deleted += 1
                complete(slot, &scheduler)
                continue
            }
            subscriptions[subscription].seen.overdue &+= 1
            if messages[slot].letter.identity == ticket.identity, messages[slot].state != .free,
               Int(messages[slot].subscription) == subscription {
                noteDone(slot)
            } else {
                subscriptions[subscription].seen.duplicates &+= 1
            }
        }
        subscriptions[subscription].seen.deleteCalls &+= UInt64((deleted + 9) / 10)
    }

    mutating func visibilityEnds(_ subscription: Int, _ scheduler: inout Clock) {
        while let due = subscriptions[subscription].visibility?.popDue(at: scheduler.now) {
            let slot = Int(due.id)
            guard messages[slot].receipt == due.generation, messages[slot].state == .inFlight else { continue }
            subscriptions[subscription].inFlight -= 1
            subscriptions[subscription].seen.reappeared &+= 1
            messages[slot].available = scheduler.now
            makeReady(slot, subscription)
        }
        if let timer = subscriptions[subscription].visibility?.nextTimer(among: messages) {
            scheduler.schedule(ModelEvent(.visibility, id: subscription), at: timer, as: .expiry)
        }
        poll(subscription, &scheduler)
    }

    /// Every second: more pollers, at so many a minute, while all are busy and nothing fails. Every minute: fewer when
    /// deliveries failed or nobody needs them, never below what is busy.
    mutating func pollerTick(_ subscription: Int, _ scheduler: inout Clock) {
        guard case .poll(let poll) = subscriptions[subscription].plan.consumption,
              case .scaled(let initial, let perMinute, let maximum, let shrinks) = poll.pollers else { return }
        let pollers = subscriptions[subscription].pollers, busy = subscriptions[subscription].busy.value
        let seconds = subscriptions[subscription].pollerSeconds + 1
        subscriptions[subscription].pollerSeconds = seconds
        let hasFailed = shrinks && subscriptions[subscription].hadFailure
        if seconds % 60 == 0, hasFailed {
            subscriptions[subscription].pollers = max(initial, pollers / 2)
            subscriptions[subscription].hadFailure = false
        } else if subscriptions[subscription].wasSaturated, !hasFailed {
            let growth = perMinute * seconds / 60 - perMinute * (seconds - 1) / 60
            subscriptions[subscription].pollers = min(maximum, pollers + growth)
        } else if seconds % 60 == 0, busy < pollers / 2 {
            subscriptions[subscription].pollers = max(initial, 2 * busy, pollers - perMinute)
        }
        subscriptions[subscription].wasSaturated = false
        scheduler.schedule(ModelEvent(.pollerTick, id: subscription), after: .seconds(1), as: .expiry)
        self.poll(subscription, &scheduler)
    }
}
