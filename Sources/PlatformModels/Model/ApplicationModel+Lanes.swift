// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Ordered delivery: one batch of a lane at a time, and nothing else of it before that batch is done.
extension ApplicationModel {
    mutating func serve(subscription: Int, lane: Int, _ scheduler: inout Clock) {
        // A batch that takes no time is done within this very call: then the outer loop goes on.
        guard case .handler = subscriptions[subscription].plan.target,
              case .lanes(let lanes) = subscriptions[subscription].plan.consumption,
              !subscriptions[subscription].lanes[lane].isServing else { return }
        subscriptions[subscription].lanes[lane].isServing = true
        while canDeliver(subscription, lane, lanes, &scheduler), stop == nil {
            subscriptions[subscription].lanes[lane].isBusy = true
            deliver(takeBatch(subscription, lane, lanes), &scheduler)
        }
        subscriptions[subscription].lanes[lane].isServing = false
    }

    private mutating func canDeliver(_ subscription: Int, _ lane: Int, _ lanes: LanePlan,
                                     _ scheduler: inout Clock) -> Bool {
        guard !subscriptions[subscription].lanes[lane].isBusy, !subscriptions[subscription].lanes[lane].isResting
        else { return false }
        dropTooOld(subscription, lane, lanes, &scheduler)
        guard !subscriptions[subscription].lanes[lane].pending.isEmpty,
              !waitsForMore(subscription, lane, &scheduler) else { return false }
        guard subscriptions[subscription].busy.value >= lanes.atOnce ?? .max else { return true }
        if !subscriptions[subscription].lanes[lane].isListed {
            subscriptions[subscription].lanes[lane].isListed = true
            subscriptions[subscription].waitingLanes.append(UInt32(lane))
        }
        return false
    }

    /// The next messages of a lane; where lanes may share a batch, those that wait for their turn fill it.
    private mutating func takeBatch(_ subscription: Int, _ lane: Int, _ lanes: LanePlan) -> Int {
        let delivery = makeDelivery(subscription, lane: lane)
        var bytes: UInt64 = 0
        take(from: lane, of: subscription, into: delivery, &bytes)
        guard lanes.mixesLanes else { return delivery }
        let batch = subscriptions[subscription].plan.batch
        while batches[delivery].count < batch.size, bytes < batch.bytes,
              let next = subscriptions[subscription].waitingLanes.popFirst() {
            subscriptions[subscription].lanes[Int(next)].isListed = false
            guard !subscriptions[subscription].lanes[Int(next)].isBusy,
                  !subscriptions[subscription].lanes[Int(next)].isResting else { continue }
            let before = batches[delivery].count
            take(from: Int(next), of: subscription, into: delivery, &bytes)
            subscriptions[subscription].lanes[Int(next)].isBusy = batches[delivery].count > before
        }
        return delivery
    }

    private mutating func take(from lane: Int, of subscription: Int, into delivery: Int, _ bytes: inout UInt64) {
        let batch = subscriptions[subscription].plan.batch
        let most = min(
            subscriptions[subscription].lanes[lane].parts.last ?? batch.size, batch.size - batches[delivery].count,
            subscriptions[subscription].lanes[lane].pending.count)
        var count = 0
        while count < most {
            let slot = Int(subscriptions[subscription].lanes[lane].pending[count])
            bytes &+= messages[slot].letter.bytes
            if bytes > batch.bytes, !batches[delivery].isEmpty { break }
            receive(slot, into: delivery)
            count += 1
        }
    }

    private mutating func dropTooOld(_ subscription: Int, _ lane: Int, _ lanes: LanePlan,
                                     _ scheduler: inout Clock) {
        guard let maximum = lanes.maximumAge else { return }
        while let first = subscriptions[subscription].lanes[lane].pending.first,
              messages[Int(first)].published + maximum < scheduler.now {
            subscriptions[subscription].lanes[lane].pending.removeFirst()
            subscriptions[subscription].lanes[lane].advance(by: 1)
            bury(Int(first), &scheduler)
        }
    }

    private mutating func waitsForMore(_ subscription: Int, _ lane: Int, _ scheduler: inout Clock) -> Bool {
        let batch = subscriptions[subscription].plan.batch
        guard batch.window > .zero, subscriptions[subscription].lanes[lane].parts.isEmpty,
              subscriptions[subscription].lanes[lane].pending.count < batch.size,
              let first = subscriptions[subscription].lanes[lane].pending.first else { return false }
        let end = messages[Int(first)].available + batch.window
        guard end > scheduler.now else { return false }
        if !subscriptions[subscription].lanes[lane].windowIsSet {
            subscriptions[subscription].lanes[lane].windowIsSet = true
            scheduler.schedule(
                ModelEvent(.laneWindow, id: lane, tag: UInt32(subscription)), at: end, as: .expiry)
        }
        return true
    }

    mutating func laneWindowEnds(subscription: Int, lane: Int, _ scheduler: inout Clock) {
        subscriptions[subscription].lanes[lane].windowIsSet = false
        serve(subscription: subscription, lane: lane, &scheduler)
    }

