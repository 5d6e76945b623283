// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// Order-statistic facts about quantiles of independent values (David & Nagaraja, Order Statistics, §7.1).
public enum QuantileRanks {
    /// The ranks (1-based) of a distribution-free interval for the q-quantile of `count` independent values,
    /// and its exact coverage; nil when no such interval of the wanted level exists.
    public static func interval(
        count: Int, quantile q: Double, level: Double = 0.95
    ) -> (lower: Int, upper: Int, coverage: Double)? {
        guard count > 0, q > 0, q < 1 else { return nil }
        let n = UInt32(count), tail = (1 - level) / 2
        var lower = 0
        while lower < count, gsl_cdf_binomial_P(UInt32(lower), q, n) <= tail { lower += 1 }
        var upper = count
        while upper > 0, gsl_cdf_binomial_Q(UInt32(upper - 1), q, n) <= tail { upper -= 1 }
        upper += 1
        guard lower >= 1, upper <= count else { return nil }
        let coverage = gsl_cdf_binomial_P(UInt32(upper - 1), q, n) - gsl_cdf_binomial_P(UInt32(lower - 1), q, n)
        return (lower, upper, coverage)
    }

    /// The smallest number of independent values whose maximum bounds the q-quantile from above with confidence `level`.
    public static func smallestCountForUpperBound(quantile q: Double, level: Double = 0.95) -> Int {
        Int((log(1 - level) / log(q)).rounded(.up))
    }
}
