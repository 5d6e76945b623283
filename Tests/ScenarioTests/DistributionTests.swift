// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import Scenario
import Testing

@Suite struct DistributionSyntaxTests {
    /// The distribution of a handler's only step.
    private func compute(_ text: String) throws -> Distribution {
        var scenario = ScenarioText()
        scenario.handlers = "  buy: { steps: [ compute: \(text) ] }"
        return try #require(try scenario.compile().first).plan.program.draws[0].distribution
    }

    @Test(arguments: [
        ("8 ms", Distribution.constant(0.008)),
        ("{ constant: 8 ms }", .constant(0.008)),
        ("{ low: 5 ms, typical: 8 ms, high: 20 ms }", .constant(0.008)),
        ("{ uniform: [ 1 s, 3 s ] }", .uniform(low: 1, high: 3)),
        ("{ distribution: uniform, low: 1 s, high: 3 s }", .uniform(low: 1, high: 3)),
        ("{ exponential: 200 ms }", .exponential(mean: 0.2)),
        ("{ distribution: exponential, mean: 200 ms }", .exponential(mean: 0.2)),
        (
            "{ hyperexponential: { weights: [ 25%, 75% ], means: [ 4 s, 1 s ] } }",
            .hyperexponential(weights: [0.25, 0.75], means: [4, 1])
        ),
        ("{ erlang: { stages: 3, mean: 6 s } }", .erlang(stages: 3, mean: 6)),
        ("{ distribution: gamma, shape: 2, scale: 3 s }", .gamma(shape: 2, scale: 3)),
        ("{ gamma: { mean: 4 s, cv: 0.5 } }", .gamma(shape: 4, scale: 1)),
        ("{ lognormal: { mu: -1, sigma: 0.5 } }", .lognormal(mu: -1, sigma: 0.5)),
        (
            "{ normal: { mean: 4 s, deviation: 1 s }, min: 0 s }",
            .truncated(.normal(mean: 4, deviation: 1), low: 0, high: .infinity)
        ),
        ("{ weibull: { shape: 2, scale: 3 s } }", .weibull(scale: 3, shape: 2)),
        ("{ pareto: { shape: 2.5, minimum: 1 s } }", .pareto(shape: 2.5, minimum: 1)),
        ("{ lomax: { shape: 2.5, scale: 1 s } }", .lomax(shape: 2.5, scale: 1)),
        ("{ beta: { a: 2, b: 3, low: 1 s, high: 2 s } }", .beta(a: 2, b: 3, low: 1, high: 2)),
        (
            "{ logistic: { location: 9 s, scale: 1 s }, min: 0 s, max: 20 s }",
            .truncated(.logistic(location: 9, scale: 1), low: 0, high: 20)
        ),
        ("{ loglogistic: { shape: 2, scale: 1 s } }", .loglogistic(scale: 1, shape: 2)),
        (
            "{ gumbel: { location: 9 s, scale: 1 s }, min: 0 s }",
            .truncated(.gumbel(location: 9, scale: 1), low: 0, high: .infinity)
        ),
        ("{ rayleigh: 2 s }", .rayleigh(sigma: 2)),
        ("{ triangular: [ 1 s, 2 s, 4 s ] }", .triangular(low: 1, mode: 2, high: 4)),
        ("{ inverse-gaussian: { mean: 1 s, shape: 2 s } }", .inverseGaussian(mean: 1, shape: 2)),
        ("{ chi-squared: 3, times: 2 }", .scaled(.chiSquared(degrees: 3), by: 2)),
        ("{ fisher: { numerator: 4, denominator: 6 } }", .fisher(numerator: 4, denominator: 6)),
        (
            "{ quantiles: { 0%: 1 s, 50%: 2 s, 100%: 4 s } }",
            .quantiles([
                QuantilePoint(probability: 0, value: 1), QuantilePoint(probability: 0.5, value: 2),
                QuantilePoint(probability: 1, value: 4),
            ])
        ),
        ("[ 1 s, 2 s, 2 s ]", .samples([1, 2, 2])),
        ("{ samples: [ 1 s, 2 s ] }", .samples([1, 2])),
        (
            "{ mixture: [ { share: 90%, of: 1 s }, { share: 10%, of: { exponential: 4 s } } ] }",
            .mixture([
                WeightedDistribution(weight: 0.9, .constant(1)),
                WeightedDistribution(weight: 0.1, .exponential(mean: 4)),
            ])
        ),
        ("{ exponential: 1 s, times: 3, plus: 2 s }", .shifted(.exponential(mean: 3), by: 2)),
    ])
    func reads(_ text: String, as expected: Distribution) throws { #expect(try compute(text) == expected) }

    /// Statistics come out again, whichever two are given.
    @Test(arguments: [
        ("{ median: 8 ms, p99: 40 ms }", 0.5, 0.008), ("{ median: 8 ms, p99: 40 ms }", 0.99, 0.040),
        ("{ median: 8 ms, p99.9: 40 ms }", 0.999, 0.040), ("{ median: 8 ms, cv: 1 }", 0.5, 0.008),
        ("{ mean: 8 ms, p95: 20 ms }", 0.95, 0.020),
    ])
    func fits(_ text: String, at rank: Double, to value: Double) throws {
        #expect(abs(try compute(text).quantile(rank) - value) < 1e-12)
    }

    @Test(arguments: ["{ mean: 8 ms, cv: 2 }", "{ mean: 8 ms, p95: 20 ms }", "{ median: 4 ms, mean: 8 ms }"])
    func fitsTheMean(_ text: String) throws { #expect(abs(try compute(text).mean - 0.008) < 1e-12) }

    @Test(arguments: [
        ("{ median: 8 ms }", "two of median, mean, cv and one percentile"),
        ("{ median: 8 ms, p99: 4 ms }", "4 ms must not be below the median 8 ms"),
        // exp(z²/2) with z = 2.3263.
        ("{ mean: 8 ms, p99: 900 ms }", "112.5 times the mean; no lognormal has more than 14.96"),
        ("{ median: 8 ms, p40: 9 ms }", "must be above p50, not p40"),
        ("{ median: 0 s, p99: 9 ms }", "median must be above 0, not 0"),
        ("{ mean: 8 ms, cv: -1 }", "cv must be above 0, not -1"),
        ("{ uniform: [ 8 ms, 4 ms ] }", "the lower bound 8 ms must be below the upper bound 4 ms"),
        ("{ uniform: [ 1 ms, 2 ms ], min: 3 s }", "no value is above 3 s"),
        ("{ uniform: [ 1 s, 2 s ], max: 20 us }", "no value is below 20 us"),
        ("{ samples: nowhere.csv }", "\"nowhere.csv\": there is no such file"),
        ("{ normal: { mean: 4 s, deviation: 1 s } }", "can be negative, without bound"),
        ("{ uniform: [ 1 ms, 2 ms ], plus: 1 s, times: 0 }", "\"0\" is not above zero"),
        ("{ gamma: { shape: 0, scale: 1 s } }", "shape must be above 0"),
        ("{ mixture: [ { share: 90%, of: 1 s } ] }", "shares must sum to 100 %"),
        ("{ quantiles: { 50%: 1 s, 100%: 2 s } }", "must reach from 0%"),
        ("{ quantiles: { 50%: 1 s } }", "must reach from 0% to 100%, not from 50% to 50%"),
        ("{ nonsense: 3 }", "expected a distribution"),
        ("{ gamma: 3 }", "gamma"),
        ("{ exponential: 1 s, tims: 3 }", "times"),
    ])
    func refuses(_ text: String, saying words: String) {
        var scenario = ScenarioText()
        scenario.handlers = "  buy: { steps: [ compute: \(text) ] }"
        let failure = scenario.failureText()
        #expect(failure.contains(words) || words == "gamma" && failure.contains("a mapping of parameters"))
    }
}
