// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import SimulationKernel

/// A message that waits for one subscription.
struct Message: BitwiseCopyable {
    enum State: UInt8, BitwiseCopyable { case free, delayed, ready, inFlight }

    var identity: UInt64 = 0
    /// When the user, at the very beginning, wanted something.
    var origin = SimulationTime.zero
    var published = SimulationTime.zero
    /// Since when it can be delivered.
    var available = SimulationTime.zero
    var bytes: UInt64 = 0
    var subscription: UInt32 = 0
    var lane: UInt32 = 0
    /// Grows with each receive and when the slot is freed, so that an old receipt is told from a new one.
    var receipt: UInt32 = 0
    /// Deliveries so far, and how many of them a limit refused.
    var receives: UInt16 = 0
    var refusals: UInt16 = 0
    var state = State.free
    var isPoison = false
    /// True once a handler has done its work without the message being deleted: what follows is a duplicate.
    var wasDone = false
}

/// A message as one delivery holds it: what was true when it was received.
struct Ticket: BitwiseCopyable {
    var identity: UInt64
    var message: UInt32
    var receipt: UInt32
    var receives: UInt16
    var isPoison: Bool
    var hasFailed = false

    init(_ slot: Int, _ message: Message) {
        identity = message.identity
        self.message = UInt32(truncatingIfNeeded: slot)
        receipt = message.receipt
        receives = message.receives
        isPoison = message.isPoison
    }
}

/// A batch on its way through a handler.
struct Delivery: BitwiseCopyable {
    var generation: UInt32 = 0
    var subscription: UInt32 = 0
    var lane: UInt32 = 0
    /// The message that is being processed.
    var cursor: UInt32 = 0
    var started = SimulationTime.zero
}

/// One ordered part of a subscription: a shard, or a part of one, or the group of a key.
struct Lane {
    /// Messages in order; those of the present delivery are its first ones until they are done.
    var pending = Deque<UInt32>()
    var lastAvailable = SimulationTime.zero
    var failures = 0
    var refusals = 0
    /// Messages to take at once while a failed batch is tried in halves.
    var half: Int?
    var isBusy = false
    var isResting = false
    var isListed = false
    var windowIsSet = false
}
