// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What was published to a channel and what became of it. Counts are of a billed month.
public struct ChannelResult: Sendable, Equatable {
    public var name: String
    /// Messages that were accepted, those that came from feeds, dead letters and replays included.
    public var published: Estimate
    /// Those of them that came from outside a publish call.
    public var fed: Estimate
    /// Attempts to publish that a limit refused, and their share of all attempts.
    public var refused: Estimate
    public var refusedShare: ShareEstimate
    public var subscriptions: [SubscriptionResult]
}

/// What became of a channel's messages at one who gets them. Counts are of a billed month.
public struct SubscriptionResult: Sendable, Equatable {
    public var name: String
    /// The handler, workflow or channel that gets the messages; nil where they are only kept.
    public var target: String?
    public var arrived: Estimate
    /// Passed over by the filter.
    public var filtered: Estimate
    public var processed: Estimate
    /// Messages processed, or handed on to another channel, a second of observed time.
    public var donePerSecond: Estimate
    /// Handed on to another channel, by subscription or by a redrive.
    public var forwarded: Estimate
    public var deadLettered: Estimate
    /// Dead letters that no handler ever saw: limits refused all their deliveries.
    public var deadUnprocessed: Estimate
    /// Messages that nobody will ever process: expired, or given up without a dead-letter channel.
    public var lost: Estimate
    /// Messages processed again after their work had been done.
    public var duplicates: Estimate
    /// Processed after a later one of their key.
    public var outOfOrder: Estimate
    public var deliveries: Estimate
    public var failedDeliveries: Estimate
    public var refusedDeliveries: Estimate
    /// Messages handed out again.
    public var redeliveries: Estimate
    /// Messages whose visibility ended before they were deleted.
    public var reappeared: Estimate
    /// Messages that nobody has processed yet.
    public var backlog: LevelResult
    /// The same at the end of the period.
    public var finalBacklog: Estimate
    /// Deliveries under way at once.
    public var busy: LevelResult
    /// From publishing to the start of a delivery: of streams, the iterator age.
    public var waits: LatencySummary
    /// From publishing to the end of the work, of processed messages.
    public var ages: LatencySummary
    /// From what the user wanted at the very beginning to the end of the work.
    public var endToEnd: LatencySummary
}
