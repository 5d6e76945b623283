// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A token bucket under Poisson arrivals: `rate` tokens a second, at most `burst` saved up.
///
/// A request is refused exactly when an M/D/1/K queue with K = burst would lose it: the missing tokens are its
/// customers. Take the queue's embedded chain at departures and balance the flow across each level, which adds only
/// positive terms; then P(loss) = 1 − 1/(π₀ + ρ): Gross & Harris, Fundamentals of Queueing Theory (1998), 5.1.8.
public struct TokenBucket: Sendable, Hashable {
    /// Requests per second.
    public let arrivalRate: Double
    /// Tokens per second.
    public let rate: Double
    /// At least 1.
    public let burst: Int

    public init(arrivalRate: Double, rate: Double, burst: Int) {
        self.arrivalRate = arrivalRate
        self.rate = rate
        self.burst = burst
    }

    /// The share of requests that is refused. Complexity: O(burst²).
    public var refused: Double {
        let load = arrivalRate / rate
        let none = exp(-load)
        // Beyond 745 requests a token the bucket is always empty.
        guard none > 0 else { return 1 - 1 / load }
        // tails[k] = P(more than k arrivals during one token's time).
        let tails = (0...burst).map { gsl_cdf_poisson_Q(UInt32($0), load) }
        var levels = [1.0]
        var sum = 1.0
        while levels.count < burst {
            let level = levels.count - 1
            var up = levels[0] * tails[level]
            for below in levels.indices.dropFirst() { up += levels[below] * tails[level - below + 1] }
            levels.append(up / none)
            sum += up / none
            // Far above the rate the levels grow geometrically; only their proportions matter.
            if sum > 1e200 {
                levels = levels.map { $0 * 1e-200 }
                sum *= 1e-200
            }
        }
        return 1 - 1 / (levels[0] / sum + load)
    }
}
