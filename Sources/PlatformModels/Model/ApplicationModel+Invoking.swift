// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Handlers that invoke handlers: the caller waits, and is billed while it does.
extension ApplicationModel {
    mutating func invoke(_ frame: Int, _ call: Int, _ handler: Int, _ scheduler: inout Clock) {
        if calls[call].plan.isCounted { calls[call].seen.bytes &+= callBytes(frame, call) }
        if plan.handlers[handler].fleet.isOutsideNetwork { countOutside(frame, bytes: callBytes(frame, call)) }
        let latency = callLatency(frame, call)
        frames[frame].state = .running
        if let timeout = calls[call].plan.timeout, timeout < latency {
            return scheduler.schedule(
                ModelEvent(.callGivesUp, id: frame, tag: frames[frame].epoch), after: timeout, as: .expiry)
        }
        // By an event even when it takes no time: a handler that invokes itself must not become a deep stack.
        scheduler.schedule(
            ModelEvent(.callEnded, id: frame, tag: frames[frame].epoch), after: latency, as: .completion)
    }

    /// The call has reached the other side.
    mutating func ask(_ handler: Int, _ frame: Int, _ call: Int, _ scheduler: inout Clock) {
        guard invocations.count < plan.caps.inFlight else {
            return give(up: .inFlightCap(plan.caps.inFlight), &scheduler)
        }
        frames[frame].state = .invoking
        if let timeout = calls[call].plan.timeout {
            scheduler.schedule(
                ModelEvent(.callGivesUp, id: frame, tag: frames[frame].epoch),
                at: frames[frame].attemptStarted + timeout, as: .expiry)
        }
        let index = Int(frames[frame].invocation)
        let caller = Caller(
            identity: Caller.identity(of: frames[frame].identity, at: calls[call].salt),
            occurrence: Caller.occurrence(of: frames[frame].occurrence, callAttempt: frames[frame].callAttempt),
            index: UInt32(truncatingIfNeeded: frame), generation: frames[frame].epoch, kind: .frame,
            origin: invocations[index].caller.origin)
        if tracer != nil { traceDerived(caller.identity, from: frame) }
        dispatch(handler, caller, &scheduler)
    }

    mutating func calleeAnswered(_ frame: Int, _ failure: Failure?, _ scheduler: inout Clock) {
        frames[frame].epoch &+= 1
        frames[frame].state = .running
        if let failure { callFailed(frame, failure, &scheduler) } else { callSucceeded(frame, &scheduler) }
    }
}
