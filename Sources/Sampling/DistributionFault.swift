// SPDX-License-Identifier: GPL-3.0-or-later

/// A parameter of a distribution, by its name in `Distribution`.
public enum DistributionParameter: String, Sendable, Hashable {
    case value, median, percentile, cv, low, high, mode, mean, deviation, mu, sigma, shape, scale, location, minimum, a, b
    case stages, degrees, numerator, denominator, weight, offset, factor, probability, sample
}

/// Something that keeps a distribution from being one.
public enum DistributionFault: Error, Sendable, Hashable {
    case notFinite(DistributionParameter, Double)
    case negative(DistributionParameter, Double)
    case notPositive(DistributionParameter, Double)
    /// A uniform, beta, triangular or truncated law needs low < high (and low ≤ mode ≤ high).
    case boundsNotAscending(low: Double, high: Double)
    case modeOutsideBounds(mode: Double, low: Double, high: Double)
    /// Weights must sum to 1 within 10⁻⁹.
    case weightsDoNotSumToOne(Double)
    /// A hyperexponential needs as many means as weights.
    case weightsAndMeansDiffer(weights: Int, means: Int)
    /// A mixture, a table or a list of samples is empty.
    case empty
    /// The probability of point `index` is not above the one before, or its value is below.
    case quantilesNotAscending(index: Int)
    /// The table must reach from probability 0 to probability 1: beyond it, nothing is known.
    case quantilesDoNotCover(from: Double, to: Double)
    /// No value lies within the bounds of a truncation.
    case nothingBetween(low: Double, high: Double)
}
