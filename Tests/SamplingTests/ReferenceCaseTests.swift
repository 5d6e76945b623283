// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Sampling
import Testing

/// Reference cases D01, D05, D07 and A06 of the validation set, from closed forms: 10⁶ draws, |z| ≤ 4.4, and an
/// interval narrow enough to mean something.
@Suite struct ReferenceCaseTests {
    let count = 1_000_000

    func isWithin(_ sample: SampleStatistics, p: Double, value: Double, precision: Double, density: Double) -> Bool {
        let error = (p * (1 - p) / Double(count)).squareRoot() / density
        return abs(sample.quantile(p) - value) < 4.4 * error && 1.96 * error < precision * value
    }

    @Test func lognormalByMeanAndVariation() throws {
        let distribution = try Distribution.lognormal(mean: 2, cv: 1.5)
        guard case .lognormal(let mu, let sigma) = distribution else { return #expect(Bool(false)) }
        #expect(abs(mu - 0.1038196823891222) < 1e-12)
        #expect(abs(sigma - 1.085658784490618) < 1e-12)
        #expect(abs(distribution.variance - 9) < 1e-9)
        let sample = SampleStatistics(distribution, count: count)
        #expect(abs(sample.mean - 2) < 4.4 * sample.meanError)
        #expect(abs(sample.variance - 9) < 4.4 * sample.varianceError)
        for (p, value, precision) in [(0.5, 1.1094003924504583, 0.005), (0.99, 13.865998434561083, 0.02)] {
            let density = gsl_ran_lognormal_pdf(value, mu, sigma)
            #expect(abs(distribution.quantile(p) - value) < 1e-10)
            #expect(isWithin(sample, p: p, value: value, precision: precision, density: density))
        }
    }

    @Test func paretoByShapeAndMinimum() {
        let distribution = Distribution.pareto(shape: 2.5, minimum: 1)
        #expect(abs(distribution.mean - 1.6666666666666667) < 1e-12)
        #expect(abs(distribution.variance - 2.2222222222222223) < 1e-12)
        let sample = SampleStatistics(distribution, count: count)
        #expect(abs(sample.mean - distribution.mean) < 4.4 * sample.meanError)
        let p99 = 6.309573444801933
        #expect(abs(distribution.quantile(0.99) - p99) < 1e-10)
        #expect(isWithin(sample, p: 0.99, value: p99, precision: 0.02, density: gsl_ran_pareto_pdf(p99, 2.5, 1)))
    }

    @Test func measuredQuantilesWithLinearInterpolation() {
        let points: [(Double, Double)] = [(0, 10), (0.5, 20), (0.9, 50), (0.99, 200), (1, 1_000)]
        let distribution = Distribution.quantiles(points.map { QuantilePoint(probability: $0.0, value: $0.1) })
        #expect(abs(distribution.mean - 38.75) < 1e-12)
        #expect(abs(distribution.quantile(0.95) - 133.33333333333334) < 1e-10)
        let sample = SampleStatistics(distribution, count: count)
        #expect(abs(sample.mean - 38.75) < 4.4 * sample.meanError)
        #expect(1.96 * sample.meanError < 0.01 * 38.75)
        #expect(isWithin(sample, p: 0.95, value: 133.33333333333334, precision: 0.01, density: 0.09 / 150))
    }

    /// Corr(−ln U, −ln(1 − U)) = 1 − π²/6.
    @Test func antitheticExponentialsAreAsAnticorrelatedAsTheyCanBe() {
        let exponential = Distribution.exponential(mean: 1)
        var stream = RandomStream(StreamKey(seed: 6, replication: 0, name: "antithetic"))
        var sum = 0.0
        for _ in 0..<count {
            let u = stream.openUniform()
            sum += (exponential.quantile(u) - 1) * (exponential.quantile(1 - u) - 1)
        }
        #expect(abs(sum / Double(count) + 0.6449340668482264) < 0.01)
    }

    /// Var of the difference of two exponentials of means 1 and 1.2: 1 + 1.44 independently, 0.04 on common draws.
    @Test func commonRandomNumbersNarrowADifferenceSixtyOneTimes() {
        let key = StreamKey(seed: 6, replication: 0, name: "service"), other = key.derived("other")
        let one = Sampler(.exponential(mean: 1)), slower = Sampler(.exponential(mean: 1.2))
        let requests = 0..<UInt64(count)
        let common = SampleStatistics(requests.map { slower.sample(key, request: $0) - one.sample(key, request: $0) })
        let apart = SampleStatistics(requests.map { slower.sample(other, request: $0) - one.sample(key, request: $0) })
        #expect(abs(apart.variance / common.variance - 61) < 0.05 * 61)
    }
}
