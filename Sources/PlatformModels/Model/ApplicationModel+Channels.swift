// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Publishing: from a call, or a write that feeds a channel, to the messages that its subscribers will get.
extension ApplicationModel {
    mutating func startPublishing(_ frame: Int, _ call: Int, _ channel: Int, _ scheduler: inout Clock) {
        let bytes = callBytes(frame, call)
        let key = keyHash(channel, frames[frame].identity)
        guard channels[channel].ingress?.admits(bytes: bytes, hash: key, at: scheduler.now) ?? true else {
            channels[channel].seen.refused &+= 1
            return callFailed(frame, Failure(.throttled), &scheduler)
        }
        let latency = callLatency(frame, call)
        frames[frame].state = .running
        if let timeout = calls[call].plan.timeout, timeout < latency {
            return scheduler.schedule(
                ModelEvent(.callGivesUp, id: frame, tag: frames[frame].epoch), after: timeout, as: .expiry)
        }
        scheduler.schedule(
            ModelEvent(.callEnded, id: frame, tag: frames[frame].epoch), after: latency, as: .completion)
    }

    /// The channel has taken the message.
    mutating func publish(to channel: Int, _ frame: Int, _ call: Int, _ scheduler: inout Clock) {
        let bytes = callBytes(frame, call)
        let identity = Caller.identity(of: frames[frame].identity, at: calls[call].salt)
        if tracer != nil { traceDerived(identity, from: frame) }
        spread(
            channel, identity, bytes: bytes,
            key: keyHash(channel, frames[frame].identity), origin: origin(of: frame), &scheduler)
    }

    /// A write has succeeded: whoever follows the table's changes or the store's objects hears of it.
    mutating func feed(from backend: Int, _ frame: Int, _ call: Int, _ scheduler: inout Clock) {
        for channel in backends[backend].plan.feeds {
            let written = callBytes(frame, call)
            let bytes = channels[channel].messageBytes < 0 ? written : UInt64(max(0, draw(
                channels[channel].messageBytes, identity: frames[frame].identity, occurrence: 0)))
            channels[channel].seen.fed &+= 1
            let identity = Caller.identity(of: frames[frame].identity, at: calls[call].salt)
            if tracer != nil { traceDerived(identity, from: frame) }
            spread(
                channel, identity, bytes: bytes,
                key: keyHash(channel, frames[frame].identity), origin: origin(of: frame), &scheduler)
        }
    }

    private mutating func origin(of frame: Int) -> SimulationTime {
        invocations[Int(frames[frame].invocation)].caller.origin
    }

    /// A number that stands for the key of what follows from a piece of work: equal keys, equal numbers.
    mutating func keyHash(_ channel: Int, _ identity: UInt64) -> UInt64 {
        guard let popularity = channels[channel].popularity else {
            return Caller.identity(of: identity, at: 0)
        }
        var stream = RandomStream(channels[channel].keyStream, request: identity)
        return Caller.identity(of: UInt64(popularity.sample(&stream)), at: 0)
    }

    /// One message, to everybody who has subscribed.
    mutating func spread(_ channel: Int, _ identity: UInt64, bytes: UInt64, key: UInt64, origin: SimulationTime,
                         _ scheduler: inout Clock) {
        channels[channel].seen.published &+= 1
        channels[channel].count(bytes)
        let isPoison = isPoison(channel, identity)
        let copies = channels[channel].plan.duplicateShare > 0 && RandomStream.firstUniform(
            channels[channel].duplicateKey, request: identity, occurrence: 0)
            < channels[channel].plan.duplicateShare ? 2 : 1
        let first = channels[channel].firstSubscription
        for subscription in first..<(first + channels[channel].plan.subscriptions.count) {
            let share = subscriptions[subscription].plan.filterShare
            if share < 1, RandomStream.firstUniform(
                subscriptions[subscription].filterKey, request: identity, occurrence: 0) >= share {
                subscriptions[subscription].seen.filtered &+= 1
                continue
            }
            for _ in 0..<copies {
                add(
                    to: subscription, identity, bytes: bytes, key: key, origin: origin, isPoison: isPoison,
                    &scheduler)
            }
        }
    }

    private mutating func isPoison(_ channel: Int, _ identity: UInt64) -> Bool {
        if channels[channel].poisonPending > 0 {
            channels[channel].poisonPending -= 1
            return true
        }
        let share = channels[channel].plan.poisonShare
        return share > 0
            && RandomStream.firstUniform(channels[channel].poisonKey, request: identity, occurrence: 0) < share
    }

    private mutating func add(to subscription: Int, _ identity: UInt64, bytes: UInt64, key: UInt64,
                              origin: SimulationTime, isPoison: Bool, _ scheduler: inout Clock) {
        let slot = messages.take(), now = scheduler.now
        messages[slot].identity = identity
        messages[slot].origin = origin
        messages[slot].published = now
        messages[slot].bytes = bytes
        messages[slot].subscription = UInt32(truncatingIfNeeded: subscription)
        messages[slot].receives = 0
        messages[slot].refusals = 0
        messages[slot].isPoison = isPoison
        messages[slot].wasDone = false
        messages[slot].state = .delayed
        if tracer != nil { tracePublished(slot, subscription, now) }
        subscriptions[subscription].seen.arrived &+= 1
        subscriptions[subscription].backlog.add(1, at: now)
        guard messages.count <= plan.caps.messages else { return give(up: longestBacklog(), &scheduler) }
        let latency = duration(subscriptions[subscription].latency, identity: identity, occurrence: 0)
        var available = now + latency + subscriptions[subscription].plan.delay
        if !subscriptions[subscription].lanes.isEmpty {
            let lane = Int(truncatingIfNeeded: key.multipliedFullWidth(
                by: UInt64(subscriptions[subscription].lanes.count)).high)
            messages[slot].lane = UInt32(truncatingIfNeeded: lane)
            // Order is kept: nothing overtakes within a lane.
            available = max(available, subscriptions[subscription].lanes[lane].lastAvailable)
            subscriptions[subscription].lanes[lane].lastAvailable = available
        }
        messages[slot].available = available
        scheduler.schedule(
            ModelEvent(.messageReady, id: slot, tag: messages[slot].receipt), at: available, as: .arrival)
    }

