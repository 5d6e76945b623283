// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What a container service did.
public struct ServiceObservation: Sendable {
    public var name: String
    public var requests: UInt64 = 0
    public var refused: UInt64 = 0
    public var impatient: UInt64 = 0
    public var errors: UInt64 = 0
    public var tasksStarted: UInt64 = 0
    public var tasksStopped: UInt64 = 0
    /// Waits for a place in a task (ns); every request counts.
    public var waits = LogHistogram()
    public var running = LevelSummary.empty
    public var queue = LevelSummary.empty
    /// Tasks alive from launch to stop: what is billed.
    public var tasks = LevelSummary.empty
    /// Tasks that can serve.
    public var healthyTasks = LevelSummary.empty
    /// Cores in use, in thousandths.
    public var millicores = LevelSummary.empty
    /// Nanoseconds billed beyond the life of tasks that lived less than the minimum.
    public var minimumTopUp: UInt128 = 0
    /// Durations from taking a place to giving it back (ns).
    public var durations = DurationSum()
    /// As of a function.
    public var bytesOutside: UInt64 = 0
    /// Requests that waited for a start: of a task that was not there when they came, or by chance.
    public var coldStarts: UInt64 = 0
    /// Requests that took longer than their limit, and those that used more CPU time than theirs.
    public var timeouts: UInt64 = 0
    public var cpuLimitStops: UInt64 = 0
    /// Tasks with at least one request (or starting, where that is active); empty where activity is not followed.
    public var active = LevelSummary.empty
    /// Spells of activity, each rounded (ns): of tasks beyond the minimum, and of the always-ready ones.
    public var activeTime: UInt128 = 0
    public var alwaysReadyActiveTime: UInt128 = 0
    /// Life of the always-ready tasks, and the part of it without a request; not rounded (task × ns).
    public var alwaysReadyTime: UInt128 = 0
    public var alwaysReadyIdleTime: UInt128 = 0
    /// Time without a request of tasks while there were no more of them than the minimum (task × ns).
    public var idleTimeAtMinimum: UInt128 = 0
    /// Durations of requests, each rounded (ns); 0 where requests are not billed by their duration.
    public var billedRequests: UInt128 = 0
    /// Machines from being asked for to being given up; empty without a node layer.
    public var nodes = LevelSummary.empty
    public var nodesStarted: UInt64 = 0

    /// CPU time used (core × ns).
    public var cpuTime: UInt128 { millicores.area / 1000 }
}
