// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// A front door: what stands between a sender and a handler.
public struct DoorPlan: Sendable {
    public var name: String
    /// Time it adds to each answer (seconds).
    public var latency: Draw?
    /// How long it waits for the handler, which goes on alone after that; nil waits for ever.
    public var timeout: SimulationDuration?
    /// This door's own limit, tried first.
    public var throttle: TokenBucketPlan?
    /// Whether it can have one.
    public var canThrottle = true
    /// A limit that several doors of an account share.
    public var sharedThrottle: SharedThrottle?
    public var authorizer: AuthorizerPlan
    /// Share of requests that a browser precedes by a CORS preflight.
    public var preflightShare: Double
    public var preflightAnswer: PreflightAnswer
    public var responseCache: CachePlan?
    /// Handlers in another place than the door.
    public var crossings: [DoorCrossing] = []

    public init(name: String, latency: Draw? = nil, timeout: SimulationDuration? = nil,
                throttle: TokenBucketPlan? = nil, sharedThrottle: SharedThrottle? = nil,
                authorizer: AuthorizerPlan = .none, preflightShare: Double = 0,
                preflightAnswer: PreflightAnswer = .door, responseCache: CachePlan? = nil) {
        self.name = name
        self.latency = latency
        self.timeout = timeout
        self.throttle = throttle
        self.sharedThrottle = sharedThrottle
        self.authorizer = authorizer
        self.preflightShare = preflightShare
        self.preflightAnswer = preflightAnswer
        self.responseCache = responseCache
    }
}

/// A handler that is far from a door: what the way there and back adds to each of its answers.
public struct DoorCrossing: Sendable, Hashable {
    public var handler: Int
    public var thereAndBack: SimulationDuration

    public init(handler: Int, thereAndBack: SimulationDuration) {
        self.handler = handler
        self.thereAndBack = thereAndBack
    }
}

/// A limit shared by all doors that name the same pool (an account's doors in a region).
public struct SharedThrottle: Sendable, Hashable {
    public var pool: String
    public var bucket: TokenBucketPlan

    public init(pool: String, bucket: TokenBucketPlan) {
        self.pool = pool
        self.bucket = bucket
    }
}

/// `rate` tokens a second, at most `burst` kept.
public struct TokenBucketPlan: Sendable, Hashable {
    public var rate: Double
    public var burst: Double

    public init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = burst
    }
}

/// Who checks a request before it may pass.
public enum AuthorizerPlan: Sendable {
    case none
    /// Checked by the door itself; adds a drawn time (seconds).
    case jwt(latency: Draw?)
    /// A handler is invoked, unless its answer for this caller is still cached.
    case handler(Int, cache: CachePlan?)
}

/// Who answers a CORS preflight (an OPTIONS request).
public enum PreflightAnswer: Sendable, Hashable {
    /// The door itself, from its CORS configuration.
    case door
    /// The handler that the request is for, as an invocation that starts at this instruction of the program.
    case handler(entry: Int)
}

/// A cache of answers.
public enum CachePlan: Sendable {
    /// A given share of look-ups hits.
    case hitShare(Double, stream: String)
    /// Answers are kept for a time under `keys` keys, whose popularity falls as rank^−exponent.
    case timeToLive(SimulationDuration, keys: Int, exponent: Double, stream: String)
    /// The `entries` keys that were asked for last are kept, out of `keys` keys of such popularity.
    case leastRecentlyUsed(entries: Int, keys: Int, exponent: Double, stream: String)
}
