// SPDX-License-Identifier: GPL-3.0-or-later

/// A distribution of real numbers, mostly of durations or sizes, as a scenario names it.
///
/// Values carry the unit of their parameters. Parameters are not checked here: `validate()` lists what is wrong,
/// and everything else is defined only when that list is empty.
public indirect enum Distribution: Sendable, Hashable {
    case constant(Double)
    case uniform(low: Double, high: Double)
    case exponential(mean: Double)
    /// An exponential of `means[i]` with probability `weights[i]`; squared coefficient of variation above 1.
    case hyperexponential(weights: [Double], means: [Double])
    /// The sum of `stages` exponentials; `mean` is that of the sum.
    case erlang(stages: Int, mean: Double)
    case gamma(shape: Double, scale: Double)
    /// exp of a normal: `mu` and `sigma` are the mean and standard deviation of the logarithm.
    case lognormal(mu: Double, sigma: Double)
    case normal(mean: Double, deviation: Double)
    case weibull(scale: Double, shape: Double)
    /// P(X > x) = (minimum / x)^shape; no mean up to shape 1, no variance up to shape 2.
    case pareto(shape: Double, minimum: Double)
    /// A Pareto that starts at zero: P(X > x) = (1 + x / scale)^−shape.
    case lomax(shape: Double, scale: Double)
    /// Beta(a, b) stretched from [0, 1] to [low, high].
    case beta(a: Double, b: Double, low: Double, high: Double)
    case logistic(location: Double, scale: Double)
    /// P(X ≤ x) = 1 / (1 + (x / scale)^−shape); `scale` is the median.
    case loglogistic(scale: Double, shape: Double)
    /// The law of maxima: P(X ≤ x) = exp(−exp(−(x − location) / scale)).
    case gumbel(location: Double, scale: Double)
    case rayleigh(sigma: Double)
    case triangular(low: Double, mode: Double, high: Double)
    /// Also called Wald: the variance is mean³ / shape.
    case inverseGaussian(mean: Double, shape: Double)
    case chiSquared(degrees: Double)
    case fisher(numerator: Double, denominator: Double)
    /// Measured quantiles, joined by straight lines, from probability 0 to probability 1.
    case quantiles([QuantilePoint])
    /// Measured values, each as likely as the other: a step function, nothing is interpolated.
    case samples([Double])
    case mixture([WeightedDistribution])
    /// Given that low ≤ X ≤ high (not clamped to it). `high` may be infinite.
    case truncated(Distribution, low: Double, high: Double)
    case shifted(Distribution, by: Double)
    /// Multiplied by a positive factor.
    case scaled(Distribution, by: Double)
}

/// A point of an inverse distribution function: X ≤ `value` with probability `probability`.
public struct QuantilePoint: Sendable, Hashable {
    public let probability: Double
    public let value: Double

    public init(probability: Double, value: Double) {
        self.probability = probability
        self.value = value
    }
}

/// One component of a mixture.
public struct WeightedDistribution: Sendable, Hashable {
    public let weight: Double
    public let distribution: Distribution

    public init(weight: Double, _ distribution: Distribution) {
        self.weight = weight
        self.distribution = distribution
    }
}
