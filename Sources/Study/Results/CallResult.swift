// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What became of the calls of one target by one handler or workflow. Counts are of a billed month.
public struct CallResult: Sendable, Equatable {
    /// Who calls.
    public var handler: String
    public var target: String
    public var kind: CallTargetKind
    /// Retries and hedges included.
    public var attempts: Estimate
    /// Attempts that followed one that had failed.
    public var retries: Estimate
    public var failures: Estimate
    /// Given up for good.
    public var givenUp: Estimate
    /// Calls that a cache made needless.
    public var cacheHits: Estimate
    public var hedges: Estimate
    /// Refused by the caller's own breaker or throttle.
    public var refusedLocally: Estimate
}

public enum CallTargetKind: String, Sendable, Hashable, CaseIterable {
    case backend, handler, channel
}
