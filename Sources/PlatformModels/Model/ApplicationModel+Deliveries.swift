// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Deliveries: a batch of messages on its way through a handler, one message after the other.
extension ApplicationModel {
    mutating func makeDelivery(_ subscription: Int, lane: Int = 0) -> Int {
        let slot = deliveries.take()
        deliveries[slot].subscription = UInt32(truncatingIfNeeded: subscription)
        deliveries[slot].lane = UInt32(truncatingIfNeeded: lane)
        deliveries[slot].cursor = 0
        while batches.count <= slot { batches.append([]) }
        batches[slot].removeAll(keepingCapacity: true)
        return slot
    }

    /// Puts a message into a delivery: it is received once more.
    mutating func receive(_ message: Int, into delivery: Int) {
        if messages[message].receives > 0 {
            subscriptions[Int(deliveries[delivery].subscription)].seen.redelivered &+= 1
        }
        messages[message].receives &+= 1
        messages[message].receipt &+= 1
        messages[message].state = .inFlight
        batches[delivery].append(Ticket(message, messages[message]))
        subscriptions[Int(deliveries[delivery].subscription)].seen.receives &+= 1
    }

    /// Sends a batch to its handler.
    mutating func deliver(_ delivery: Int, _ scheduler: inout Clock) {
        let subscription = Int(deliveries[delivery].subscription), now = scheduler.now
        guard case .handler(let handler) = subscriptions[subscription].plan.target,
              let first = batches[delivery].first else { return dismiss(delivery) }
        subscriptions[subscription].seen.deliveries &+= 1
        subscriptions[subscription].busy.add(1, at: now)
        var bytes: UInt64 = 0
        for ticket in batches[delivery] {
            let message = messages[Int(ticket.message)]
            tracer?.release(Int(ticket.message), ticket.identity, .done, now)
            bytes &+= message.letter.bytes
            let waited = UInt64(bitPattern: (now - message.published).nanoseconds)
            subscriptions[subscription].seen.waits.record(waited)
            subscriptions[subscription].seen.oldest = max(subscriptions[subscription].seen.oldest, waited)
        }
        subscriptions[subscription].countReceived(batches[delivery].count, bytes: bytes)
        dispatch(handler, Caller(
            identity: first.identity, occurrence: first.occurrence,
            index: UInt32(truncatingIfNeeded: delivery), generation: deliveries[delivery].generation,
            kind: .delivery, origin: messages[Int(first.message)].letter.origin), &scheduler)
    }

    mutating func dismiss(_ delivery: Int) {
        deliveries[delivery].generation &+= 1
        deliveries.giveBack(delivery)
    }

    /// The handler is done with a batch, or has failed with it, or was not even begun.
    mutating func settle(_ delivery: Int, _ failure: Failure?, _ scheduler: inout Clock) {
        let subscription = Int(deliveries[delivery].subscription)
        if let failure {
            if failure.outcome == .throttled {
                subscriptions[subscription].seen.refusedDeliveries &+= 1
                for ticket in batches[delivery] where messages[Int(ticket.message)].receipt == ticket.receipt {
                    messages[Int(ticket.message)].refusals &+= 1
                }
            } else {
                subscriptions[subscription].seen.failedDeliveries &+= 1
                noteDoneInVain(delivery)
            }
        }
        switch subscriptions[subscription].plan.consumption {
        case .push: settlePushed(delivery, subscription, failure, &scheduler)
        case .poll: settlePolled(delivery, subscription, failure, &scheduler)
        case .lanes: settleLane(delivery, subscription, failure, &scheduler)
        }
    }

    /// Messages before the one that failed have been worked on; when they come again, that is a duplicate.
    private mutating func noteDoneInVain(_ delivery: Int) {
        for position in 0..<Int(deliveries[delivery].cursor) {
            let ticket = batches[delivery][position]
            if !ticket.hasFailed, messages[Int(ticket.message)].receipt == ticket.receipt {
                noteDone(Int(ticket.message))
            }
        }
    }

    /// A message has been worked on and is still there: whatever work is done on it after the first is a duplicate.
    mutating func noteDone(_ slot: Int) {
        if messages[slot].wasDone { subscriptions[Int(messages[slot].subscription)].seen.duplicates &+= 1 }
        messages[slot].wasDone = true
    }

