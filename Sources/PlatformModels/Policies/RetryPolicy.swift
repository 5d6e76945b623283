// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Decides whether and when to try again; knows nothing of the clock.
struct RetryPolicy {
    let plan: RetryPlan
    let key: StreamKey
    private let custom: Sampler?

    init(_ plan: RetryPlan, seed: UInt64, replication: Int) {
        self.plan = plan
        key = StreamKey(seed: seed, replication: replication, name: plan.stream)
        if case .distribution(let distribution) = plan.jitter { custom = Sampler(distribution) } else { custom = nil }
    }

    /// The delay before the next attempt, or nil when this was the last.
    /// - Parameters:
    ///   - attempt: the attempt that just ended, from 1.
    ///   - previous: the delay before it (decorrelated jitter grows from it).
    func delay(after outcome: Outcome, attempt: Int, previous: SimulationDuration,
               identity: UInt64) -> SimulationDuration? {
        guard attempt < plan.attempts, !plan.retries.isDisjoint(with: outcome.retried) else { return nil }
        let base = outcome == .throttled ? plan.throttledBase : plan.transientBase
        var stream = RandomStream(key, request: identity, occurrence: UInt32(attempt))
        switch plan.jitter {
        case .none: return exponential(base, attempt)
        case .full: return scaled(exponential(base, attempt), stream.uniform())
        case .equal: return scaled(exponential(base, attempt), 0.5 + stream.uniform() / 2)
        case .decorrelated:
            let from = base.seconds, to = max(from, 3 * max(previous, base).seconds)
            return min(plan.cap, .seconds(from + (to - from) * stream.uniform()))
        case .distribution:
            return .seconds(max(0, custom?.sample(&stream) ?? 0))
        }
    }

    private func exponential(_ base: SimulationDuration, _ attempt: Int) -> SimulationDuration {
        var delay = base.seconds
        for _ in 1..<max(attempt, 1) {
            delay *= plan.multiplier
            if delay > plan.cap.seconds { return plan.cap }
        }
        return min(plan.cap, .seconds(delay))
    }

    private func scaled(_ delay: SimulationDuration, _ factor: Double) -> SimulationDuration {
        .seconds(delay.seconds * factor)
    }
}

/// The tokens that all retries of one caller share.
struct RetryBudget {
    private let plan: RetryBudgetPlan
    private var tokens: Int

    init(_ plan: RetryBudgetPlan) {
        self.plan = plan
        tokens = plan.capacity
    }

    /// Pays for a retry, if there is enough.
    mutating func pay(for outcome: Outcome) -> Bool {
        let cost = cost(of: outcome)
        guard tokens >= cost else { return false }
        tokens -= cost
        return true
    }

    /// Gives back after a success: of the first attempt, or of a retry that had paid for `lastOutcome`.
    mutating func refund(isFirstAttempt: Bool, paidFor lastOutcome: Outcome) {
        let refund = isFirstAttempt ? plan.firstSuccessRefund : cost(of: lastOutcome)
        tokens = min(plan.capacity, tokens + refund)
    }

    private func cost(of outcome: Outcome) -> Int {
        outcome == .throttled ? plan.throttledCost : plan.transientCost
    }
}