    mutating func settleLane(_ delivery: Int, _ subscription: Int, _ failure: Failure?, _ scheduler: inout Clock) {
        guard case .lanes(let lanes) = subscriptions[subscription].plan.consumption else { return }
        let tickets = batches[delivery]
        dismiss(delivery)
        subscriptions[subscription].busy.add(-1, at: scheduler.now)
        var start = 0
        while start < tickets.count {
            let end = Self.endOfLane(tickets, from: start)
            settle(tickets[start..<end], of: subscription, failure, lanes, &scheduler)
            start = end
        }
        start = 0
        while start < tickets.count {
            serve(subscription: subscription, lane: Int(tickets[start].lane), &scheduler)
            start = Self.endOfLane(tickets, from: start)
        }
        serveWaitingLanes(subscription, lanes, &scheduler)
    }

    /// Messages of a lane stand together in a batch.
    private static func endOfLane(_ tickets: [Ticket], from start: Int) -> Int {
        var end = start + 1
        while end < tickets.count, tickets[end].lane == tickets[start].lane { end += 1 }
        return end
    }

    /// What a batch held of one lane.
    private mutating func settle(_ tickets: ArraySlice<Ticket>, of subscription: Int, _ failure: Failure?,
                                 _ lanes: LanePlan, _ scheduler: inout Clock) {
        guard let lane = tickets.first.map({ Int($0.lane) }) else { return }
        subscriptions[subscription].lanes[lane].isBusy = false
        let firstFailed = tickets.firstIndex(where: \.hasFailed).map { $0 - tickets.startIndex }
        let done = failure == nil ? firstFailed ?? tickets.count : 0
        for ticket in tickets.prefix(done) {
            subscriptions[subscription].lanes[lane].pending.removeFirst()
            complete(Int(ticket.message), &scheduler)
        }
        if done > 0 { subscriptions[subscription].lanes[lane].advance(by: done) }
        guard done < tickets.count else { return }
        // What came after the first failed message has been worked on and will come again.
        for ticket in tickets.dropFirst(done + 1) where failure == nil && !ticket.hasFailed {
            noteDone(Int(ticket.message))
        }
        failed(subscription, lane, remaining: tickets.count - done, failure ?? Failure(.failed), lanes, &scheduler)
    }

    private mutating func failed(_ subscription: Int, _ lane: Int, remaining: Int, _ failure: Failure,
                                 _ lanes: LanePlan, _ scheduler: inout Clock) {
        var tries = 1
        subscriptions[subscription].lanes[lane].repeatBatch(of: remaining)
        if failure.outcome == .throttled {
            // A refusal uses up no attempt (facts §2.3).
            subscriptions[subscription].lanes[lane].refusals += 1
            tries = subscriptions[subscription].lanes[lane].refusals
        } else if lanes.bisects, remaining > 1 {
            subscriptions[subscription].lanes[lane].refusals = 0
            subscriptions[subscription].lanes[lane].bisect(remaining)
        } else {
            subscriptions[subscription].lanes[lane].refusals = 0
            subscriptions[subscription].lanes[lane].failures += 1
            tries = subscriptions[subscription].lanes[lane].failures
            subscriptions[subscription].seen.failuresInARow = max(
                subscriptions[subscription].seen.failuresInARow, UInt64(tries))
            if let attempts = lanes.attempts, tries >= attempts {
                return giveUp(remaining, of: subscription, lane, &scheduler)
            }
        }
        subscriptions[subscription].lanes[lane].isResting = true
        let rest = min(lanes.retryCap, .seconds(lanes.retryBase.seconds * Double(1 << min(tries - 1, 30))))
        // Refusals have no end of their own: without any rest they would stop the clock.
        scheduler.schedule(
            ModelEvent(.laneRested, id: lane, tag: UInt32(subscription)), after: max(rest, .seconds(0.001)),
            as: .expiry)
    }

    /// The attempts at the next messages are used up.
    private mutating func giveUp(_ count: Int, of subscription: Int, _ lane: Int, _ scheduler: inout Clock) {
        subscriptions[subscription].lanes[lane].advance(by: count)
        for _ in 0..<count {
            guard let first = subscriptions[subscription].lanes[lane].pending.popFirst() else { return }
            bury(Int(first), &scheduler)
        }
    }

    mutating func laneRested(subscription: Int, lane: Int, _ scheduler: inout Clock) {
        subscriptions[subscription].lanes[lane].isResting = false
        serve(subscription: subscription, lane: lane, &scheduler)
    }

    private mutating func serveWaitingLanes(_ subscription: Int, _ lanes: LanePlan, _ scheduler: inout Clock) {
        guard !subscriptions[subscription].isServing else { return }
        subscriptions[subscription].isServing = true
        defer { subscriptions[subscription].isServing = false }
        while subscriptions[subscription].busy.value < lanes.atOnce ?? .max,
              let lane = subscriptions[subscription].waitingLanes.popFirst() {
            subscriptions[subscription].lanes[Int(lane)].isListed = false
            serve(subscription: subscription, lane: Int(lane), &scheduler)
        }
    }
}
