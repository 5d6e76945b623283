// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import Testing

@Suite struct DistributionTests {
    /// Parameters are such that the fourth moment exists and converges, so that the variance can be judged.
    static let continuous: [Distribution] = [
        .uniform(low: 2, high: 5), .exponential(mean: 3),
        .hyperexponential(weights: [0.9, 0.1], means: [1, 8]),
        .erlang(stages: 4, mean: 2), .gamma(shape: 2.5, scale: 0.4), .gamma(shape: 0.3, scale: 2),
        .lognormal(mu: -0.5, sigma: 0.6), .normal(mean: -1, deviation: 2),
        .weibull(scale: 2, shape: 0.8), .weibull(scale: 2, shape: 3), .pareto(shape: 9, minimum: 1.5),
        .lomax(shape: 9, scale: 4), .beta(a: 0.7, b: 2, low: 1, high: 3), .logistic(location: 1, scale: 0.5),
        .loglogistic(scale: 2, shape: 9), .gumbel(location: 3, scale: 0.7), .rayleigh(sigma: 1.3),
        .triangular(low: 1, mode: 1.5, high: 4), .triangular(low: 0, mode: 0, high: 1),
        .inverseGaussian(mean: 1.5, shape: 3), .inverseGaussian(mean: 1, shape: 0.4), .chiSquared(degrees: 3),
        .fisher(numerator: 6, denominator: 20),
        .quantiles([
            QuantilePoint(probability: 0, value: 1), QuantilePoint(probability: 0.5, value: 2),
            QuantilePoint(probability: 0.9, value: 6), QuantilePoint(probability: 1, value: 20),
        ]),
        .mixture([
            WeightedDistribution(weight: 0.3, .exponential(mean: 1)),
            WeightedDistribution(weight: 0.7, .normal(mean: 5, deviation: 1)),
        ]),
        .truncated(.exponential(mean: 2), low: 1, high: 5), .truncated(.lognormal(mu: 0, sigma: 1), low: 0.5, high: 9),
        .truncated(.gamma(shape: 2.5, scale: 0.4), low: 0.2, high: .infinity),
        .truncated(.normal(mean: 0, deviation: 1), low: 0, high: .infinity),
        .truncated(.triangular(low: 1, mode: 2, high: 4), low: 1.5, high: 3),
        .truncated(.hyperexponential(weights: [0.9, 0.1], means: [1, 8]), low: 0.5, high: 10),
        .truncated(.shifted(.scaled(.weibull(scale: 1, shape: 2), by: 3), by: 1), low: 2, high: 5),
        .shifted(.gamma(shape: 2.5, scale: 0.4), by: 10), .scaled(.chiSquared(degrees: 3), by: 0.25),
        .scaled(.exponential(mean: 2), by: 3),
    ]

    @Test(arguments: continuous) func drawsHaveTheMomentsAndTheShape(of distribution: Distribution) {
        #expect(distribution.validate().isEmpty)
        let sample = SampleStatistics(distribution, count: 300_000, name: "\(distribution)")
        #expect(abs(sample.mean - distribution.mean) < 5 * sample.meanError)
        #expect(abs(sample.variance - distribution.variance) < 5 * sample.varianceError)
        #expect(sample.kolmogorov(distribution.cdf) < 2.2)
    }

    @Test(arguments: continuous) func quantilesInvertTheCDF(of distribution: Distribution) {
        var previous = distribution.quantile(0)
        for p in [1e-6, 0.001, 0.1, 0.5, 0.9, 0.99, 0.9999] {
            let x = distribution.quantile(p)
            #expect(x >= previous)
            #expect(abs(distribution.cdf(x) - p) < 1e-9)
            previous = x
        }
        #expect(distribution.quantile(1) >= previous)
        #expect(distribution.cdf(.infinity) == 1)
        #expect(distribution.cdf(-.infinity) == 0)
        #expect(distribution.quantile(-0.1).isNaN)
        #expect(distribution.quantile(1.1).isNaN)
    }

