// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement

/// What one replication contributes to a latency: its own quantiles, for the interval by sectioning.
struct LatencySection: Sendable {
    static let quantiles = [0.5, 0.9, 0.95, 0.99, 0.999]

    var count: UInt64
    /// Nanoseconds.
    var sum: Double
    /// Nanoseconds, in the order of `quantiles`; nil when nothing was answered.
    var values: [Double?]

    init(_ histogram: LogHistogram) {
        count = histogram.count
        sum = Double(histogram.sum)
        values = Self.quantiles.map { histogram.quantile($0) }
    }
}

extension LatencySummary {
    /// - Parameters:
    ///   - pooled: the histogram of all replications together (ns).
    ///   - sections: one for each replication.
    ///   - weight: how often the same request may have been counted.
    ///   - points: the number of points of the distribution function; 0 leaves it out.
    init(pooled: LogHistogram, sections: [LatencySection], weight: Int, points: Int = 120) {
        let percentiles = LatencySection.quantiles.enumerated().map { index, quantile in
            Percentile(
                quantile, of: pooled, sections: sections.compactMap { $0.values[index] }, weight: weight)
        }
        self.init(
            count: pooled.count,
            mean: pooled.count > 0
                ? ReplicationInterval.ratio(sections.map { ($0.sum * 1e-9, Double($0.count)) }) : nil,
            minimum: pooled.minimum.map { Double($0) * 1e-9 }, maximum: pooled.maximum.map { Double($0) * 1e-9 },
            percentiles: percentiles, distribution: Self.distribution(of: pooled, points: points))
    }

    /// Half of the points at evenly spaced shares for the body, half of them at shares that approach 1 by equal
    /// factors for the tail; points that fall into one bin are one point.
    private static func distribution(of histogram: LogHistogram, points: Int) -> [DistributionPoint] {
        guard histogram.count > 0, points > 1 else { return [] }
        let bins = histogram.nonEmptyBins, half = points / 2
        // The tail is followed down to one request, at most to 1e-5.
        let depth = min(max(Double(histogram.count), 10), 1e5)
        let shares = (0...half).map { Double($0) / Double(half) }
            + (1...half).map { 1 - pow(depth, -Double($0) / Double(half)) }
        var result: [DistributionPoint] = []
        var index = 0
        var seen: UInt64 = bins[0].count
        for share in shares.sorted() {
            let rank = max(1, UInt64((share * Double(histogram.count)).rounded(.up)))
            while seen < rank, index + 1 < bins.count {
                index += 1
                seen += bins[index].count
            }
            let upper = Double(min(bins[index].upper, histogram.maximum ?? .max)) * 1e-9
            if result.last?.seconds == upper { result.removeLast() }
            result.append(DistributionPoint(seconds: upper, share: Double(seen) / Double(histogram.count)))
        }
        return result
    }
}

extension Percentile {
    init(_ quantile: Double, of pooled: LogHistogram, sections: [Double], weight: Int) {
        guard let value = pooled.quantile(quantile) else {
            self.init(quantile: quantile, estimate: nil, refusal: .nothingAnswered)
            return
        }
        // Only the far quantiles are refused: the largest of n values lies above the q-quantile with 1 − qⁿ.
        let needed = QuantileRanks.smallestCountForUpperBound(quantile: quantile)
        let independent = pooled.count / UInt64(max(weight, 1))
        guard quantile < 0.99 || independent >= UInt64(needed) else {
            self.init(quantile: quantile, estimate: nil, refusal: .tooFew(needed: needed, found: independent))
            return
        }
        self.init(
            quantile: quantile,
            estimate: .quantile(value, sections: sections, isExact: pooled.minimum == pooled.maximum), refusal: nil)
    }
}

extension Estimate {
    /// Half the width of a histogram's bin relative to its value: 128 bins an octave.
    static let binResolution = 1.0 / 256

    /// A quantile (ns) as seconds, by sectioning. The middle of a bin stands for all of it, and sections that fall into
    /// one bin look alike, so that half a bin is added to the spread.
    static func quantile(_ pooled: Double, sections: [Double], isExact: Bool = false) -> Estimate {
        var estimate = ReplicationInterval.sectioning(pooled: pooled * 1e-9, sections: sections.map { $0 * 1e-9 })
        if let half = estimate.halfWidth, !isExact {
            estimate.halfWidth = half + pooled * 1e-9 * binResolution
        }
        return estimate
    }
}
