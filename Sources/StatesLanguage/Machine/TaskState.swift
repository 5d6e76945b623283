// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// A state that has work done elsewhere.
public struct TaskState: Hashable, Sendable {
    public var resource: TaskResource
    /// Seconds until the task fails with `States.Timeout`, above 0; nil means 99,999,999 (the service's default).
    public var timeoutSeconds: Given<Int>?
    /// Seconds without a heartbeat until it fails with `States.HeartbeatTimeout`, above 0 and below the timeout.
    public var heartbeatSeconds: Given<Int>?
    /// Where its `Resource` stands.
    public var resourcePlace: SourcePlace
}
