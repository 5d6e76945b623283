// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import Testing

@Suite struct DistributionValidationTests {
    static let faulty: [(Distribution, [DistributionFault])] = [
        (.constant(.infinity), [.notFinite(.value, .infinity)]),
        (.exponential(mean: -1), [.negative(.mean, -1)]),
        (.exponential(mean: 0), [.notPositive(.mean, 0)]),
        (.uniform(low: 2, high: 2), [.boundsNotAscending(low: 2, high: 2)]),
        (.gamma(shape: 0, scale: -2), [.notPositive(.shape, 0), .negative(.scale, -2)]),
        (.hyperexponential(weights: [0.5, 0.4], means: [1, 2]), [.weightsDoNotSumToOne(0.9)]),
        (.hyperexponential(weights: [1], means: [1, 2]), [.weightsAndMeansDiffer(weights: 1, means: 2)]),
        (.triangular(low: 0, mode: 3, high: 2), [.modeOutsideBounds(mode: 3, low: 0, high: 2)]),
        (.samples([]), [.empty]), (.mixture([]), [.empty]), (.quantiles([]), [.empty]),
        (
            .quantiles([QuantilePoint(probability: 0.1, value: 1), QuantilePoint(probability: 1, value: 2)]),
            [.quantilesDoNotCover(from: 0.1, to: 1)]
        ),
        (
            .quantiles([
                QuantilePoint(probability: 0, value: 5), QuantilePoint(probability: 0.5, value: 4),
                QuantilePoint(probability: 0.5, value: 6), QuantilePoint(probability: 1, value: 7),
            ]),
            [.quantilesNotAscending(index: 1), .quantilesNotAscending(index: 2)]
        ),
        (
            .mixture([
                WeightedDistribution(weight: -1, .exponential(mean: 0)), WeightedDistribution(weight: 2, .constant(1)),
            ]),
            [.negative(.weight, -1), .notPositive(.mean, 0)]
        ),
        (.truncated(.constant(1), low: 3, high: 2), [.boundsNotAscending(low: 3, high: 2)]),
        (.truncated(.uniform(low: 0, high: 1), low: 3, high: 4), [.nothingBetween(low: 3, high: 4)]),
        (.shifted(.rayleigh(sigma: 0), by: .infinity), [.notPositive(.sigma, 0), .notFinite(.offset, .infinity)]),
    ]

    @Test(arguments: faulty) func everyFaultIsNamed(distribution: Distribution, faults: [DistributionFault]) {
        #expect(distribution.validate() == faults)
    }

    @Test func nanIsNotFinite() { #expect(Distribution.exponential(mean: .nan).validate().count == 1) }

    @Test func signsAreKnown() {
        #expect(Distribution.exponential(mean: 1).isNonNegative)
        #expect(!Distribution.normal(mean: 100, deviation: 1).isNonNegative)
        #expect(Distribution.truncated(.normal(mean: 1, deviation: 1), low: 0, high: .infinity).isNonNegative)
        #expect(!Distribution.shifted(.exponential(mean: 1), by: -1).isNonNegative)
    }
}
