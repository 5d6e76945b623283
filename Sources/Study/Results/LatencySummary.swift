// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// Times from when a sender wanted an answer until it came, retries included (seconds), over answered requests.
public struct LatencySummary: Sendable, Equatable {
    /// Weighted number of answered requests.
    public var count: UInt64
    public var mean: Estimate?
    public var minimum: Double?
    public var maximum: Double?
    /// 0.5, 0.9, 0.95, 0.99 and 0.999, in that order.
    public var percentiles: [Percentile]
    /// Points of the distribution function for a chart, ascending; empty without requests.
    public var distribution: [DistributionPoint]

    public init(count: UInt64, mean: Estimate?, minimum: Double?, maximum: Double?,
                percentiles: [Percentile], distribution: [DistributionPoint]) {
        self.count = count
        self.mean = mean
        self.minimum = minimum
        self.maximum = maximum
        self.percentiles = percentiles
        self.distribution = distribution
    }

    /// The percentile for `quantile` (0.99 …), if it is one of those above.
    public func percentile(_ quantile: Double) -> Percentile? {
        percentiles.first { $0.quantile == quantile }
    }
}

/// A percentile, or why it is not given.
public struct Percentile: Sendable, Hashable {
    /// Such as 0.99.
    public var quantile: Double
    /// Seconds, with the interval by sectioning; nil when it is refused.
    public var estimate: Estimate?
    public var refusal: PercentileRefusal?

    public init(quantile: Double, estimate: Estimate?, refusal: PercentileRefusal?) {
        self.quantile = quantile
        self.estimate = estimate
        self.refusal = refusal
    }

    /// "p50", "p99", "p99.9".
    public var label: String {
        let percent = (quantile * 1000).rounded() / 10
        return percent == percent.rounded() ? "p\(Int(percent))" : "p\(percent)"
    }
}

/// Why a percentile is not given.
public enum PercentileRefusal: Sendable, Hashable {
    case nothingAnswered
    /// The largest of so few values bounds it with less than 95 % confidence (1 − qⁿ).
    case tooFew(needed: Int, found: UInt64)

    public var sentence: String {
        switch self {
        case .nothingAnswered: "no request was answered"
        case .tooFew(let needed, let found): "needs \(needed) answered requests, there were \(found)"
        }
    }
}

/// `share` of the requests took at most `seconds`.
public struct DistributionPoint: Sendable, Hashable {
    public var seconds: Double
    public var share: Double

    public init(seconds: Double, share: Double) {
        self.seconds = seconds
        self.share = share
    }
}
