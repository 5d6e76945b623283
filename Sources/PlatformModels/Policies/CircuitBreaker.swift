// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Stops calling what keeps failing: closed, open for a rest, then half open for one trial.
struct CircuitBreaker {
    enum State: Equatable { case closed, open(until: SimulationTime), trying }

    let plan: BreakerPlan
    private(set) var state = State.closed
    private var failuresInARow = 0

    init(_ plan: BreakerPlan) { self.plan = plan }

    /// Whether a call may go out now.
    mutating func admits(at now: SimulationTime) -> Bool {
        switch state {
        case .closed: return true
        case .trying: return false
        case .open(let until):
            guard now >= until else { return false }
            state = .trying
            return true
        }
    }

    mutating func note(isSuccess: Bool, at now: SimulationTime) {
        if isSuccess {
            failuresInARow = 0
            state = .closed
            return
        }
        failuresInARow += 1
        if state == .trying || failuresInARow >= plan.failures { state = .open(until: now + plan.rest) }
    }
}
