// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Publishing: from a call, or a write that feeds a channel, to the messages that its subscribers will get.
extension ApplicationModel {
    mutating func startPublishing(_ frame: Int, _ call: Int, _ channel: Int, _ scheduler: inout Clock) {
        let bytes = callBytes(frame, call)
        let key = keyHash(channel, keyedBy(frame))
        guard channels[channel].ingress?.admits(bytes: bytes, hash: key, at: scheduler.now) ?? true else {
            channels[channel].seen.refused &+= 1
            return callFailed(frame, Failure(.throttled), &scheduler)
        }
        if channels[channel].plan.isOutsideNetwork { countOutside(frame, bytes: bytes) }
        if calls[call].plan.isCounted { calls[call].seen.bytes &+= bytes }
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
        spread(channel, letter(of: frame, call, bytes: bytes), &scheduler)
    }

    /// A write has succeeded: whoever follows the table's changes or the store's objects hears of it.
    mutating func feed(from backend: Int, _ frame: Int, _ call: Int, _ scheduler: inout Clock) {
        for channel in backends[backend].plan.feeds {
            let written = callBytes(frame, call)
            let bytes = channels[channel].messageBytes < 0 ? written : bytes(
                channels[channel].messageBytes, identity: frames[frame].identity, occurrence: 0)
            feed(channel, letter(of: frame, call, bytes: bytes), &scheduler)
        }
    }

    /// A message that nobody's call has published here.
    mutating func feed(_ channel: Int, _ letter: Letter, _ scheduler: inout Clock) {
        channels[channel].seen.fed &+= 1
        spread(channel, letter, &scheduler)
    }

    private mutating func letter(of frame: Int, _ call: Int, bytes: UInt64) -> Letter {
        let identity = frames[frame].identity
        let own = Caller.identity(of: identity, at: calls[call].salt)
        if tracer != nil { traceDerived(own, from: frame) }
        return Letter(
            identity: own, keyedBy: keyedBy(frame),
            origin: invocations[Int(frames[frame].invocation)].caller.origin, bytes: bytes)
    }

    /// One message, to everybody who has subscribed.
    private mutating func spread(_ channel: Int, _ letter: Letter, _ scheduler: inout Clock) {
        channels[channel].seen.published &+= 1
        channels[channel].count(letter.bytes)
        let identity = letter.identity, rank = keyRank(channel, letter.keyedBy)
        let key = Caller.identity(of: rank >= 0 ? UInt64(rank) : letter.keyedBy, at: 0)
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
            for copy in 0..<copies {
                add(letter, to: subscription, key: key, rank: rank, isPoison: isPoison, isCopy: copy > 0, &scheduler)
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

    private mutating func add(_ letter: Letter, to subscription: Int, key: UInt64, rank: Int, isPoison: Bool,
                              isCopy: Bool, _ scheduler: inout Clock) {
        let slot = messages.take(), now = scheduler.now
        messages[slot].reset(with: letter, for: subscription, isPoison: isPoison, now)
        messages[slot].wasDone = isCopy
        if rank >= 0, subscriptions[subscription].keys != nil {
            messages[slot].key = UInt32(truncatingIfNeeded: rank)
            messages[slot].number = subscriptions[subscription].keys?.add(messages[slot].key) ?? 0
        }
        if tracer != nil { tracePublished(slot, subscription, now) }
        subscriptions[subscription].seen.arrived &+= 1
        subscriptions[subscription].backlog.add(1, at: now)
        guard messages.count <= plan.caps.messages else { return give(up: longestBacklog(), &scheduler) }
        let latency = duration(subscriptions[subscription].latency, identity: letter.identity, occurrence: 0)
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
            return forward(slot, to: next, &scheduler)
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

    mutating func forward(_ slot: Int, to channel: Int, _ scheduler: inout Clock) {
        let letter = messages[slot].forwarded
        subscriptions[Int(messages[slot].subscription)].seen.forwarded &+= 1
        remove(slot, scheduler.now)
        feed(channel, letter, &scheduler)
    }

    mutating func makeReady(_ slot: Int, _ subscription: Int) {
        messages[slot].state = .ready
        subscriptions[subscription].ready.append((UInt32(truncatingIfNeeded: slot), messages[slot].receipt))
    }

    /// The message is out of this subscription, for whatever reason.
    mutating func remove(_ slot: Int, _ now: SimulationTime) {
        let subscription = Int(messages[slot].subscription)
        subscriptions[subscription].backlog.add(-1, at: now)
        subscriptions[subscription].keys?.remove(messages[slot].key)
        tracer?.release(slot, messages[slot].letter.identity, .done, now)
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
        feed(grave, message.forwarded, &scheduler)
    }

    /// A channel's capacity follows its peak.
    mutating func closeIngressWindow(_ channel: Int, _ scheduler: inout Clock) {
        guard let window = channels[channel].ingress?.window else { return }
        channels[channel].ingress?.closeWindow(at: scheduler.now)
        scheduler.schedule(ModelEvent(.ingressWindow, id: channel), after: window, as: .expiry)
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
                subscriptions[subscription].lanes[lane].advance(by: 1)
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
