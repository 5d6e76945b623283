// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// When and how often a failed state is tried again.
///
/// Defaults are those of the language: one second, three attempts, doubling.
public struct Retrier: Hashable, Sendable {
    /// At least one.
    public var errors: [ErrorName]
    /// Seconds before the first retry, 1 to 99,999,999.
    public var intervalSeconds: Int = 1
    /// Retries, not counting the first try; 0 means never.
    public var maxAttempts: Int = 3
    /// By what the interval is multiplied with each retry, 1 or more.
    public var backoffRate: Double = 2
    /// Seconds that no interval exceeds, 1 to 31,622,400; nil means no bound.
    public var maxDelaySeconds: Int?
    public var jitter: JitterStrategy = .none
    public var place: SourcePlace

    /// Whether it answers for `error`.
    public func matches(_ error: ErrorName) -> Bool { errors.contains { $0.matches(error) } }

    /// Seconds before retry number `attempt` (1 is the first), jitter left out: with jitter, the upper bound of a
    /// uniform draw from zero.
    public func delaySeconds(beforeRetry attempt: Int) -> Double {
        var delay = Double(intervalSeconds)
        for _ in 1..<max(1, attempt) where delay < Self.longestDelay { delay *= backoffRate }
        return min(delay, maxDelaySeconds.map(Double.init) ?? Self.longestDelay)
    }

    /// A year in seconds: no Standard execution lasts longer.
    private static let longestDelay = 31_622_400.0
}

public enum JitterStrategy: String, CaseIterable, Hashable, Sendable {
    /// Uniform between zero and the delay.
    case full = "FULL"
    case none = "NONE"
}

/// Where an execution goes on after an error.
public struct Catcher: Hashable, Sendable {
    /// At least one.
    public var errors: [ErrorName]
    public var next: String
    public var place: SourcePlace

    /// Whether it answers for `error`.
    public func matches(_ error: ErrorName) -> Bool { errors.contains { $0.matches(error) } }
}