    /// A message has been processed and will not come again.
    mutating func complete(_ slot: Int, _ scheduler: inout Clock) {
        let message = messages[slot], now = scheduler.now
        let subscription = Int(message.subscription)
        if message.wasDone { subscriptions[subscription].seen.duplicates &+= 1 }
        subscriptions[subscription].seen.processed &+= 1
        if subscriptions[subscription].keys?.isLate(message.key, message.number) == true {
            subscriptions[subscription].seen.outOfOrder &+= 1
        }
        subscriptions[subscription].seen.ages.record(UInt64(bitPattern: (now - message.published).nanoseconds))
        subscriptions[subscription].seen.endToEnd.record(
            UInt64(bitPattern: (now - message.letter.origin).nanoseconds))
        remove(slot, now)
        if let next = subscriptions[subscription].plan.onSuccess { feed(next, message.letter, &scheduler) }
    }
}

/// How fresh the contents of a projection are.
extension ApplicationModel {
    /// A read asks for a key as popular as those of the messages; it is stale while a message of that key waits.
    mutating func noteRead(of backend: Int, _ frame: Int, _ call: Int) {
        guard case .read = calls[call].plan.operation else { return }
        backends[backend].seen.projectedReads &+= 1
        let work = keyedBy(frame)
        for subscription in backends[backend].projections {
            let rank = keyRank(subscriptions[subscription].channel, work)
            guard rank >= 0, subscriptions[subscription].keys?.isPending(rank) == true else { continue }
            return backends[backend].seen.staleReads &+= 1
        }
    }
}

/// Inside the handler.
extension ApplicationModel {
    /// The handler begins with its first message; false when there was nothing that it could process.
    mutating func enterFirstMessage(_ frame: Int, _ index: Int, _ scheduler: inout Clock) -> Bool {
        let delivery = Int(invocations[index].caller.index)
        guard enterMessage(frame, index, delivery, &scheduler) else { return false }
        deliveries[delivery].first = deliveries[delivery].cursor
        return true
    }

    /// One message is done; true when it was the last, and the invocation has ended.
    mutating func finishDelivered(_ frame: Int, of index: Int, _ scheduler: inout Clock) -> Bool {
        let delivery = Int(invocations[index].caller.index)
        deliveries[delivery].cursor &+= 1
        return !enterMessage(frame, index, delivery, &scheduler)
    }

    /// Puts the frame at the next message that can be processed; false when the invocation has ended instead.
    private mutating func enterMessage(_ frame: Int, _ index: Int, _ delivery: Int,
                                       _ scheduler: inout Clock) -> Bool {
        while Int(deliveries[delivery].cursor) < batches[delivery].count {
            let position = Int(deliveries[delivery].cursor)
            let ticket = batches[delivery][position]
            guard ticket.isPoison else {
                frames[frame].identity = ticket.identity
                frames[frame].occurrence = ticket.occurrence
                frames[frame].programCounter = UInt32(
                    truncatingIfNeeded: plan.handlers[Int(invocations[index].handler)].entry)
                return true
            }
            guard subscriptions[Int(deliveries[delivery].subscription)].plan.reportsFailures else {
                finish(index, Failure(.failed), &scheduler)
                return false
            }
            batches[delivery][position].hasFailed = true
            deliveries[delivery].cursor &+= 1
        }
        finish(index, nil, &scheduler)
        return false
    }

    mutating func isFirstMessage(_ index: Int) -> Bool {
        guard invocations[index].caller.kind == .delivery else { return true }
        let delivery = Int(invocations[index].caller.index)
        return deliveries[delivery].cursor == deliveries[delivery].first
    }

    /// The root of an invocation has failed: with it the whole of it, or one message of its batch. Whether it met a
    /// limit or waited in vain is its own affair: to its caller it has failed.
    mutating func fail(message frame: Int, of index: Int, error: UInt16, _ scheduler: inout Clock) {
        let caller = invocations[index].caller
        guard caller.kind == .delivery,
              subscriptions[Int(deliveries[Int(caller.index)].subscription)].plan.reportsFailures else {
            return finish(index, Failure(.failed, error: error), &scheduler)
        }
        forgetUnfinished(frame)
        let delivery = Int(caller.index)
        batches[delivery][Int(deliveries[delivery].cursor)].hasFailed = true
        frames[frame].state = .running
        // By an event: a long batch whose every message fails at once must not become a deep stack.
        if !finishDelivered(frame, of: index, &scheduler) { wake(frame, after: .zero, &scheduler) }
    }
}

extension SubscriptionState {
    /// Queues hand out at most ten messages a call; calls are billed in units of 64 KB, pipes and brokers of 5 KB.
    mutating func countReceived(_ count: Int, bytes received: UInt64) {
        seen.receiveCalls &+= UInt64((count + 9) / 10)
        seen.bytes &+= received
        seen.units64 &+= max(UInt64((count + 9) / 10), (received &+ 65_535) / 65_536)
        seen.units5 &+= max(1, (received &+ 5_119) / 5_120)
    }
}
