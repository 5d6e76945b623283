// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// Why no distribution of the wanted family has the given statistics.
public enum FitFault: Error, Sendable, Hashable {
    case notPositive(DistributionParameter, Double)
    /// A percentile must lie strictly between 0 and 1, and above ½ where it is combined with a median or mean.
    case probabilityOutOfRange(Double)
    /// A high percentile below the median, or a mean below the median, which no lognormal has.
    case belowMedian(value: Double, median: Double)
    /// A high percentile below the mean needs a tail so heavy (sigma above 2z) that it is taken for a mistake.
    case percentileBelowMean(value: Double, mean: Double)
    /// No lognormal has a percentile above exp(z²/2) times its mean: 3.87 at p95, 14.97 at p99.
    case percentileTooFarAboveMean(ratio: Double, largest: Double)
    /// A hyperexponential varies more than an exponential: the squared coefficient of variation exceeds 1.
    case variationNotAboveOne(Double)
}

/// Distributions from the statistics that people know. Each reproduces them to rounding.
extension Distribution {
    /// The lognormal with this median and `value` at probability `p` (½ < p < 1); a constant if both are equal.
    public static func lognormal(
        median: Double, p: Double, value: Double
    ) throws(FitFault) -> Distribution {
        try requirePositive(.median, median)
        let z = try upperDeviate(p)
        guard value >= median, value.isFinite else { throw .belowMedian(value: value, median: median) }
        if value == median { return .constant(median) }
        return .lognormal(mu: log(median), sigma: log(value / median) / z)
    }

    /// The lognormal with this mean and coefficient of variation: sigma² = ln(1 + cv²).
    public static func lognormal(mean: Double, cv: Double) throws(FitFault) -> Distribution {
        try requirePositive(.mean, mean)
        if cv == 0 { return .constant(mean) }
        try requirePositive(.cv, cv)
        let variance = log1p(cv * cv)
        return .lognormal(mu: log(mean) - variance / 2, sigma: variance.squareRoot())
    }

    /// The lognormal with this mean and `value` at probability `p` (½ < p < 1).
    ///
    /// ln(value / mean) = zσ − σ²/2 has two roots. The smaller, σ = z − √(z² − 2 ln(value / mean)), is taken: the
    /// other has σ > z, that is a coefficient of variation above 3.7 at p95 and 15 at p99. A value below the mean
    /// has only the other root and is a fault, as is one out of reach of any lognormal.
    public static func lognormal(mean: Double, p: Double, value: Double) throws(FitFault) -> Distribution {
        try requirePositive(.mean, mean)
        try requirePositive(.percentile, value)
        let z = try upperDeviate(p)
        if value == mean { return .constant(mean) }
        guard value > mean else { throw .percentileBelowMean(value: value, mean: mean) }
        let excess = log(value / mean)
        let discriminant = z * z - 2 * excess
        guard discriminant >= 0 else {
            throw .percentileTooFarAboveMean(ratio: value / mean, largest: exp(z * z / 2))
        }
        // The same root with the cancelling difference as a quotient.
        let sigma = 2 * excess / (z + discriminant.squareRoot())
        return .lognormal(mu: log(mean) - sigma * sigma / 2, sigma: sigma)
    }

    /// The lognormal with this median and mean: sigma² = 2 ln(mean / median).
    public static func lognormal(median: Double, mean: Double) throws(FitFault) -> Distribution {
        try requirePositive(.median, median)
        guard mean >= median, mean.isFinite else { throw .belowMedian(value: mean, median: median) }
        if mean == median { return .constant(mean) }
        return .lognormal(mu: log(median), sigma: (2 * log(mean / median)).squareRoot())
    }

    /// The gamma with this mean and coefficient of variation: shape 1 / cv².
    public static func gamma(mean: Double, cv: Double) throws(FitFault) -> Distribution {
        try requirePositive(.mean, mean)
        if cv == 0 { return .constant(mean) }
        try requirePositive(.cv, cv)
        return .gamma(shape: 1 / (cv * cv), scale: mean * cv * cv)
    }

    /// The two-stage hyperexponential with this mean and squared coefficient of variation, with balanced means
    /// (each stage contributes half the mean): Morse (1958); Whitt, Operations Research 30 (1982).
    public static func hyperexponential(mean: Double, squaredCV: Double) throws(FitFault) -> Distribution {
        try requirePositive(.mean, mean)
        guard squaredCV > 1, squaredCV.isFinite else { throw .variationNotAboveOne(squaredCV) }
        let p = (1 + ((squaredCV - 1) / (squaredCV + 1)).squareRoot()) / 2
        return .hyperexponential(weights: [p, 1 - p], means: [mean / (2 * p), mean / (2 * (1 - p))])
    }

    /// The same shape with another mean; both means must be positive and finite.
    public func rescaled(toMean mean: Double) throws(FitFault) -> Distribution {
        try Self.requirePositive(.mean, mean)
        let present = self.mean
        try Self.requirePositive(.mean, present)
        return scaled(by: mean / present)
    }

    /// X × factor, written into the parameters of the common families so that it costs nothing to draw.
    public func scaled(by factor: Double) -> Distribution {
        switch self {
        case .constant(let value): .constant(value * factor)
        case .uniform(let low, let high): .uniform(low: low * factor, high: high * factor)
        case .exponential(let mean): .exponential(mean: mean * factor)
        case .erlang(let stages, let mean): .erlang(stages: stages, mean: mean * factor)
        case .hyperexponential(let weights, let means):
            .hyperexponential(weights: weights, means: means.map { $0 * factor })
        case .gamma(let shape, let scale): .gamma(shape: shape, scale: scale * factor)
        case .lognormal(let mu, let sigma): .lognormal(mu: mu + log(factor), sigma: sigma)
        case .weibull(let scale, let shape): .weibull(scale: scale * factor, shape: shape)
        case .pareto(let shape, let minimum): .pareto(shape: shape, minimum: minimum * factor)
        case .samples(let values): .samples(values.map { $0 * factor })
        case .quantiles(let points):
            .quantiles(points.map { QuantilePoint(probability: $0.probability, value: $0.value * factor) })
        case .scaled(let base, let inner): .scaled(base, by: inner * factor)
        default: .scaled(self, by: factor)
        }
    }

    private static func requirePositive(_ name: DistributionParameter, _ value: Double) throws(FitFault) {
        guard value > 0, value.isFinite else { throw .notPositive(name, value) }
    }

    private static func upperDeviate(_ p: Double) throws(FitFault) -> Double {
        guard p > 0.5, p < 1 else { throw .probabilityOutOfRange(p) }
        return gsl_cdf_ugaussian_Pinv(p)
    }
}
