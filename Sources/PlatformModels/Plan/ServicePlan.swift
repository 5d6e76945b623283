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
    /// Requests that may wait (in each task, or together) when none can run, and for how long.
    public var whenFull: WhenFull
    public var routing: Routing
    public var waitingPlace: WaitingPlace
    /// Each task is an object of its own, which alone can serve the requests for it: a request picks its object by
    /// popularity, the same in every attempt. Nil where any task can serve any request.
    public var objects: KeyPlan?
    /// Whether a request whose patience ends is told that it was throttled (429), not that it took too long.
    public var impatienceIsThrottling: Bool
    public var coreSharing: CoreSharing
    /// CPU time that one request may use; it is stopped there and fails. Only where a request has a core of its own.
    public var cpuLimit: SimulationDuration?
    public var requestTimeout: RequestTimeoutPlan?
    /// A start that a request meets by chance, on a platform whose instances are not counted.
    public var coldStart: ColdStartChance?
    public var tasks: TaskBounds
    /// From the decision to start a task until it can serve: provisioning, image pull, boot (seconds).
    public var startUp: Draw?
    /// Tasks that may be launched: 100 at once, 20 a second on Fargate.
    public var launchRate: TokenBucketPlan?
    /// How long a task beyond the minimum is kept without a request, drawn once for each (seconds); nil for as long as
    /// the scaler wants it.
    public var idleLifetime: Draw?
    /// Machines that the tasks need room on; nil where the platform has room for any.
    public var nodes: NodePlan?
    /// Time from running to receiving requests: load-balancer health checks.
    public var healthCheck: SimulationDuration
    /// Time a task that is taken out keeps serving what it has before it stops.
    public var deregistration: SimulationDuration
    public var scaler: ScalerPlan
    /// Changes of the bounds during the run, ascending in time.
    public var schedule: [ScheduledBounds]
    /// Connections that a task opens to each backend with a connection limit.
    public var connectionPool: Int
    public var billing: BillingClock
    /// How spells in which an instance has requests become billed time; nil does not follow them.
    public var activity: ActivityPlan?
    /// How each request's duration becomes billed time; nil does not follow it.
    public var requestBilling: BillingClock?
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
        waitingPlace = .task
        impatienceIsThrottling = false
        coreSharing = .shared
        healthCheck = .zero
        deregistration = .zero
        scaler = .none
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
    /// No load balancer: one queue, from which the least busy task with a place takes the next request.
    case sharedQueue = "shared-queue"
    /// The same, but tasks are filled one after the other, so that few are busy and others may be given up.
    case fillFirst = "fill-first"
}

/// Where requests wait that find no place.
public enum WaitingPlace: String, Sendable, Hashable, CaseIterable {
    /// In the task that the load balancer has picked, whether others have a place or not.
    case task
    /// Together, in front of all tasks: the first task with a place takes the next request, and the load balancer picks
    /// among tasks with a place only. They may wait while there is no task at all.
    case fleet
}

/// Whose cores a request computes on.
public enum CoreSharing: String, Sendable, Hashable, CaseIterable {
    /// The requests of a task share its cores.
    case shared
    /// Each request has a core of its own: waiting for others takes nothing from it, and it nothing from them.
    case unlimited
}

/// A limit on the time from taking a place to the answer.
public struct RequestTimeoutPlan: Sendable, Hashable {
    public var limit: SimulationDuration
    /// Whether the work ends with it. If not, the caller sees a failure and the work goes on, billed, for nobody;
    /// messages are not cut off then.
    public var stopsWork: Bool

    public init(limit: SimulationDuration, stopsWork: Bool) {
        self.limit = limit
        self.stopsWork = stopsWork
    }
}

/// With this probability a request waits for a start of that length (seconds).
public struct ColdStartChance: Sendable, Hashable {
    public var probability: Double
    public var duration: Draw

    public init(probability: Double, duration: Draw) {
        self.probability = probability
        self.duration = duration
    }
}

/// The clock of platforms that bill an instance while it has requests, however many.
public struct ActivityPlan: Sendable, Hashable {
    /// Rounds each spell.
    public var billing: BillingClock
    /// Whether an instance is active while it starts.
    public var includesStartUp: Bool

    public init(billing: BillingClock, includesStartUp: Bool = false) {
        self.billing = billing
        self.includesStartUp = includesStartUp
    }
}
