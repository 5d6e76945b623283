// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Sampling
import Testing
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct SamplerTests {
    let key = StreamKey(seed: 3, replication: 1, name: "fast paths")

    @Test(arguments: [1, 0.2, 86_400]) func theInlineExponentialIsThatOfGSL(mean: Double) {
        let sampler = Sampler(.exponential(mean: mean))
        for request in 0..<2_000 as Range<UInt64> {
            var stream = RandomStream(key, request: request)
            var state = cgsl_stream(key: key.value, high: request, low: 0, spare: 0, has_spare: 0)
            for _ in 0..<50 {
                let draws = (sampler.sample(&stream), cgsl_ran_exponential(&state, mean))
                #expect(abs(draws.0 - draws.1) <= 4 * draws.1.ulp)
            }
        }
    }

    /// GSL's samplers see 53-bit uniforms: an exponential of 32 bits would never exceed 22.2 means.
    @Test func gslDrawsFromAllFiftyThreeBits() {
        var state = cgsl_stream(key: key.value, high: 0, low: 0, spare: 0, has_spare: 0)
        var stream = RandomStream(key)
        let draws = (cgsl_ran_weibull(&state, 1, 1), stream.uniform())
        #expect(draws.0 == -log(draws.1))
    }

    /// One uniform a draw, so that changed parameters leave the rest of the stream where it was.
    @Test(arguments: [
        .exponential(mean: 1), .lognormal(mu: 0, sigma: 1), .normal(mean: 0, deviation: 1),
        .weibull(scale: 1, shape: 2), .pareto(shape: 3, minimum: 1), .lomax(shape: 3, scale: 1),
        .loglogistic(scale: 1, shape: 3), .rayleigh(sigma: 1), .triangular(low: 0, mode: 1, high: 2),
        .samples([1, 2, 3]), .truncated(.gamma(shape: 2, scale: 1), low: 0.1, high: 3),
    ] as [Distribution]) func inversionTakesOneUniform(distribution: Distribution) {
        var stream = RandomStream(key), plain = RandomStream(key)
        let sampler = Sampler(distribution)
        for _ in 0..<1_000 {
            _ = sampler.sample(&stream)
            _ = plain.bits()
        }
        let next = (stream.bits(), plain.bits())
        #expect(next.0 == next.1)
    }

    @Test func drawsDoNotDependOnWhatElseIsDrawn() {
        let gamma = Sampler(.gamma(shape: 2.5, scale: 1)), normal = Sampler(.normal(mean: 0, deviation: 1))
        let forwards = (0..<100 as Range<UInt64>).map { gamma.sample(key, request: $0) }
        var backwards: [Double] = []
        for request in (0..<100 as Range<UInt64>).reversed() {
            _ = normal.sample(key.derived("noise"), request: request)
            backwards.append(gamma.sample(key, request: request))
        }
        #expect(forwards == backwards.reversed())
    }

    /// The first draws of many substreams are as good as the draws of one stream.
    @Test(arguments: [
        .lognormal(mu: 0, sigma: 1), .gamma(shape: 2.5, scale: 1), .exponential(mean: 1),
    ] as [Distribution])
    func oneDrawARequestHasTheDistribution(distribution: Distribution) {
        let sampler = Sampler(distribution)
        let sample = SampleStatistics((0..<300_000).map { sampler.sample(key, request: $0) })
        #expect(sample.kolmogorov(distribution.cdf) < 2.2)
        #expect(abs(sample.mean - distribution.mean) < 5 * sample.meanError)
    }
}

@Suite struct ZipfSamplerTests {
    @Test(arguments: [(0, 10), (0.7, 50), (1, 100), (1.1, 1_000), (2.5, 20), (1, 1)])
    func frequenciesFollowTheLaw(exponent: Double, count: Int) {
        let zipf = ZipfSampler(exponent: exponent, count: count)
        var stream = RandomStream(StreamKey(seed: 8, replication: 0, name: "popularity"))
        let draws = 400_000
        var counts = [Int](repeating: 0, count: count)
        for _ in 0..<draws { counts[zipf.sample(&stream)] += 1 }
        var chiSquare = 0.0
        for index in 0..<count {
            let expected = zipf.probability(of: index) * Double(draws)
            chiSquare += (Double(counts[index]) - expected) * (Double(counts[index]) - expected) / expected
        }
        let degrees = Double(count - 1)
        #expect(chiSquare <= degrees + 5 * (2 * degrees).squareRoot() + 1e-9)
    }

    @Test func theRangeMayBeHuge() {
        let zipf = ZipfSampler(exponent: 0.9, count: 1 << 50)
        var stream = RandomStream(StreamKey(seed: 8, replication: 0, name: "huge"))
        for _ in 0..<10_000 {
            let index = zipf.sample(&stream)
            #expect(index >= 0 && index < 1 << 50)
        }
    }
}
