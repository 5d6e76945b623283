// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Stops calling what keeps failing: closed, open for a rest, then half open for one trial.
///
/// A trial whose outcome nobody learns (its caller was stopped) counts for one more rest; then another may go out.
struct CircuitBreaker {
    enum State: Equatable { case closed, open(until: SimulationTime), trying(until: SimulationTime) }

    let plan: BreakerPlan
    private(set) var state = State.closed
    private var failuresInARow = 0

    init(_ plan: BreakerPlan) { self.plan = plan }

    /// Whether a call may go out now.
    mutating func admits(at now: SimulationTime) -> Bool {
        switch state {
        case .closed: return true
        case .open(let until), .trying(let until):
            guard now >= until else { return false }
            state = .trying(until: now + plan.rest)
            return true
        }
    }

    /// An answer that comes while it is open belongs to a call from before, and changes nothing.
    mutating func note(isSuccess: Bool, at now: SimulationTime) {
        if case .open = state { return }
        if isSuccess {
            failuresInARow = 0
            state = .closed
            return
        }
        failuresInARow += 1
        guard state != .closed || failuresInARow >= plan.failures else { return }
        failuresInARow = 0
        state = .open(until: now + plan.rest)
    }
}
