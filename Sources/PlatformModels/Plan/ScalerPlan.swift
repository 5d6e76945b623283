// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Who decides how many tasks a service has.
///
/// Every wish is kept within the service's bounds. What a scaler wants is started through `launchRate`, `nodes` and
/// `startUp`; what it gives up is drained, or dies of `idleLifetime` where requests decide.
public enum ScalerPlan: Sendable, Hashable {
    /// The minimum, always.
    case none
    /// Alarms on metrics of periods: Application Auto Scaling. The largest wish of several wins.
    case targetTracking([TargetTrackingPlan])
    /// Kubernetes' Horizontal Pod Autoscaler.
    case horizontalPod(HorizontalPodPlan)
    /// Knative's pod autoscaler.
    case knative(KnativePlan)
    /// KEDA, and Azure Container Apps on top of it.
    case stepped(SteppedScalingPlan)
    /// Cloud Run.
    case concurrency(ConcurrencyScalingPlan)
    /// Azure Functions, Cloud Functions (1st generation): an instance for whoever finds no place.
    case perRequest(PerRequestScalingPlan)
    /// Lambda Managed Instances: room for growth, kept in advance.
    case managed(ManagedInstancesPlan)
}

extension ServicePlan {
    /// The policies of target tracking; none under another scaler.
    public var trackings: [TargetTrackingPlan] {
        if case .targetTracking(let plans) = scaler { plans } else { [] }
    }
}

/// What a scaler compares with its target, for each task.
public enum TaskMetric: String, Sendable, Hashable, CaseIterable {
    /// Cores used, as a fraction of the task's.
    case cpu
    /// Requests in the task or waiting for it, on average over the period.
    case concurrency
    /// Requests a second.
    case requests
    /// Messages that wait in the queues which the tasks poll.
    case backlog
}

/// Kubernetes' Horizontal Pod Autoscaler with its defaults (facts §6.2: HPA documentation of v1.23).
public struct HorizontalPodPlan: Sendable, Hashable {
    public var metric: TaskMetric
    /// A fraction of the cores, or a number for each task.
    public var target: Double
    public var sync = SimulationDuration.seconds(15)
    /// Age of the metric when it is used (metrics-server: one minute in the facts' example).
    public var metricLag = SimulationDuration.seconds(60)
    /// No change while metric ÷ target is this near to one.
    public var tolerance = 0.1
    /// In one sync, up by the larger of a share of the tasks and a number of them.
    public var upShare = 1.0
    public var upTasks = 4
    /// Down to no less than the largest wish of this time.
    public var downStabilisation = SimulationDuration.seconds(300)

    public init(metric: TaskMetric, target: Double) {
        self.metric = metric
        self.target = target
    }
}

/// Knative's pod autoscaler with the defaults of its `config-autoscaler` (facts, other clouds §6).
public struct KnativePlan: Sendable, Hashable {
    /// `concurrency` or `requests`.
    public var metric = TaskMetric.concurrency
    /// Requests at once (or a second) that one task is thought to bear: its `concurrency`, else 100 (or 200 a second).
    public var capacity: Double
    /// The share of it that is aimed at.
    public var utilisation = 0.7
    public var tick = SimulationDuration.seconds(2)
    public var stableWindow = SimulationDuration.seconds(60)
    public var panicWindow = SimulationDuration.seconds(6)
    /// Panic once the panic window wants this many times the ready tasks.
    public var panicThreshold = 2.0
    /// In one tick, up to so many times the ready tasks and down to this part of them.
    public var upRate = 1000.0
    public var downRate = 2.0
    /// Room that is to be kept for bursts; requests wait in front of all tasks while there is less.
    public var targetBurstCapacity = 211.0
    /// From an empty stable window to the end of the last task.
    public var zeroGrace = SimulationDuration.seconds(30)
    /// Tasks at the start; never less than the minimum.
    public var initialScale = 1

    public init(capacity: Double) { self.capacity = capacity }
}

/// KEDA's poll and Container Apps' steps (facts, other clouds §3).
public struct SteppedScalingPlan: Sendable, Hashable {
    public var metric: TaskMetric
    /// For each task: 10 requests at once is the default of Container Apps.
    public var target: Double
    public var poll = SimulationDuration.seconds(30)
    /// What the metric is averaged over (the HTTP rule: 15 s, low confidence).
    public var window = SimulationDuration.seconds(15)
    /// The counts that a growing service passes, one a poll; doubling after the last.
    public var steps = [1, 4]
    /// From the last sign of work to none, for the last task only.
    public var cooldown = SimulationDuration.seconds(300)
    /// Down to no less than the largest wish of this time.
    public var downStabilisation = SimulationDuration.zero
    /// Whether a request that finds no task starts the first at once, or waits for the next poll.
    public var startsAtOnce = true

    public init(metric: TaskMetric, target: Double) {
        self.metric = metric
        self.target = target
    }
}

/// Cloud Run (facts, other clouds §4).
///
/// Tasks beyond those wanted get requests only when the others have no place, and then die of `idleLifetime`.
public struct ConcurrencyScalingPlan: Sendable, Hashable {
    public var period = SimulationDuration.seconds(5)
    public var window = SimulationDuration.seconds(60)
    public var cpuTarget = 0.6
    /// Share of the requests that one task may run at once.
    public var concurrencyTarget = 0.6

    public init() {}
}

/// A new task for whoever finds no place, as far as `tasks.maximum`, `launchRate` and the quota let.
public struct PerRequestScalingPlan: Sendable, Hashable {
    /// Cores of all tasks together.
    public var coreQuota: Double?

    public init(coreQuota: Double? = nil) { self.coreQuota = coreQuota }
}

/// Lambda Managed Instances (facts §1): sized so that traffic may double within the window.
///
/// The product's own period is not published; one minute is an assumption.
public struct ManagedInstancesPlan: Sendable, Hashable {
    public var period = SimulationDuration.seconds(60)
    /// The largest demand of this time counts.
    public var window = SimulationDuration.seconds(300)
    /// Room for so many times that demand.
    public var headroom = 2.0

    public init() {}
}
