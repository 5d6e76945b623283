// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// One figure of a case: what it must be, how near, and where it stands in an observation.
struct Metric: Sendable {
    var name: String
    var value: Double
    var gate: Gate
    var figure: Figure
    /// The deployment it is about; nil where a scenario has one only.
    var deployment: String?
    /// Standard error of the value itself, where it is another simulation's.
    var valueError = 0.0
    /// Why it cannot pass yet.
    var knownIssue: String?

    init(_ name: String, _ value: Double, _ gate: Gate, _ figure: Figure) {
        self.name = name
        self.value = value
        self.gate = gate
        self.figure = figure
    }

    func of(_ deployment: String) -> Metric {
        var metric = self
        metric.deployment = deployment
        metric.name = "\(deployment)/\(name)"
        return metric
    }

    func knownIssue(_ reason: String) -> Metric {
        var metric = self
        metric.knownIssue = reason
        return metric
    }

    /// The value is a simulation's, with this 95 % interval around it.
    func known(within interval: ClosedRange<Double>) -> Metric {
        var metric = self
        metric.valueError = (interval.upperBound - interval.lowerBound) / 2 / 1.96
        return metric
    }
}

/// How near is near enough.
enum Gate: Sendable {
    /// |estimate − value| ≤ z·SE, and a relative half-width of the 95 % interval of at most this.
    case precision(Double)
    case absolute(Double)
    case relative(Double)
    /// Published as a range over runs: within it, give or take.
    case between(ClosedRange<Double>, Double)
}

/// What a replication contributes.
enum Figure: Sendable {
    /// A sum over a sum; numerators and denominators are pooled.
    case ratio(@Sendable (Observation) -> (Double, Double))
    /// A figure of each replication.
    case each(@Sendable (Observation) -> Double)
    /// A quantile: of all replications together, its error from those of the single ones.
    case quantile(Double, @Sendable (Observation) -> LogHistogram)

    func sample(_ observation: Observation) -> Sample {
        switch self {
        case .ratio(let figure):
            let (numerator, denominator) = figure(observation)
            return .ratio(numerator, denominator)
        case .each(let figure): return .each(figure(observation))
        case .quantile(_, let histogram): return .histogram(histogram(observation))
        }
    }

    /// The estimate over all replications, with its 95 % interval.
    func estimate(_ samples: [Sample]) -> Estimate {
        switch self {
        case .ratio:
            return ReplicationInterval.ratio(samples.map { sample in
                guard case .ratio(let numerator, let denominator) = sample else { return (.nan, .nan) }
                return (numerator, denominator)
            })
        case .each:
            return ReplicationInterval.mean(of: samples.map { sample in
                guard case .each(let value) = sample else { return .nan }
                return value
            })
        case .quantile(let rank, _):
            let histograms = samples.compactMap { sample -> LogHistogram? in
                guard case .histogram(let histogram) = sample else { return nil }
                return histogram
            }
            let pool = histograms.reduce(LogHistogram()) { $0.merging($1) }
            return ReplicationInterval.sectioning(
                pooled: pool.interpolated(rank), sections: histograms.map { $0.interpolated(rank) })
        }
    }
}

enum Sample: Sendable {
    case ratio(Double, Double)
    case each(Double)
    case histogram(LogHistogram)
}

extension LogHistogram {
    /// A quantile with linear interpolation within its bin. `quantile` gives the middle of a bin, up to 0.39 % away:
    /// too coarse to measure a standard error below that.
    func interpolated(_ rank: Double) -> Double {
        let wanted = rank * Double(count)
        var below = 0.0, lower = 0.0
        for bin in nonEmptyBins {
            let upper = Double(bin.upper) + 1
            // A bin is at most 1/128 as wide as its lower edge; its neighbour below may be empty.
            let edge = max(lower, upper / (1 + 1.0 / 128))
            if below + Double(bin.count) >= wanted {
                return edge + (upper - edge) * (wanted - below) / Double(bin.count)
            }
            below += Double(bin.count)
            lower = upper
        }
        return lower
    }
}