    private mutating func longestBacklog() -> StopReason {
        var longest = 0
        for subscription in 0..<subscriptions.count
        where subscriptions[subscription].backlog.value > subscriptions[longest].backlog.value {
            longest = subscription
        }
        let channel = subscriptions[longest].channel
        return .backlogCap(channel: channels[channel].plan.name, plan.caps.messages)
    }

    mutating func messageReady(_ event: ModelEvent, _ scheduler: inout Clock) {
        let slot = event.id
        guard messages[slot].receipt & 0xff_ffff == event.tag, messages[slot].state == .delayed else { return }
        messages[slot].state = .ready
        let subscription = Int(messages[slot].subscription)
        if case .channel(let next) = subscriptions[subscription].plan.target {
            let message = messages[slot]
            subscriptions[subscription].seen.forwarded &+= 1
            remove(slot, scheduler.now)
            channels[next].seen.fed &+= 1
            return spread(
                next, message.identity, bytes: message.bytes, key: keyHash(next, message.identity),
                origin: message.origin, &scheduler)
        }
        switch subscriptions[subscription].plan.consumption {
        case .push:
            makeReady(slot, subscription)
            push(subscription, &scheduler)
        case .poll:
            makeReady(slot, subscription)
            poll(subscription, &scheduler)
        case .lanes:
            let lane = Int(messages[slot].lane)
            subscriptions[subscription].lanes[lane].pending.append(UInt32(truncatingIfNeeded: slot))
            serve(subscription: subscription, lane: lane, &scheduler)
        }
    }

    mutating func makeReady(_ slot: Int, _ subscription: Int) {
        messages[slot].state = .ready
        subscriptions[subscription].ready.append((UInt32(truncatingIfNeeded: slot), messages[slot].receipt))
    }

    /// The message is out of this subscription, for whatever reason.
    mutating func remove(_ slot: Int, _ now: SimulationTime) {
        let subscription = Int(messages[slot].subscription)
        subscriptions[subscription].backlog.add(-1, at: now)
        tracer?.release(slot, messages[slot].identity, .done, now)
        messages[slot].state = .free
        messages[slot].receipt &+= 1
        messages.giveBack(slot)
    }

    /// Nobody could process it: it goes to the dead-letter channel, or is lost.
    mutating func bury(_ slot: Int, _ scheduler: inout Clock) {
        let message = messages[slot]
        let subscription = Int(message.subscription)
        remove(slot, scheduler.now)
        guard let grave = subscriptions[subscription].plan.deadLetter else {
            subscriptions[subscription].seen.lost &+= 1
            return
        }
        subscriptions[subscription].seen.deadLettered &+= 1
        if message.refusals == message.receives { subscriptions[subscription].seen.deadUnprocessed &+= 1 }
        channels[grave].seen.fed &+= 1
        spread(
            grave, message.identity, bytes: message.bytes, key: keyHash(grave, message.identity),
            origin: message.origin, &scheduler)
    }

    /// What has been kept for longer than the channel keeps anything is dropped, oldest first.
    mutating func retentionTick(_ subscription: Int, _ scheduler: inout Clock) {
        guard let retention = channels[subscriptions[subscription].channel].plan.retention else { return }
        while let first = subscriptions[subscription].ready.first {
            let slot = Int(first.message)
            if messages[slot].receipt == first.receipt, messages[slot].state == .ready {
                guard messages[slot].published + retention <= scheduler.now else { break }
                subscriptions[subscription].seen.lost &+= 1
                remove(slot, scheduler.now)
            }
            subscriptions[subscription].ready.removeFirst()
        }
        for lane in subscriptions[subscription].lanes.indices where !subscriptions[subscription].lanes[lane].isBusy {
            while let first = subscriptions[subscription].lanes[lane].pending.first,
                  messages[Int(first)].published + retention <= scheduler.now {
                subscriptions[subscription].lanes[lane].pending.removeFirst()
                subscriptions[subscription].seen.lost &+= 1
                remove(Int(first), scheduler.now)
            }
        }
        scheduler.schedule(ModelEvent(.retention, id: subscription), after: .seconds(60), as: .expiry)
    }
}

extension ChannelState {
    /// Counts a published message in the units that anybody bills.
    mutating func count(_ bytes: UInt64) {
        seen.bytes &+= bytes
        seen.units64 &+= max(1, (bytes &+ 65_535) / 65_536)
        seen.units25 &+= max(1, (bytes &+ 25_599) / 25_600)
        seen.units1 &+= max(1, (bytes &+ 1023) / 1024)
    }
}
