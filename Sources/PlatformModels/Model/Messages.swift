// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import SimulationKernel

/// What a message carries: it stays the same when the message is forwarded, buried or driven back.
struct Letter: BitwiseCopyable {
    var identity: UInt64 = 0
    /// The identity of the work that published it first, from which its keys are drawn.
    var keyedBy: UInt64 = 0
    /// When the user, at the very beginning, wanted something.
    var origin = SimulationTime.zero
    var bytes: UInt64 = 0
    /// How often it was received before it came here: tells the draws of later attempts from those of earlier ones.
    var receives: UInt32 = 0
}

/// A message that waits for one subscription.
struct Message: BitwiseCopyable {
    enum State: UInt8, BitwiseCopyable { case free, delayed, ready, inFlight }

    var letter = Letter()
    var published = SimulationTime.zero
    /// Since when it can be delivered.
    var available = SimulationTime.zero
    var subscription: UInt32 = 0
    var lane: UInt32 = 0
    /// Grows with each receive and when the slot is freed, so that an old receipt is told from a new one.
    var receipt: UInt32 = 0
    /// Deliveries so far, and how many of them a limit refused.
    var receives: UInt32 = 0
    var refusals: UInt32 = 0
    var state = State.free
    /// Its key, where those of its subscription are followed, and its place in the order of all.
    var key: UInt32 = 0
    var number: UInt32 = 0
    var isPoison = false
    /// True once a handler has done its work without the message being deleted: what follows is a duplicate.
    var wasDone = false

    /// Makes a used slot new, all but its receipt.
    mutating func reset(with newLetter: Letter, for newSubscription: Int, isPoison newIsPoison: Bool,
                        _ now: SimulationTime) {
        letter = newLetter
        published = now
        subscription = UInt32(truncatingIfNeeded: newSubscription)
        receives = 0
        refusals = 0
        state = .delayed
        isPoison = newIsPoison
        wasDone = false
    }

    /// As it is carried to another channel.
    var forwarded: Letter {
        var result = letter
        result.receives &+= receives
        return result
    }
}

/// A message as one delivery holds it: what was true when it was received.
struct Ticket: BitwiseCopyable {
    var identity: UInt64
    /// What its key is drawn from, which what it leads to has as well.
    var keyedBy: UInt64
    var message: UInt32
    var receipt: UInt32
    var lane: UInt32
    /// Tells the draws of this delivery of it from those of others; the low byte is left to the attempts of calls.
    var occurrence: UInt32
    var isPoison: Bool
    var hasFailed = false

    init(_ slot: Int, _ message: Message) {
        identity = message.letter.identity
        keyedBy = message.letter.keyedBy
        self.message = UInt32(truncatingIfNeeded: slot)
        receipt = message.receipt
        lane = message.lane
        occurrence = (message.letter.receives &+ message.receives) &<< 8
        isPoison = message.isPoison
    }
}

/// A batch on its way through a handler.
struct Delivery: BitwiseCopyable {
    var generation: UInt32 = 0
    var subscription: UInt32 = 0
    var lane: UInt32 = 0
    /// The message that is being processed, and the first one that could be.
    var cursor: UInt32 = 0
    var first: UInt32 = 0
}

/// One ordered part of a subscription: a shard, or a part of one, or the group of a key.
struct Lane {
    /// Messages in order; those of the present delivery are its first ones until they are done.
    var pending = Deque<UInt32>()
    var lastAvailable = SimulationTime.zero
    var failures = 0
    var refusals = 0
    /// Sizes of the batches, or parts of one, that are to be tried again on their own, the next one last.
    var parts: [Int] = []
    var isBusy = false
    var isResting = false
    var isListed = false
    var isServing = false
    var windowIsSet = false

    /// The next `count` messages have failed together and are tried again in halves.
    mutating func bisect(_ count: Int) {
        shorten(by: count)
        parts += [count / 2, (count + 1) / 2]
        failures = 0
    }

    /// The next `count` messages are tried again together.
    mutating func repeatBatch(of count: Int) {
        shorten(by: count)
        parts.append(count)
    }

    /// The next `count` messages have left the lane: what comes now begins anew.
    mutating func advance(by count: Int) {
        shorten(by: count)
        failures = 0
        refusals = 0
    }

    private mutating func shorten(by count: Int) {
        var rest = count
        while rest > 0, let part = parts.popLast() {
            if part > rest { parts.append(part - rest) }
            rest -= min(part, rest)
        }
    }
}
