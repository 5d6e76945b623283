// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Distribution {
    /// The mean; infinite where a tail is too heavy to have one.
    public var mean: Double {
        switch self {
        case .constant(let value): value
        case .uniform(let low, let high): (low + high) / 2
        case .exponential(let mean), .erlang(_, let mean), .inverseGaussian(let mean, _), .normal(let mean, _): mean
        case .hyperexponential(let weights, let means): zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
        case .gamma(let shape, let scale): shape * scale
        case .lognormal(let mu, let sigma): exp(mu + sigma * sigma / 2)
        case .weibull(let scale, let shape): scale * tgamma(1 + 1 / shape)
        case .pareto(let shape, let minimum): shape > 1 ? shape * minimum / (shape - 1) : .infinity
        case .lomax(let shape, let scale): shape > 1 ? scale / (shape - 1) : .infinity
        case .beta(let a, let b, let low, let high): low + (high - low) * a / (a + b)
        case .logistic(let location, _): location
        case .loglogistic(let scale, let shape):
            shape > 1 ? scale * (Double.pi / shape) / sin(Double.pi / shape) : .infinity
        case .gumbel(let location, let scale): location + Self.eulerGamma * scale
        case .rayleigh(let sigma): sigma * (Double.pi / 2).squareRoot()
        case .triangular(let low, let mode, let high): (low + mode + high) / 3
        case .chiSquared(let degrees): degrees
        case .fisher(_, let denominator): denominator > 2 ? denominator / (denominator - 2) : .infinity
        case .quantiles(let points): QuantileTable(points).mean
        case .samples(let values): values.reduce(0, +) / Double(values.count)
        case .mixture(let parts): parts.reduce(0) { $0 + $1.weight * $1.distribution.mean }
        case .truncated(let base, let low, let high): base.truncatedMoments(low: low, high: high).mean
        case .shifted(let base, let offset): base.mean + offset
        case .scaled(let base, let factor): base.mean * factor
        }
    }

    /// The variance; infinite where a tail is too heavy to have one.
    public var variance: Double {
        switch self {
        case .constant: 0
        case .uniform(let low, let high): (high - low) * (high - low) / 12
        case .exponential(let mean): mean * mean
        case .hyperexponential(let weights, let means):
            zip(weights, means).reduce(0) { $0 + 2 * $1.0 * $1.1 * $1.1 } - mean * mean
        case .erlang(let stages, let mean): mean * mean / Double(stages)
        case .gamma(let shape, let scale): shape * scale * scale
        case .lognormal(let mu, let sigma): expm1(sigma * sigma) * exp(2 * mu + sigma * sigma)
        case .normal(_, let deviation): deviation * deviation
        case .weibull(let scale, let shape):
            scale * scale * (tgamma(1 + 2 / shape) - tgamma(1 + 1 / shape) * tgamma(1 + 1 / shape))
        case .pareto(let a, let minimum):
            a > 2 ? minimum * minimum * a / ((a - 1) * (a - 1) * (a - 2)) : .infinity
        case .lomax(let a, let scale): a > 2 ? scale * scale * a / ((a - 1) * (a - 1) * (a - 2)) : .infinity
        case .beta(let a, let b, let low, let high):
            (high - low) * (high - low) * a * b / ((a + b) * (a + b) * (a + b + 1))
        case .logistic(_, let scale): scale * scale * Double.pi * Double.pi / 3
        case .loglogistic(let scale, let shape): Self.loglogisticVariance(scale: scale, shape: shape)
        case .gumbel(_, let scale): scale * scale * Double.pi * Double.pi / 6
        case .rayleigh(let sigma): (2 - Double.pi / 2) * sigma * sigma
        case .triangular(let a, let c, let b): (a * a + b * b + c * c - a * b - a * c - b * c) / 18
        case .inverseGaussian(let mean, let shape): mean * mean * mean / shape
        case .chiSquared(let degrees): 2 * degrees
        case .fisher(let m, let n):
            n > 4 ? 2 * n * n * (m + n - 2) / (m * (n - 2) * (n - 2) * (n - 4)) : .infinity
        case .quantiles(let points): QuantileTable(points).variance
        case .samples(let values): Self.populationVariance(values)
        case .mixture(let parts): Self.mixtureVariance(parts)
        case .truncated(let base, let low, let high): base.truncatedMoments(low: low, high: high).variance
        case .shifted(let base, _): base.variance
        case .scaled(let base, let factor): base.variance * factor * factor
        }
    }

    /// Standard deviation over mean; 1 for an exponential.
    public var coefficientOfVariation: Double { variance.squareRoot() / mean }

    /// The Euler–Mascheroni constant, which is the mean of a standard Gumbel.
    private static var eulerGamma: Double { 0.577_215_664_901_532_9 }

    private static func loglogisticVariance(scale: Double, shape: Double) -> Double {
        guard shape > 2 else { return .infinity }
        let b = Double.pi / shape
        return scale * scale * (2 * b / sin(2 * b) - b * b / (sin(b) * sin(b)))
    }

    private static func populationVariance(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }

    /// Within the components plus between them; stays accurate where E[X²] − E[X]² would cancel.
    private static func mixtureVariance(_ parts: [WeightedDistribution]) -> Double {
        let mean = parts.reduce(0) { $0 + $1.weight * $1.distribution.mean }
        return parts.reduce(0) { sum, part in
            let distance = part.distribution.mean - mean
            return sum + part.weight * (part.distribution.variance + distance * distance)
        }
    }
}
