// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What was published to a channel.
public struct ChannelObservation: Sendable {
    public var name: String
    /// Messages that were accepted.
    public var published: UInt64 = 0
    /// Attempts that a limit refused.
    public var refused: UInt64 = 0
    public var bytes: UInt64 = 0
    /// Started units of 64 KB, of 25 KB and of 1 KB, as queues, streams and buses count them.
    public var units64: UInt64 = 0
    public var units25: UInt64 = 0
    public var units1: UInt64 = 0
    /// Messages that came from outside a publish call: feeds, dead letters, replays.
    public var fed: UInt64 = 0
    public var subscriptions: [SubscriptionObservation] = []
}

/// What became of a channel's messages at one subscription.
///
/// arrived + backlog at the start = processed + dead-lettered + lost + forwarded + backlog at the end.
public struct SubscriptionObservation: Sendable {
    public var name: String
    public var arrived: UInt64 = 0
    public var filtered: UInt64 = 0
    public var backlogAtStart: UInt64 = 0
    public var backlogAtEnd: UInt64 = 0
    public var processed: UInt64 = 0
    public var forwarded: UInt64 = 0
    public var deadLettered: UInt64 = 0
    /// Dead letters that no handler ever saw: all their deliveries were refused by limits.
    public var deadUnprocessed: UInt64 = 0
    /// Nobody will ever process them: expired, or given up without a dead-letter channel.
    public var lost: UInt64 = 0
    /// Times that a message was worked on after its work had been done.
    public var duplicates: UInt64 = 0
    /// Messages that were processed after a later one of their key; none where keys are not followed.
    public var outOfOrder: UInt64 = 0
    public var deliveries: UInt64 = 0
    /// Deliveries that failed or were refused.
    public var failedDeliveries: UInt64 = 0
    public var refusedDeliveries: UInt64 = 0
    /// Messages handed out, repeats included.
    public var receives: UInt64 = 0
    /// Those of them that were not the first of their message.
    public var redelivered: UInt64 = 0
    /// Messages whose visibility ended before they were deleted.
    public var reappeared: UInt64 = 0
    /// Messages whose work succeeded after their visibility had ended: by then they could be had again.
    public var overdue: UInt64 = 0
    /// Receive calls of at most ten messages, and deletes of at most ten.
    public var receiveCalls: UInt64 = 0
    public var deleteCalls: UInt64 = 0
    public var bytes: UInt64 = 0
    public var units64: UInt64 = 0
    public var units5: UInt64 = 0
    /// From publishing to the start of a delivery: of streams, the iterator age (ns).
    public var waits = LogHistogram()
    /// From publishing to the end of the work (ns), of processed messages.
    public var ages = LogHistogram()
    /// Messages that nobody has processed yet, by the time since they were published.
    public var unfinished = Unfinished()
    /// From what the user wanted at the very beginning to the end of the work (ns).
    public var endToEnd = LogHistogram()
    public var backlog = LevelSummary.empty
    public var busy = LevelSummary.empty
    /// The longest time a lane's first message had waited when it was delivered (ns).
    public var oldest: UInt64 = 0
    /// The most often that one delivery of a lane failed before it was done or given up.
    public var failuresInARow: UInt64 = 0

    public init(name: String) { self.name = name }
}

/// What a workflow service did.
public struct WorkflowObservation: Sendable {
    public var name: String
    public var started: UInt64 = 0
    public var refused: UInt64 = 0
    public var succeeded: UInt64 = 0
    public var failed: UInt64 = 0
    public var timedOut: UInt64 = 0
    /// Failed because their history was full.
    public var historyFull: UInt64 = 0
    /// States entered and retries: what Standard workflows are billed by.
    public var transitions: UInt64 = 0
    /// Transitions that had to wait for the limit.
    public var delayedTransitions: UInt64 = 0
    /// Billed nanoseconds, rounded execution by execution: what Express workflows are billed by.
    public var billed: UInt128 = 0
    public var durations = LogHistogram()
    public var open = LevelSummary.empty

    public init(name: String) { self.name = name }
}

/// What became of one call of a handler or workflow.
public struct CallObservation: Sendable, Equatable {
    public var attempts: UInt64 = 0
    /// Attempts that followed one that had failed; hedges are not.
    public var retries: UInt64 = 0
    public var failures: UInt64 = 0
    /// Failures that were refusals by a limit, and those of them that met a retry.
    public var refused: UInt64 = 0
    public var refusedRetries: UInt64 = 0
    /// Given up for good.
    public var givenUp: UInt64 = 0
    public var cacheHits: UInt64 = 0
    public var hedges: UInt64 = 0
    /// Refused by the caller's own breaker or throttle.
    public var refusedLocally: UInt64 = 0
    /// Bytes that it moved, of calls that are counted (`CallPlan.isCounted`).
    public var bytes: UInt64 = 0

    public init() {}
}
