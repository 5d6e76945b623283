// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Read or write units of a table, provisioned or on demand.
///
/// On demand, a table takes at once twice the highest rate it has carried in any past window (30 minutes in the
/// documentation), at least its initial and at most its maximum capacity (facts §5). The peak of a window is
/// measured over whole seconds, as the service's own limits are.
struct AdaptiveCapacity {
    private var bucket: TokenBucket
    private let initial: Double
    private let maximum: Double
    /// Length of a window, nil for provisioned capacity.
    let window: SimulationDuration?
    private var second: Int64 = 0
    private var usedInSecond: Double = 0
    private var peak: Double = 0

    init(_ plan: CapacityPlan) {
        switch plan {
        case .provisioned(let rate, let burst):
            bucket = TokenBucket(TokenBucketPlan(rate: rate, burst: max(rate * burst.seconds, rate)))
            (initial, maximum, window) = (rate, rate, nil)
        case .onDemand(let initial, let maximum, let window):
            bucket = TokenBucket(TokenBucketPlan(rate: initial, burst: initial))
            (self.initial, self.maximum, self.window) = (initial, maximum, window)
        }
    }

    mutating func take(_ units: Double, at now: SimulationTime) -> Bool {
        guard bucket.take(units, at: now) else { return false }
        let thisSecond = now.nanoseconds / 1_000_000_000
        if thisSecond != second {
            second = thisSecond
            usedInSecond = 0
        }
        usedInSecond += units
        peak = max(peak, usedInSecond)
        return true
    }

    /// At the end of a window: the capacity follows the highest peak so far and never falls back.
    mutating func closeWindow(at now: SimulationTime) {
        let capacity = min(maximum, max(initial, 2 * peak))
        if capacity > bucket.rate { bucket.resize(rate: capacity, burst: capacity, at: now) }
    }
}
