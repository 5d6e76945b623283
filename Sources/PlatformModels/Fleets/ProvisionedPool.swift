// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// How many provisioned instances of a function are asked for and how many are there, and what holding them is billed.
///
/// Billed from being asked for to being given up, ready or not, in started steps of the billing clock (five minutes on
/// AWS Lambda). What is given up is what was asked for last: which instance goes is not published.
struct ProvisionedPool {
    private struct Span {
        var since: SimulationTime
        var count: Int
    }

    private let clock: BillingClock
    private(set) var wanted = 0
    /// Initialised and not given up, busy or idle. More than wanted while busy ones finish.
    var ready = 0
    /// What is wanted, by when it was asked for, the newest last.
    private var spans: [Span] = []
    /// Instances × nanoseconds up to `accounted`.
    private var billed: UInt128 = 0
    private var accounted: SimulationTime

    init(_ clock: BillingClock, at start: SimulationTime) {
        self.clock = clock
        accounted = start
    }

    mutating func ask(for count: Int, at now: SimulationTime) {
        account(until: now)
        if count > wanted { spans.append(Span(since: now, count: count - wanted)) }
        var surplus = max(0, wanted - count)
        while surplus > 0, let newest = spans.last {
            let ended = min(surplus, newest.count)
            let held = now - newest.since
            billed &+= UInt128(ended) * UInt128(clock.billed(held) - held.nanoseconds)
            surplus -= ended
            if ended == newest.count { spans.removeLast() } else { spans[spans.count - 1].count -= ended }
        }
        wanted = count
    }

    /// Forgets what was billed so far, at the end of a lead-in.
    mutating func restart(at now: SimulationTime) {
        account(until: now)
        billed = 0
    }

    /// Instances × nanoseconds since the last restart; what is still held is billed to the end.
    mutating func billed(until end: SimulationTime) -> UInt128 {
        account(until: end)
        return billed
    }

    private mutating func account(until now: SimulationTime) {
        billed &+= UInt128(wanted) * UInt128(UInt64(bitPattern: (now - accounted).nanoseconds))
        accounted = now
    }
}
