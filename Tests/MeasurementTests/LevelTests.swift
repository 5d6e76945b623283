// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Testing
@testable import Measurement

@Suite struct LevelTests {
    private func at(_ seconds: Double) -> SimulationTime { SimulationTime(seconds: seconds) }

    // 2 for one second, then 5 for three: mean 17/4, mean square 79/4.
    @Test func integralsAreWeightedByTime() {
        var level = Level(bucketWidth: .seconds(1), limit: 5)
        level.add(2, at: at(0))
        level.add(3, at: at(1))
        let summary = level.summary(at: at(4))
        #expect(summary.mean == 4.25)
        #expect(abs(summary.variance - (79.0 / 4 - 4.25 * 4.25)) < 1e-12)
        #expect(summary.peak == 5)
        #expect(summary.shareOfTimeAtLimit == 0.75)
        #expect(summary.bucketMeans == [2, 5, 5, 5])
    }

    @Test func aLongSilenceIsSplitOverBuckets() {
        var level = Level(bucketWidth: .seconds(10))
        level.add(1, at: at(5))
        level.add(-1, at: at(27))
        #expect(level.summary(at: at(30)).bucketMeans == [0.5, 1, 0.7])
    }

    @Test func restartKeepsTheValueAndForgetsTheRest() {
        var level = Level(bucketWidth: .seconds(10))
        level.add(7, at: at(1))
        level.add(-4, at: at(2))
        level.restart(at: at(5))
        let summary = level.summary(at: at(9))
        #expect(summary.mean == 3)
        #expect(summary.peak == 3)
        #expect(summary.duration == .seconds(4))
    }

    @Test func countsFallIntoTheirBuckets() {
        var series = CountSeries(bucketWidth: .seconds(60))
        series.add(2, at: at(0))
        series.add(3, at: at(59.999))
        series.add(4, at: at(60))
        series.add(5, at: at(200))
        #expect(series.buckets == [5, 4, 0, 5])
        #expect(series.total == 14)
    }
}
