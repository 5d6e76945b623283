// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import SimulationKernel

/// Deadlines that come in the order in which they were set, behind one timer.
///
/// All attempts of a source wait equally long, so their deadlines are ordered by nature: a ring and one timer
/// replace an event for each attempt, most of which would find its attempt long answered.
struct DeadlineQueue {
    struct Entry: BitwiseCopyable {
        var deadline: SimulationTime
        var id: UInt32
        var generation: UInt32
    }

    let wait: SimulationDuration
    private var entries = Deque<Entry>()
    private(set) var timerIsSet = false

    init(wait: SimulationDuration) { self.wait = wait }

    var count: Int { entries.count }

    /// Adds a deadline and returns when the timer must be set, if it is not yet.
    mutating func add(id: Int, generation: UInt32, now: SimulationTime) -> SimulationTime? {
        let deadline = now + wait
        entries.append(Entry(deadline: deadline, id: UInt32(truncatingIfNeeded: id), generation: generation))
        if timerIsSet { return nil }
        timerIsSet = true
        return deadline
    }

    /// The next deadline that is due, removed; nil when none is.
    mutating func popDue(at now: SimulationTime) -> Entry? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        return entries.popFirst()
    }

    /// Drops what is settled anywhere in the queue, once that is worth a pass over it: behind a deadline that is far
    /// away and not settled, others would pile up with every invocation.
    mutating func dropSettled(_ isSettled: (Entry) -> Bool) {
        guard entries.count >= Self.worthAPass else { return }
        entries.removeAll(where: isSettled)
    }

    private static let worthAPass = 1024

    /// After the due ones: drops what is settled and returns when to set the timer next, or nil to leave it unset.
    mutating func nextTimer(isSettled: (Entry) -> Bool) -> SimulationTime? {
        while let first = entries.first, isSettled(first) { entries.removeFirst() }
        timerIsSet = !entries.isEmpty
        return entries.first?.deadline
    }
}
