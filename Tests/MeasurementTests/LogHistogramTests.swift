// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import Measurement

@Suite struct LogHistogramTests {
    @Test func everyValueLiesWithinTheEdgesOfItsBin() {
        for shift in 0..<62 {
            for offset: UInt64 in [0, 1, 2, 127, 128, 129] {
                let value = (UInt64(1) << UInt64(shift)) + offset
                let edges = LogHistogram.edges(ofBin: LogHistogram.bin(of: value))
                #expect(edges.lower <= value && value <= edges.upper)
            }
        }
    }

    @Test func quantilesAreWithinHalfAPercent() {
        var histogram = LogHistogram()
        let values = (1...100_000).map { UInt64($0) * 997 }
        for value in values { histogram.record(value) }
        for q in [0.001, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1] {
            let exact = Double(values[Int((q * 100_000).rounded(.up)) - 1])
            let measured = histogram.quantile(q) ?? .nan
            #expect(abs(measured - exact) <= 0.005 * exact, "q = \(q)")
        }
    }

    @Test func countSumAndExtremesAreExact() {
        var histogram = LogHistogram()
        for value: UInt64 in [5, 1_000_000_007, 3] { histogram.record(value) }
        #expect(histogram.count == 3)
        #expect(histogram.sum == 1_000_000_015)
        #expect(histogram.minimum == 3)
        #expect(histogram.maximum == 1_000_000_007)
    }

    // A11: merging must not depend on order.
    @Test func mergingInAnyOrderGivesTheSame() {
        var shards = [LogHistogram](repeating: LogHistogram(), count: 64)
        var state: UInt64 = 42
        for index in 0..<64_000 {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            shards[index % 64].record(state >> 30)
        }
        let forwards = shards.reduce(LogHistogram()) { $0.merging($1) }
        let backwards = shards.reversed().reduce(LogHistogram()) { $0.merging($1) }
        let evensFirst = (shards.enumerated().filter { $0.offset % 2 == 0 } + shards.enumerated().filter { $0.offset % 2 == 1 })
            .reduce(LogHistogram()) { $0.merging($1.element) }
        #expect(forwards == backwards)
        #expect(forwards == evensFirst)
    }

    @Test func anEmptyHistogramHasNoFigures() {
        #expect(LogHistogram().quantile(0.5) == nil)
        #expect(LogHistogram().mean == nil)
        #expect(LogHistogram().minimum == nil)
    }
}
