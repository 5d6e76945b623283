// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// The stretch of time that a run observes, and the lead-in before it that is simulated but not observed.
public struct Stretch: Sendable, Hashable {
    public var start: SimulationTime
    public var warmUp: SimulationDuration
    public var length: SimulationDuration

    public init(start: SimulationTime = .zero, warmUp: SimulationDuration = .zero, length: SimulationDuration) {
        self.start = start
        self.warmUp = warmUp
        self.length = length
    }
}

/// One independent run of a plan. Equal plan, seed, number and stretch give an equal observation.
public struct Replication: Sendable {
    private let plan: Plan
    private let seed: UInt64
    private let number: Int

    public init(_ plan: Plan, seed: UInt64, replication: Int) {
        self.plan = plan
        self.seed = seed
        number = replication
    }

    /// A system that is empty at `start`.
    func simulation(from start: SimulationTime, following tracer: Tracer? = nil) -> Simulation<ApplicationModel> {
        var model = ApplicationModel(plan, seed: seed, replication: number, start: start)
        model.tracer = tracer
        return Simulation(model)
    }

    /// Simulates the lead-in and the stretch; the system begins empty, with its provisioned capacity ready.
    public func run(over stretch: Stretch) -> Observation {
        let leadIn = SimulationTime(nanoseconds: max(0, (stretch.start - stretch.warmUp).nanoseconds))
        let end = stretch.start + stretch.length
        var simulation = simulation(from: leadIn)
        simulation.run(until: leadIn)
        simulation.model.begin(&simulation.scheduler)
        if leadIn < stretch.start {
            simulation.run(until: stretch.start)
            if !simulation.isStopped { simulation.model.beginObserving(at: stretch.start) }
        }
        simulation.run(until: end)
        let events = simulation.eventsHandled
        return simulation.model.observation(at: simulation.scheduler.now, events: events)
    }
}
