// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Machines of one kind that a service's tasks run on, and what starts and removes them.
///
/// Cluster Autoscaler: scan 10 s, ready in three to five minutes, removal after ten (facts §6.2). Karpenter: ready
/// within 45 to 90 s.
public struct NodePlan: Sendable, Hashable {
    /// Tasks that fit on one.
    public var taskSlots: Int
    /// From the decision until tasks can start on it (seconds).
    public var startUp: Draw?
    public var minimum: Int
    public var maximum: Int
    public var scanInterval = SimulationDuration.seconds(10)
    /// From a scan that finds tasks without room until a node is asked for.
    public var decisionDelay = SimulationDuration.zero
    /// How long a node stays without a task.
    public var idleBeforeRemoval = SimulationDuration.seconds(600)

    public init(taskSlots: Int, minimum: Int, maximum: Int) {
        self.taskSlots = taskSlots
        self.minimum = minimum
        self.maximum = maximum
    }

    /// How many tasks of a size fit on a machine of a size (megabytes; what the system keeps is left out before).
    public static func slots(vCPU: Double, memory: Int, forTasksOf taskCPU: Double, _ taskMemory: Int) -> Int {
        // A billionth forgives what decimal fractions of cores lose in binary.
        max(0, min(Int(vCPU / taskCPU + 1e-9), memory / max(taskMemory, 1)))
    }
}
