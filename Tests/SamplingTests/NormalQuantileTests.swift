// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Testing
@testable import Sampling

/// Against GSL's quantile function, and against figures of tables with more digits than a Double has.
@Suite struct NormalQuantileTests {
    // From 1e-300 up to one half, and as near to 1 as a Double comes: all three of the algorithm's ranges.
    @Test func agreesWithGSLToTheLastDigits() {
        for step in 1...200_000 {
            let u = Double(step) / 200_001
            expectEqual(u)
            expectEqual(1e-300 * pow(5e299, u))
            expectEqual(1 - 0x1p-53 * pow(0x1p52, u))
        }
    }

    private func expectEqual(_ probability: Double) {
        let expected = gsl_cdf_ugaussian_Pinv(probability), found = NormalQuantile.of(probability)
        if abs(found - expected) > 2e-15 * abs(expected) {
            Issue.record("\(probability): \(found), expected \(expected)")
        }
    }

    // DLMF and NIST tables: z of 0.975, 0.995, 0.999 and 1 − 10⁻⁹.
    @Test(arguments: [
        (0.5, 0), (0.975, 1.959963984540054), (0.995, 2.5758293035489004), (0.999, 3.090232306167813),
        (1e-9, -5.997807015007687),
    ]) func agreesWithTables(probability: Double, expected: Double) {
        #expect(abs(NormalQuantile.of(probability) - expected) <= 3e-15)
    }

    // The substream's draw and the stream's are one: a model may use either.
    @Test func aSingleDrawIsTheFirstOfItsStream() {
        let sampler = Sampler(.lognormal(mu: -3, sigma: 0.7)), key = StreamKey(value: 99)
        for request in 0..<1_000 as Range<UInt64> {
            var stream = RandomStream(key, request: request, occurrence: 2)
            #expect(sampler.sample(key, request: request, occurrence: 2) == sampler.sample(&stream))
        }
    }
}
