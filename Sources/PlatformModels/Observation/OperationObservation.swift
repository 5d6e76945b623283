// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// Executions of a handler or workflow that no request of a source waits for, start to end: those of a task that a
/// workflow has done, of a workflow that is started and left alone. Followed only where somebody asks for it.
public struct OperationObservation: Sendable {
    /// Executions that have not ended, by the time since they were asked for.
    public var unfinished = Unfinished()
    /// Executions that a limit refused to begin, each attempt.
    public var refused: UInt64 = 0
    public var succeeded: UInt64 = 0
    public var failed: UInt64 = 0
    /// From when it was asked for until its end (ns), waiting for an instance included; of those that succeeded.
    public var durations = LogHistogram()

    public init() {}

    public var ended: UInt64 { succeeded + failed }
}
