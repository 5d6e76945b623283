// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// An estimate with the half-width of its confidence interval.
public struct Estimate: Sendable, Hashable {
    public var value: Double
    /// Half the width of the interval; nil where no interval exists (fewer than two replications).
    public var halfWidth: Double?
    /// The confidence level, such as 0.95.
    public var level: Double

    public init(value: Double, halfWidth: Double?, level: Double) {
        self.value = value
        self.halfWidth = halfWidth
        self.level = level
    }

    /// Half-width relative to the value; nil where there is no interval, 0 for an exact 0 ± 0.
    public var relativeHalfWidth: Double? {
        guard let halfWidth else { return nil }
        if halfWidth == 0 { return 0 }
        return value == 0 ? .infinity : halfWidth / abs(value)
    }
}

/// Intervals over independent replications. Values within one run are autocorrelated and never enter here one by one.
public enum ReplicationInterval {
    /// Student's t interval for the mean of `values`, one per replication (Law, Simulation Modeling and Analysis, §9.4).
    public static func mean(of values: [Double], level: Double = 0.95) -> Estimate {
        var moments = RunningMoments()
        for value in values { moments.record(value) }
        return Estimate(value: moments.mean, halfWidth: halfWidth(moments, level), level: level)
    }

    /// Sectioning: the point estimate comes from all replications pooled, the spread from the estimates of the
    /// single replications around it (Asmussen & Glynn, Stochastic Simulation, §III.5).
    public static func sectioning(pooled: Double, sections: [Double], level: Double = 0.95) -> Estimate {
        guard sections.count > 1 else { return Estimate(value: pooled, halfWidth: nil, level: level) }
        let n = Double(sections.count)
        let squared = sections.reduce(0) { $0 + ($1 - pooled) * ($1 - pooled) }
        let error = (squared / (n - 1) / n).squareRoot()
        return Estimate(value: pooled, halfWidth: studentQuantile(level, degrees: n - 1) * error, level: level)
    }

    /// A ratio of sums over replications with the delta-method interval (never the mean of ratios).
    public static func ratio(_ pairs: [(numerator: Double, denominator: Double)], level: Double = 0.95) -> Estimate {
        let numerator = pairs.reduce(0) { $0 + $1.numerator }
        let denominator = pairs.reduce(0) { $0 + $1.denominator }
        guard denominator != 0 else { return Estimate(value: 0, halfWidth: nil, level: level) }
        let ratio = numerator / denominator
        guard pairs.count > 1 else { return Estimate(value: ratio, halfWidth: nil, level: level) }
        let n = Double(pairs.count)
        let squared = pairs.reduce(0) { sum, pair in
            let residual = pair.numerator - ratio * pair.denominator
            return sum + residual * residual
        }
        let error = (squared / (n - 1) / n).squareRoot() / (denominator / n)
        return Estimate(value: ratio, halfWidth: studentQuantile(level, degrees: n - 1) * abs(error), level: level)
    }

    private static func halfWidth(_ moments: RunningMoments, _ level: Double) -> Double? {
        guard moments.count > 1 else { return nil }
        let n = Double(moments.count)
        return studentQuantile(level, degrees: n - 1) * (moments.sampleVariance / n).squareRoot()
    }

    /// The two-sided critical value of Student's t.
    public static func studentQuantile(_ level: Double, degrees: Double) -> Double {
        gsl_cdf_tdist_Pinv(0.5 + level / 2, degrees)
    }
}
