// SPDX-License-Identifier: GPL-3.0-or-later

/// A discrete-event model: some state, and what it does when an event occurs.
public protocol SimulationModel: ~Copyable {
    associatedtype Event: BitwiseCopyable
    mutating func handle(_ event: Event, scheduler: inout Scheduler<Event>)
}

/// What comes first among events at the same instant.
///
/// Capacity that is given back at an instant can be used at that instant: completions come first, then
/// expiries, then arrivals; within a class, first scheduled, first served.
@frozen
public enum EventClass: UInt64, Sendable, BitwiseCopyable {
    case completion = 0
    case expiry = 1
    case arrival = 2
}

/// The clock and the future, as a model sees them while it handles an event.
@frozen
public struct Scheduler<Event: BitwiseCopyable>: ~Copyable {
    @usableFromInline var clock = SimulationTime.zero
    @usableFromInline var isStopped = false
    @usableFromInline var queue = EventQueue<Event>()

    @inlinable init() {}

    /// The time of the event being handled.
    @inlinable public var now: SimulationTime { clock }

    @inlinable public var pendingEvents: Int { queue.count }

    /// Schedules `event` at `time`, which must not lie in the past.
    @inlinable
    public mutating func schedule(_ event: Event, at time: SimulationTime, as eventClass: EventClass) {
        precondition(time >= clock, "an event cannot be scheduled in the past")
        queue.insert(event, at: time, as: eventClass)
    }

    @inlinable
    public mutating func schedule(_ event: Event, after delay: SimulationDuration, as eventClass: EventClass) {
        schedule(event, at: clock + delay, as: eventClass)
    }

    /// Ends the run once the current event has been handled.
    @inlinable public mutating func stop() { isStopped = true }
}

/// Runs a model by handling its events in (time, class, sequence) order, which is the only order there is.
@frozen
public struct Simulation<Model: SimulationModel & ~Copyable>: ~Copyable {
    public var model: Model
    public var scheduler = Scheduler<Model.Event>()
    @usableFromInline var handled: UInt64 = 0

    @inlinable public init(_ model: consuming Model) { self.model = model }

    @inlinable public var eventsHandled: UInt64 { handled }

    /// True once the model has stopped the run.
    @inlinable public var isStopped: Bool { scheduler.isStopped }

    /// Handles every event before `end`, then sets the clock to `end`.
    ///
    /// Events at `end` itself stay pending, so that consecutive stretches share no instant.
    @inlinable
    public mutating func run(until end: SimulationTime) {
        while !scheduler.isStopped, let (time, event) = scheduler.queue.removeFirst(before: end) {
            scheduler.clock = time
            handled &+= 1
            model.handle(event, scheduler: &scheduler)
        }
        if !scheduler.isStopped { scheduler.clock = end }
    }
}
