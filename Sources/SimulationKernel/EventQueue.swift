// SPDX-License-Identifier: GPL-3.0-or-later

/// The pending-event set, ordered by (time, class, sequence).
///
/// Two heaps: what is due before `horizon`, and the rest. An idle instance waits ten minutes for its end, a deadline
/// ten seconds, while requests come and go in milliseconds; out of their way, the heap at work stays small. Which
/// heap an event goes to changes when it is moved, never when it occurs.
@frozen
public struct EventQueue<Event: BitwiseCopyable>: ~Copyable {
    @usableFromInline var near: EventHeap<Event>
    @usableFromInline var far: EventHeap<Event>
    /// Every event of `far` is due at it or later, every event of `near` before it.
    @usableFromInline var horizon: SimulationTime
    /// How far ahead of the earliest event the horizon is set, in nanoseconds.
    @usableFromInline var width: Int64 = 1_000_000_000
    @usableFromInline var nextSequence: UInt64 = 0
    /// `nextSequence` when the horizon was set, and how many events have gone beyond it since.
    @usableFromInline var firstSequence: UInt64 = 0
    @usableFromInline var insertedBeyond: UInt64 = 0

    public init(minimumCapacity: Int = 256) {
        near = EventHeap(minimumCapacity: minimumCapacity)
        far = EventHeap(minimumCapacity: minimumCapacity)
        horizon = SimulationTime(nanoseconds: width)
    }

    /// The number of events waiting to happen.
    @inlinable public var count: Int { near.count &+ far.count }

    /// The time of the earliest event, or nil when none is pending.
    @inlinable
    public var nextTime: SimulationTime? {
        mutating get { first?.time }
    }

    /// Complexity: O(log n).
    @inlinable
    public mutating func insert(_ event: Event, at time: SimulationTime, as eventClass: EventClass) {
        let entry = EventHeap<Event>.Entry(
            time: time, order: eventClass.rawValue &<< 62 | nextSequence, event: event)
        nextSequence &+= 1
        if time < horizon { near.insert(entry) } else { insertBeyond(entry) }
    }

    /// Removes and returns the earliest event; the queue must not be empty. Complexity: O(log n).
    @inlinable
    public mutating func removeFirst() -> Event {
        guard let first else { preconditionFailure("no event is pending") }
        near.removeRoot()
        return first.event
    }

    /// Removes the earliest event if it is due before `end`. Complexity: O(log n).
    @inlinable @inline(__always)
    public mutating func removeFirst(before end: SimulationTime) -> (time: SimulationTime, event: Event)? {
        guard let first, first.time < end else { return nil }
        near.removeRoot()
        return (first.time, first.event)
    }

    /// The earliest entry, which is the first of `near`.
    @inlinable @inline(__always)
    var first: EventHeap<Event>.Entry? {
        mutating get {
            if let first = near.first { return first }
            moveHorizon()
            return near.first
        }
    }

    @usableFromInline @inline(never)
    mutating func insertBeyond(_ entry: EventHeap<Event>.Entry) {
        insertedBeyond &+= 1
        far.insert(entry)
    }

    /// Nothing is due before the horizon: sets it anew, ahead of what is due next.
    @usableFromInline @inline(never)
    mutating func moveHorizon() {
        guard let earliest = far.first else { return }
        adaptWidth()
        let (end, isPastAll) = earliest.time.nanoseconds.addingReportingOverflow(width)
        horizon = SimulationTime(nanoseconds: isPastAll ? .max : end)
        // The earliest comes over even if it is due at the end of time, which no horizon is beyond.
        near.insert(earliest)
        far.removeRoot()
        while let entry = far.first, entry.time < horizon {
            near.insert(entry)
            far.removeRoot()
        }
        firstSequence = nextSequence
        insertedBeyond = 0
    }

    /// An event that goes to `far` first is moved twice, so few should; and the fewer wait in `near`, the better. Both
    /// are had where one in 64 to one in 256 goes beyond the horizon.
    private mutating func adaptWidth() {
        let inserted = nextSequence &- firstSequence
        if insertedBeyond &* 64 > inserted {
            width = min(width &* 2, 1 << 60)
        } else if insertedBeyond &* 256 < inserted {
            width = max(width / 2, 1)
        }
    }
}
