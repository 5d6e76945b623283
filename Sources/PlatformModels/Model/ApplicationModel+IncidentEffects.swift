// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// What the incidents that are under way do together: each ends alone, and what the others do stays.
extension ApplicationModel {
    /// Factors multiply, failures happen each by its own chance, and the lowest limit rules, the backend's own among
    /// them.
    mutating func applyIncidents(toBackend backend: Int) {
        var slowdown = 1.0, survival = 1.0, isHalted = false
        let own = backends[backend].plan.rate
        var limit = own
        for (incident, isActive) in zip(plan.incidents, activeIncidents) where isActive {
            switch incident.effect {
            case .slow(backend, let factor): slowdown *= factor
            case .fail(backend, let share, _): survival *= 1 - share
            case .halt(backend): isHalted = true
            case .limitRate(backend, let rate) where rate < limit?.rate ?? .infinity:
                limit = TokenBucketPlan(rate: rate, burst: max(1, rate))
            default: break
            }
        }
        backends[backend].slowdown = slowdown
        backends[backend].failureShare = 1 - survival
        backends[backend].isHalted = isHalted
        // A limit that stays keeps what it has counted.
        guard limit != backends[backend].rateInForce else { return }
        backends[backend].rateInForce = limit
        backends[backend].rate = limit.map { TokenBucket($0) }
    }

    mutating func applyIncidents(toFunction function: Int) {
        var limit: Int?
        for (incident, isActive) in zip(plan.incidents, activeIncidents) where isActive {
            if case .limit(function, let concurrency) = incident.effect { limit = min(limit ?? .max, concurrency) }
        }
        functions[function].imposedLimit = limit
    }
}

/// New code that behaves unlike the old: a share of what a handler is asked for meets it while its deployment lasts.
extension ApplicationModel {
    /// By how much the code that an invocation runs is slower.
    @inline(never)
    mutating func codeSlowdown(_ index: Int) -> Double {
        var factor = 1.0
        for (number, change) in codeChanges.enumerated() where meets(change, number, index) {
            factor *= change.plan.slowdown
        }
        return factor
    }

    /// Whether new code fails at the end of a piece of work.
    @inline(never)
    mutating func failsByNewCode(_ frame: Int, _ index: Int) -> Bool {
        for (number, change) in codeChanges.enumerated() where change.plan.failing > 0 && meets(change, number, index) {
            let u = RandomStream.firstUniform(
                change.failureKey, request: frames[frame].identity, occurrence: frames[frame].occurrence)
            if u < change.plan.failing { return true }
        }
        return false
    }

    private mutating func meets(_ change: CodeChangeState, _ number: Int, _ index: Int) -> Bool {
        guard activeIncidents[change.incident], Int(invocations[index].handler) == change.plan.handler else {
            return false
        }
        let caller = invocations[index].caller
        return RandomStream.firstUniform(change.shareKey, request: caller.identity, occurrence: caller.occurrence)
            < change.share
    }
}

/// A deployment whose new code behaves differently, as a run follows it.
struct CodeChangeState {
    let incident: Int
    let plan: CodeChange
    let share: Double
    let shareKey: StreamKey
    let failureKey: StreamKey
}
