// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// A limiter that refills continuously: `rate` tokens a second, never more than `burst`. Starts full.
///
/// With tokens of 1 it refuses exactly what an M/D/1/K queue with K = burst loses (validation T02, T03).
struct TokenBucket: BitwiseCopyable {
    private(set) var rate: Double
    private(set) var burst: Double
    private var tokens: Double
    private var updated = SimulationTime.zero

    init(_ plan: TokenBucketPlan) {
        rate = plan.rate
        burst = plan.burst
        tokens = plan.burst
    }

    /// Takes `cost` tokens if they are there.
    mutating func take(_ cost: Double = 1, at now: SimulationTime) -> Bool {
        refill(now)
        // Refilling in Double may fall short of a whole token by rounding alone; 1e-9 of a token forgives it.
        guard tokens >= cost - 1e-9 else { return false }
        tokens = max(0, tokens - cost)
        return true
    }

    /// Takes one token, now or later, and says when it is to be had.
    mutating func reserve(at now: SimulationTime) -> SimulationTime {
        refill(now)
        tokens -= 1
        return tokens >= 0 ? now : now + .seconds(-tokens / rate)
    }

    /// Changes the rate and the size; what is in it stays, within the new size.
    mutating func resize(rate: Double, burst: Double, at now: SimulationTime) {
        refill(now)
        let growth = max(0, burst - self.burst)
        self.rate = rate
        self.burst = burst
        tokens = min(burst, tokens + growth)
    }

    private mutating func refill(_ now: SimulationTime) {
        tokens = min(burst, tokens + Double((now - updated).nanoseconds) * (rate * 1e-9))
        updated = now
    }
}
