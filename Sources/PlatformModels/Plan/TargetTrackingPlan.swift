// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Target tracking as Application Auto Scaling does it (facts §6.1): alarms on a metric, then steps in proportion.
public struct TargetTrackingPlan: Sendable, Hashable {
    public var metric: ScalingMetric
    /// Utilisation as a fraction, or requests a minute for each task.
    public var target: Double
    public var period: SimulationDuration
    /// Consecutive periods above the target before scaling out, and below before scaling in.
    public var periodsOut: Int
    public var periodsIn: Int
    /// From the end of the last period to the change of the desired count.
    public var alarmDelay: SimulationDuration
    public var cooldownOut: SimulationDuration
    public var cooldownIn: SimulationDuration
    /// Scale in only below this fraction of the target (0.9 on AWS).
    public var scaleInBelow: Double

    public init(metric: ScalingMetric, target: Double) {
        self.metric = metric
        self.target = target
        period = .seconds(60)
        periodsOut = 3
        periodsIn = 15
        alarmDelay = .zero
        cooldownOut = .seconds(300)
        cooldownIn = .seconds(300)
        scaleInBelow = 0.9
    }
}

public enum ScalingMetric: String, Sendable, Hashable, CaseIterable {
    case cpu
    /// Requests a minute for each task.
    case requestsPerTask = "requests-per-task"
    /// Messages of the queues that the tasks poll.
    case backlogPerTask = "backlog-per-task"
}
