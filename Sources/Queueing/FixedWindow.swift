// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// A counter that is set back at fixed instants, under Poisson arrivals.
public struct FixedWindow: Sendable, Hashable {
    /// Expected arrivals in a window.
    public let load: Double
    /// Requests admitted in a window.
    public let limit: Int

    public init(load: Double, limit: Int) {
        self.load = load
        self.limit = limit
    }

    /// E[(N − limit)⁺] / E[N] with N Poisson: P(N ≥ limit) − limit/load · P(N > limit).
    public var refused: Double {
        let atLeast = limit == 0 ? 1 : gsl_cdf_poisson_Q(UInt32(limit - 1), load)
        return atLeast - Double(limit) / load * gsl_cdf_poisson_Q(UInt32(limit), load)
    }
}
