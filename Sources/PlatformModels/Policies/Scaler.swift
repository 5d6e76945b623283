// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// The scaler of a service, whichever it is: it takes in a reading at the end of each period.
enum Scaler {
    case none
    case targetTracking(TargetTrackers)
    case horizontalPod(HorizontalPodScaler)
    case knative(KnativeScaler)
    case stepped(SteppedScaler)
    case concurrency(ConcurrencyScaler)
    case managed(ManagedInstancesScaler)

    init(_ plan: ScalerPlan, bounds: TaskBounds, at start: SimulationTime) {
        switch plan {
        case .none, .perRequest: self = .none
        case .targetTracking(let plans): self = .targetTracking(TargetTrackers(plans))
        case .horizontalPod(let plan): self = .horizontalPod(HorizontalPodScaler(plan))
        case .knative(let plan):
            self = .knative(KnativeScaler(plan, tasks: max(plan.initialScale, bounds.minimum), at: start))
        case .stepped(let plan): self = .stepped(SteppedScaler(plan, at: start))
        case .concurrency(let plan): self = .concurrency(ConcurrencyScaler(plan))
        case .managed(let plan): self = .managed(ManagedInstancesScaler(plan))
        }
    }

    /// Time between readings; nil for a scaler that takes none.
    var period: SimulationDuration? {
        switch self {
        case .none: nil
        case .targetTracking(let trackers): trackers.period
        case .horizontalPod(let scaler): scaler.plan.sync
        case .knative(let scaler): scaler.plan.tick
        case .stepped(let scaler): scaler.period
        case .concurrency(let scaler): scaler.plan.period
        case .managed(let scaler): scaler.plan.period
        }
    }

    mutating func decide(_ reading: FleetReading) -> ScalerWish? {
        switch self {
        case .none:
            return nil
        case .targetTracking(var trackers):
            // Taken out while it changes, so that its arrays are not copied.
            self = .none
            defer { self = .targetTracking(trackers) }
            return trackers.decide(reading)
        case .horizontalPod(var scaler):
            self = .none
            defer { self = .horizontalPod(scaler) }
            return scaler.decide(reading).map { ScalerWish(tasks: $0) }
        case .knative(var scaler):
            self = .none
            defer { self = .knative(scaler) }
            return ScalerWish(tasks: scaler.decide(reading))
        case .stepped(var scaler):
            self = .none
            defer { self = .stepped(scaler) }
            return scaler.decide(reading).map { ScalerWish(tasks: $0) }
        case .concurrency(var scaler):
            self = .none
            defer { self = .concurrency(scaler) }
            return ScalerWish(tasks: scaler.decide(reading))
        case .managed(var scaler):
            self = .none
            defer { self = .managed(scaler) }
            return ScalerWish(tasks: scaler.decide(reading))
        }
    }
}

extension ScalerPlan {
    /// Whether a request that finds no place starts a task, and tasks die of idleness rather than by decision.
    var startsOnDemand: Bool {
        switch self {
        case .concurrency, .perRequest: true
        case .none, .targetTracking, .horizontalPod, .knative, .stepped, .managed: false
        }
    }

    /// Whether a request that finds no task at all starts the first.
    var wakesFromZero: Bool {
        switch self {
        case .knative: true
        case .stepped(let plan): plan.startsAtOnce
        case .none, .targetTracking, .horizontalPod, .concurrency, .perRequest, .managed: false
        }
    }

    /// Tasks at the start beyond the minimum.
    var initialTasks: Int {
        if case .knative(let plan) = self { plan.initialScale } else { 0 }
    }

    /// Whether a wait for a task's start is told apart from other waits.
    var notesColdStarts: Bool {
        switch self {
        case .none, .targetTracking: false
        case .horizontalPod, .knative, .stepped, .concurrency, .perRequest, .managed: true
        }
    }
}
