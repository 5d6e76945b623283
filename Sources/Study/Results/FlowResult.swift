// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What became of a stream of requests, and how long their senders waited.
public struct FlowResult: Sendable, Equatable {
    /// Name of the source, of the handler, `source → handler` for a route, or "all requests".
    public var name: String
    /// nil where it covers several.
    public var source: String?
    public var handler: String?
    public var door: String?
    /// Over all replications, weighted.
    public var counts: OutcomeCounts
    /// Requests a billed month.
    public var monthlyRequests: Estimate
    /// Of offered requests.
    public var answeredShare: ShareEstimate
    public var refusedShare: ShareEstimate
    public var failedShare: ShareEstimate
    public var timedOutShare: ShareEstimate
    /// Of attempts: those that a limit refused, retried or not.
    public var throttledAttemptShare: ShareEstimate
    /// Attempts for each offered request: above 1 by retries.
    public var attemptsPerRequest: Estimate?
    /// Answered requests whose answer waited for a cold start.
    public var coldShare: ShareEstimate
    /// Answered requests: all, without and with a cold start.
    public var latency: LatencySummary
    public var warmLatency: LatencySummary
    public var coldLatency: LatencySummary

    public init(name: String, source: String? = nil, handler: String? = nil, door: String? = nil,
                counts: OutcomeCounts, monthlyRequests: Estimate, answeredShare: ShareEstimate,
                refusedShare: ShareEstimate, failedShare: ShareEstimate, timedOutShare: ShareEstimate,
                throttledAttemptShare: ShareEstimate, attemptsPerRequest: Estimate?, coldShare: ShareEstimate,
                latency: LatencySummary, warmLatency: LatencySummary, coldLatency: LatencySummary) {
        self.name = name
        self.source = source
        self.handler = handler
        self.door = door
        self.counts = counts
        self.monthlyRequests = monthlyRequests
        self.answeredShare = answeredShare
        self.refusedShare = refusedShare
        self.failedShare = failedShare
        self.timedOutShare = timedOutShare
        self.throttledAttemptShare = throttledAttemptShare
        self.attemptsPerRequest = attemptsPerRequest
        self.coldShare = coldShare
        self.latency = latency
        self.warmLatency = warmLatency
        self.coldLatency = coldLatency
    }
}

/// How many requests ended how, in the observed time of all replications.
public struct OutcomeCounts: Sendable, Hashable {
    public var offered: UInt64 = 0
    public var attempts: UInt64 = 0
    public var answered: UInt64 = 0
    public var refused: UInt64 = 0
    public var failed: UInt64 = 0
    public var timedOut: UInt64 = 0
    /// Attempts that a limit refused, retried or not.
    public var throttledAttempts: UInt64 = 0
    /// Begun before the observed time and ended in it; nil for a single route, where it is not known.
    public var inFlightAtStart: UInt64?
    /// Without an outcome at its end; nil for a single route, where it is not known.
    public var inFlightAtEnd: UInt64?

    public init() {}

    /// Requests with an outcome.
    public var ended: UInt64 { answered + refused + failed + timedOut }
}

/// A share of independent trials, with its interval.
public struct ShareEstimate: Sendable, Hashable {
    /// nil when there was no trial.
    public var value: Double?
    public var lower: Double?
    public var upper: Double?
    public var level: Double
    public var method: ShareMethod
    public var events: UInt64
    public var trials: UInt64

    public init(value: Double?, lower: Double?, upper: Double?, level: Double, method: ShareMethod,
                events: UInt64, trials: UInt64) {
        self.value = value
        self.lower = lower
        self.upper = upper
        self.level = level
        self.method = method
        self.events = events
        self.trials = trials
    }

    /// The share of the trials that are no such events.
    public var complement: ShareEstimate {
        ShareEstimate(
            value: value.map { 1 - $0 }, lower: upper.map { 1 - $0 }, upper: lower.map { 1 - $0 }, level: level,
            method: method, events: trials - events, trials: trials)
    }

    /// True when nothing was seen: to be written "at most `upper`", never "0 %".
    public var isUpperBound: Bool { events == 0 && trials > 0 }
}

/// Where the interval of a share comes from.
public enum ShareMethod: String, Sendable, Hashable, CaseIterable {
    /// Ratio of sums over replications (delta method): knows that requests of one run depend on each other.
    case replications
    /// Wilson's score interval over requests taken as independent: where there is one replication only.
    case wilson
    /// None was seen in n: at most 3/n with 95 % confidence.
    case ruleOfThree = "rule-of-three"
    /// There was no trial.
    case none
}
