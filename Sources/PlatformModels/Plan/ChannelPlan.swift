// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// What carries messages from where they are published to those who subscribe.
public struct ChannelPlan: Sendable {
    public var name: String
    /// Limits on publishing; a message beyond them is refused.
    public var ingress: IngressPlan?
    /// Bytes of a message of a feed (a table's change, an object's notification); nil takes those of the write.
    public var messageBytes: Draw?
    /// How messages are told into groups whose order matters, and which shard they go to; nil: each its own.
    public var key: KeyPlan?
    /// Share of messages that nobody can process.
    public var poisonShare: Double
    /// Share of messages that are delivered twice without any fault of the consumer.
    public var duplicateShare: Double
    /// How long a message is kept at most; nil is for ever.
    public var retention: SimulationDuration?
    public var subscriptions: [SubscriptionPlan]
    /// Whether no scenario names it: what carries the asynchronous invocations of a handler.
    public var isImplicit: Bool
    /// Whether it stands outside the network of those who publish and poll, who reach it by way of a gateway.
    public var isOutsideNetwork: Bool

    public init(name: String, subscriptions: [SubscriptionPlan] = []) {
        self.name = name
        self.subscriptions = subscriptions
        poisonShare = 0
        duplicateShare = 0
        isImplicit = false
        isOutsideNetwork = false
    }
}

/// How much may be published.
public enum IngressPlan: Sendable, Hashable {
    /// Messages a second over the whole channel.
    case rate(TokenBucketPlan)
    /// Each shard takes so many records and bytes a second.
    case shards(count: Int, records: Double, bytes: Double)
    /// Begins with a capacity in bytes a second over all shards and doubles with its peak; a key still stays
    /// within one shard's limits.
    case onDemand(initialBytes: Double, maximumBytes: Double, records: Double, bytes: Double, shards: Int,
                  window: SimulationDuration)
}

/// Keys of messages and how unevenly they are used.
public struct KeyPlan: Sendable, Hashable {
    /// Zipf exponent, 0 for even use.
    public var exponent: Double
    public var count: Int
    /// The same stream name on two channels gives a request the same key on both.
    public var stream: String

    public init(exponent: Double, count: Int, stream: String) {
        self.exponent = exponent
        self.count = count
        self.stream = stream
    }
}

/// One who gets a channel's messages.
public struct SubscriptionPlan: Sendable {
    public var name: String
    public var target: SubscriptionTarget
    /// Share of messages that pass its filter.
    public var filterShare: Double
    /// From publishing until it can be had (seconds).
    public var latency: Draw?
    /// Until a message may be delivered, on top of that.
    public var delay: SimulationDuration
    public var consumption: Consumption
    public var batch: BatchPlan
    /// Whether a handler says which messages of a batch have failed, so that only those come again.
    public var reportsFailures: Bool
    /// Channel for what could not be processed; nil loses it.
    public var deadLetter: Int?
    /// Channel for what was processed, if it has a destination.
    public var onSuccess: Int?
    /// The backend whose contents its handler makes of the messages, and others read: a projection.
    public var projects: Int?

    public init(name: String, target: SubscriptionTarget, consumption: Consumption) {
        self.name = name
        self.target = target
        self.consumption = consumption
        filterShare = 1
        delay = .zero
        batch = BatchPlan()
        reportsFailures = false
    }

    public var stream: String { name }
}

public enum SubscriptionTarget: Sendable, Hashable {
    case handler(Int)
    case channel(Int)
    /// Nobody: messages are kept until their retention ends (a dead-letter queue).
    case nobody
}

/// How many messages go into one delivery.
public struct BatchPlan: Sendable, Hashable {
    public var size: Int
    /// How long to wait for a batch to fill.
    public var window: SimulationDuration
    /// Bytes at which a batch is full.
    public var bytes: UInt64

    public init(size: Int = 1, window: SimulationDuration = .zero, bytes: UInt64 = 6 * 1024 * 1024) {
        self.size = size
        self.window = window
        self.bytes = bytes
    }
}

/// Who takes the initiative, and what becomes of a delivery that fails.
public enum Consumption: Sendable {
    case push(PushPlan)
    case poll(PollPlan)
    case lanes(LanePlan)
}

/// Each message is delivered when it comes (topics, buses, asynchronous invocation).
public struct PushPlan: Sendable {
    /// Delays before the second, third … attempt after a failure; as many retries as there are delays.
    public var failureDelays: [SimulationDuration]
    /// After a refusal: exponential delays, which use up no attempt.
    public var throttleBase: SimulationDuration
    public var throttleCap: SimulationDuration
    /// What is older is given up; nil never.
    public var maximumAge: SimulationDuration?
    /// Deliveries at once; nil is unlimited.
    public var atOnce: Int?

    public init(failureDelays: [SimulationDuration], throttleBase: SimulationDuration = .seconds(1),
                throttleCap: SimulationDuration = .seconds(300), maximumAge: SimulationDuration? = nil) {
        self.failureDelays = failureDelays
        self.throttleBase = throttleBase
        self.throttleCap = throttleCap
        self.maximumAge = maximumAge
    }
}

/// Pollers take messages from a queue; a message that is not deleted in time can be had again.
public struct PollPlan: Sendable {
    /// Batches at once: at the beginning, added each minute while there is a backlog, at most.
    public var pollers: PollerPlan
    public var visibility: SimulationDuration
    /// Receives after which a message is dead; nil never.
    public var maximumReceives: Int?
    /// How long a poller rests after its batch was refused by the function's limits.
    public var throttlePause: SimulationDuration
    /// Messages received and not yet deleted, at most.
    public var inFlightLimit: Int?
    /// Pollers that are paid for by the hour, busy or not; nil where they come with the product.
    public var paidPollers: Int?

    public init(pollers: PollerPlan, visibility: SimulationDuration, maximumReceives: Int? = nil,
                throttlePause: SimulationDuration = .seconds(5), inFlightLimit: Int? = nil) {
        self.pollers = pollers
        self.visibility = visibility
        self.maximumReceives = maximumReceives
        self.throttlePause = throttlePause
        self.inFlightLimit = inFlightLimit
    }
}

public enum PollerPlan: Sendable, Hashable {
    /// Grows by so many a minute while all are busy, shrinks by half when deliveries fail.
    case scaled(initial: Int, perMinute: Int, maximum: Int, shrinksOnFailure: Bool)
    /// So many for each healthy task of the service that runs the handler.
    case perTask(Int)
}

/// Ordered delivery: each lane (a shard, a part of one, or a message group) has one delivery at a time.
public struct LanePlan: Sendable {
    public var lanes: Int
    /// Lanes that may have a delivery at once; nil is all.
    public var atOnce: Int?
    /// Attempts at a delivery, the first included; nil tries for ever.
    public var attempts: Int?
    /// What is older is given up; nil never.
    public var maximumAge: SimulationDuration?
    /// Rest before the next attempt: from `base`, doubling up to `cap`.
    public var retryBase: SimulationDuration
    public var retryCap: SimulationDuration
    /// Whether a failed batch is tried again in halves.
    public var bisects: Bool
    /// Whether a batch may hold several lanes, each in its own order, as one of message groups does.
    public var mixesLanes = false

    public init(lanes: Int, attempts: Int? = nil, maximumAge: SimulationDuration? = nil,
                retryBase: SimulationDuration = .seconds(1), retryCap: SimulationDuration = .seconds(60),
                bisects: Bool = false) {
        self.lanes = lanes
        self.attempts = attempts
        self.maximumAge = maximumAge
        self.retryBase = retryBase
        self.retryCap = retryCap
        self.bisects = bisects
    }
}
