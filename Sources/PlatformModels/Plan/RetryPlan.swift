// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// What a caller does after an attempt that failed.
public struct RetryPlan: Sendable, Hashable {
    /// Attempts in all, the first included; 1 never retries.
    public var attempts: Int
    /// First delay after a refusal by a limit (429).
    public var throttledBase: SimulationDuration
    /// First delay after an error or a timeout.
    public var transientBase: SimulationDuration
    /// No delay is longer than this.
    public var cap: SimulationDuration
    /// Factor from one delay to the next.
    public var multiplier: Double
    public var jitter: Jitter
    /// Which outcomes are tried again.
    public var retries: RetriedOutcomes
    public var budget: RetryBudgetPlan?
    /// Stream for the jitter.
    public var stream: String

    public init(attempts: Int, throttledBase: SimulationDuration, transientBase: SimulationDuration,
                cap: SimulationDuration, multiplier: Double = 2, jitter: Jitter = .full,
                retries: RetriedOutcomes = .all, budget: RetryBudgetPlan? = nil, stream: String) {
        self.attempts = attempts
        self.throttledBase = throttledBase
        self.transientBase = transientBase
        self.cap = cap
        self.multiplier = multiplier
        self.jitter = jitter
        self.retries = retries
        self.budget = budget
        self.stream = stream
    }

    public static let never = RetryPlan(
        attempts: 1, throttledBase: .zero, transientBase: .zero, cap: .zero, stream: "")
}

/// How chance spreads retries (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
public enum Jitter: Sendable, Hashable {
    /// min(cap, base × mⁱ)
    case none
    /// U(0, min(cap, base × mⁱ))
    case full
    /// half of it fixed, half of it uniform
    case equal
    /// min(cap, U(base, 3 × previous)), starting from base
    case decorrelated
    /// a delay of its own, whatever the number of the retry (seconds)
    case distribution(Distribution)
}

public struct RetriedOutcomes: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let throttled = RetriedOutcomes(rawValue: 1)
    public static let failed = RetriedOutcomes(rawValue: 2)
    public static let timedOut = RetriedOutcomes(rawValue: 4)
    public static let all: RetriedOutcomes = [.throttled, .failed, .timedOut]
}

/// A bucket of tokens that all retries of one caller share (AWS SDK retry quota; facts §2.1).
public struct RetryBudgetPlan: Sendable, Hashable {
    public var capacity: Int
    public var transientCost: Int
    public var throttledCost: Int
    /// Given back by a first attempt that succeeds; a retry that succeeds gives back its own cost.
    public var firstSuccessRefund: Int

    public init(capacity: Int, transientCost: Int, throttledCost: Int, firstSuccessRefund: Int) {
        self.capacity = capacity
        self.transientCost = transientCost
        self.throttledCost = throttledCost
        self.firstSuccessRefund = firstSuccessRefund
    }
}
