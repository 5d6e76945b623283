// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import Measurement

@Suite struct IntervalTests {
    // A04: Law, Simulation Modeling and Analysis, the ten-value example at 90 %.
    @Test func studentIntervalOfTheTextbookExample() {
        let data = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09]
        let estimate = ReplicationInterval.mean(of: data, level: 0.9)
        var moments = RunningMoments()
        data.forEach { moments.record($0) }
        #expect(abs(estimate.value - 1.343) < 1e-9)
        #expect(abs(moments.sampleVariance - 0.16751222222222223) < 1e-9)
        #expect(abs((estimate.halfWidth ?? 0) - 0.23725341448939702) < 1e-9)
    }

    // A12: sums of squares in Double give garbage here.
    @Test func varianceDoesNotCancel() {
        var moments = RunningMoments()
        for _ in 0..<250_000 { for digit in [4.0, 7, 13, 16] { moments.record(1e9 + digit) } }
        #expect(abs(moments.populationVariance - 22.5) < 22.5e-9)
    }

    @Test func momentsMergeToTheWhole() {
        var whole = RunningMoments(), left = RunningMoments(), right = RunningMoments()
        for index in 0..<1000 {
            let value = Double(index * index % 97)
            whole.record(value)
            if index < 300 { left.record(value) } else { right.record(value) }
        }
        left.merge(right)
        #expect(left.count == whole.count)
        #expect(abs(left.mean - whole.mean) < 1e-9)
        #expect(abs(left.sampleVariance - whole.sampleVariance) < 1e-9)
    }

    // A03: exact binomial coverage.
    @Test func orderStatisticRanks() throws {
        let p90 = try #require(QuantileRanks.interval(count: 100, quantile: 0.9))
        #expect(p90.lower == 84)
        #expect(p90.upper == 96)
        #expect(abs(p90.coverage - 0.955690107191223) < 1e-9)
        let median = try #require(QuantileRanks.interval(count: 10, quantile: 0.5))
        #expect(median.lower == 2)
        #expect(median.upper == 9)
        #expect(abs(median.coverage - 0.978515625) < 1e-9)
        #expect(QuantileRanks.smallestCountForUpperBound(quantile: 0.99) == 299)
        #expect(QuantileRanks.smallestCountForUpperBound(quantile: 0.999) == 2995)
        #expect(QuantileRanks.interval(count: 298, quantile: 0.99) == nil)
    }

    @Test func aRatioIsNotTheMeanOfRatios() {
        let estimate = ReplicationInterval.ratio([(1, 10), (9, 10), (0, 80)])
        #expect(abs(estimate.value - 0.1) < 1e-12)
    }
}
