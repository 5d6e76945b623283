// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What a service that runs state machines did. Counts are of a billed month.
public struct WorkflowResult: Sendable, Equatable {
    public var name: String
    /// Executions.
    public var started: Estimate
    public var refused: Estimate
    public var succeeded: Estimate
    public var failed: Estimate
    public var timedOut: Estimate
    /// Failed because their history was full.
    public var historyFull: Estimate
    /// States entered and retries.
    public var transitions: Estimate
    /// Nil when none was started.
    public var transitionsPerExecution: Estimate?
    /// Transitions that had to wait for the limit.
    public var delayedTransitions: Estimate
    /// Of executions that ended.
    public var durations: LatencySummary
    /// Executions open at once.
    public var open: LevelResult
}