    /// The moments by closed form against the midpoint rule over the quantiles.
    @Test(arguments: continuous) func momentsAgreeWithTheQuantiles(of distribution: Distribution) {
        let count = 20_000
        var sum = 0.0
        for index in 0..<count { sum += distribution.quantile((Double(index) + 0.5) / Double(count)) }
        #expect(abs(sum / Double(count) - distribution.mean) < 2e-3 * max(distribution.variance.squareRoot(), 0.1))
    }

    @Test func constantsAreConstant() {
        let sample = SampleStatistics(.shifted(.scaled(.constant(2), by: 3), by: 1), count: 10)
        #expect(sample.sorted == [Double](repeating: 7, count: 10))
        #expect(Distribution.constant(2).cdf(1.999) == 0)
        #expect(Distribution.constant(2).cdf(2) == 1)
        #expect(Distribution.constant(2).variance == 0)
    }

    @Test func samplesAreDrawnAsTheyAreNotBetween() {
        let distribution = Distribution.samples([4, 1, 2, 2])
        let sample = SampleStatistics(distribution, count: 100_000)
        #expect(Set(sample.sorted) == [1, 2, 4])
        #expect(abs(sample.mean - 2.25) < 5 * sample.meanError)
        #expect(distribution.variance == 1.1875)
        #expect(distribution.cdf(2) == 0.75)
        #expect([0, 0.25, 0.26, 0.75, 0.76, 1].map(distribution.quantile) == [1, 1, 2, 2, 4, 4])
        let upper = Distribution.truncated(distribution, low: 2, high: 4)
        #expect(abs(upper.mean - 8.0 / 3) < 1e-12)
        #expect(Set(SampleStatistics(upper, count: 1_000).sorted) == [2, 4])
    }

    @Test func truncatedTablesKeepExactMoments() {
        let corners: [(Double, Double)] = [(0, 0), (0.5, 10), (1, 30)]
        let points = corners.map { QuantilePoint(probability: $0.0, value: $0.1) }
        // Between 5 and 20 lie a quarter at 5…10 and a quarter at 10…20.
        #expect(abs(Distribution.truncated(.quantiles(points), low: 5, high: 20).mean - 11.25) < 1e-12)
    }

    @Test func truncatedMomentsAreAccurate() {
        let halfNormal = Distribution.truncated(.normal(mean: 0, deviation: 1), low: 0, high: .infinity)
        #expect(abs(halfNormal.mean - (2 / Double.pi).squareRoot()) < 1e-9)
        #expect(abs(halfNormal.variance - (1 - 2 / Double.pi)) < 1e-8)
        // Memoryless: an exponential above 1 is an exponential shifted by 1.
        let late = Distribution.truncated(.exponential(mean: 2), low: 1, high: .infinity)
        #expect(abs(late.mean - 3) < 1e-9)
        #expect(abs(late.variance - 4) < 1e-8)
    }

    @Test func heavyTailsHaveNoMoments() {
        #expect(Distribution.pareto(shape: 1, minimum: 1).mean == .infinity)
        #expect(Distribution.pareto(shape: 2, minimum: 1).variance == .infinity)
        #expect(Distribution.lomax(shape: 0.9, scale: 1).mean == .infinity)
        #expect(Distribution.loglogistic(scale: 1, shape: 1).mean == .infinity)
        #expect(Distribution.fisher(numerator: 2, denominator: 4).variance == .infinity)
    }

    @Test func rescalingKeepsTheShape() throws {
        for distribution in Self.continuous where distribution.mean > 0 {
            let rescaled = try distribution.rescaled(toMean: 7)
            #expect(abs(rescaled.mean - 7) < 1e-9)
            #expect(abs(rescaled.coefficientOfVariation - distribution.coefficientOfVariation) < 1e-9)
        }
    }
}
