// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// One execution environment of a function.
struct Instance: BitwiseCopyable {
    enum State: UInt8, BitwiseCopyable { case busy, idle, gone }

    var created = SimulationTime.zero
    /// Counts the instances of its function, from 0.
    var serial: UInt64 = 0
    /// When it dies if nobody uses it: the end of its idle lifetime or of its life, whichever comes first.
    var deadline = SimulationTime.distantFuture
    /// When it is too old to be used again.
    var retireAt = SimulationTime.distantFuture
    var idleLifetime = SimulationDuration(nanoseconds: .max)
    /// One bit for each backend it holds connections to.
    var connections: UInt64 = 0
    /// Neighbours in the list of idle instances, −1 for none; `next` is the position when the order is random.
    var previous: Int32 = -1
    var next: Int32 = -1
    var state = State.gone
    var isProvisioned = false
    /// True until its first call has begun.
    var isFresh = true
    /// True after a crash: its next call initialises it anew, at the call's expense.
    var needsReset = false
    /// True while a timer for it is pending; then its slot is not recycled.
    var timerIsSet = false
}
