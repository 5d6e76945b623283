// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// A container service: a fleet of tasks, each running many requests that share its cores.
public struct ServicePlan: Sendable {
    public var name: String
    /// Cores of one task.
    public var vCPU: Double
    /// Megabytes of 1024² bytes.
    public var memory: Int
    /// Requests one task runs at once; nil is unlimited.
    public var concurrency: Int?
    /// Requests that may wait (in each task, or in all for `sharedQueue`) when none can run, and for how long.
    public var whenFull: WhenFull
    public var routing: Routing
    public var tasks: TaskBounds
    /// From the decision to start a task until it can serve: provisioning, image pull, boot (seconds).
    public var startUp: Draw?
    /// Tasks that may be launched: 100 at once, 20 a second on Fargate.
    public var launchRate: TokenBucketPlan?
    /// Time from running to receiving requests: load-balancer health checks.
    public var healthCheck: SimulationDuration
    /// Time a task that is taken out keeps serving what it has before it stops.
    public var deregistration: SimulationDuration
    public var scaling: [TargetTrackingPlan]
    /// Changes of the bounds during the run, ascending in time.
    public var schedule: [ScheduledBounds]
    /// Connections that a task opens to each backend with a connection limit.
    public var connectionPool: Int
    public var billing: BillingClock
    /// True of the senders' own side, which nobody hosts here and nobody bills.
    public var isClientSide: Bool

    public init(name: String, vCPU: Double, memory: Int, tasks: TaskBounds) {
        self.name = name
        self.vCPU = vCPU
        self.memory = memory
        self.tasks = tasks
        concurrency = nil
        whenFull = .queue(capacity: nil, patience: nil)
        routing = .roundRobin
        healthCheck = .zero
        deregistration = .zero
        scaling = []
        schedule = []
        connectionPool = 1
        isClientSide = false
        billing = BillingClock(increment: .seconds(1), minimum: .seconds(60))
    }
}

extension ServicePlan {
    /// Where senders and state machines do what they do themselves: no waiting, no work, no cost.
    public static let clients: ServicePlan = {
        var plan = ServicePlan(name: "clients", vCPU: 1, memory: 0, tasks: TaskBounds(minimum: 1, maximum: 1))
        plan.isClientSide = true
        return plan
    }()
}

public struct TaskBounds: Sendable, Hashable {
    public var minimum: Int
    public var maximum: Int

    public init(minimum: Int, maximum: Int) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

public struct ScheduledBounds: Sendable, Hashable {
    public var time: SimulationTime
    public var bounds: TaskBounds

    public init(time: SimulationTime, bounds: TaskBounds) {
        self.time = time
        self.bounds = bounds
    }
}

/// How a load balancer picks a task.
public enum Routing: String, Sendable, Hashable, CaseIterable {
    case roundRobin = "round-robin"
    case leastOutstanding = "least-outstanding"
    case random
    /// No load balancer: one queue, from which any free task takes the next request.
    case sharedQueue = "shared-queue"
}

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
    case requestsPerTask = "requests-per-task"
    /// Messages of the queues that the tasks poll.
    case backlogPerTask = "backlog-per-task"
}
