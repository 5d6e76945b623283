// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Distribution {
    /// This distribution given low ≤ X ≤ high, with the condition moved down to the simple laws.
    ///
    /// Mixtures, tables, samples and shifts then stay what they are, with exact moments and fast draws; only a
    /// continuous law is left as `.truncated`.
    func conditioned(low: Double, high: Double) -> Distribution {
        switch self {
        case .constant: return self
        case .shifted(let base, let offset):
            return .shifted(base.conditioned(low: low - offset, high: high - offset), by: offset)
        case .scaled(let base, let factor):
            return .scaled(base.conditioned(low: low / factor, high: high / factor), by: factor)
        case .truncated(let base, let innerLow, let innerHigh):
            return base.conditioned(low: max(low, innerLow), high: min(high, innerHigh))
        case .samples(let values): return .samples(values.filter { $0 >= low && $0 <= high })
        case .quantiles(let points):
            let table = QuantileTable(points)
            let cut = table.truncated(low: low, high: high, below: probabilityBelow(low), upTo: table.cdf(high))
            return .quantiles(cut.points)
        case .hyperexponential(let weights, let means):
            let parts = zip(weights, means).map { WeightedDistribution(weight: $0, .exponential(mean: $1)) }
            return Distribution.mixture(parts).conditioned(low: low, high: high)
        case .mixture(let parts):
            let masses = parts.map { $0.weight * $0.distribution.mass(low: low, high: high) }
            let total = masses.reduce(0, +)
            return .mixture(zip(parts, masses).filter { $0.1 > 0 }.map {
                WeightedDistribution(weight: $1 / total, $0.distribution.conditioned(low: low, high: high))
            })
        default: return .truncated(self, low: low, high: high)
        }
    }

    /// P(low ≤ X ≤ high).
    func mass(low: Double, high: Double) -> Double { cdf(high) - probabilityBelow(low) }

    func truncatedMoments(low: Double, high: Double) -> (mean: Double, variance: Double) {
        let conditioned = conditioned(low: low, high: high)
        guard case .truncated(let base, _, _) = conditioned else { return (conditioned.mean, conditioned.variance) }
        let from = base.probabilityBelow(low), to = base.cdf(high)
        var breaks = [from, to]
        if case .triangular(_, let mode, _) = base, mode > low, mode < high { breaks.insert(base.cdf(mode), at: 1) }
        func average(_ function: (Double) -> Double) -> Double {
            let sum = zip(breaks, breaks.dropFirst()).reduce(0) {
                $0 + Self.integrate(from: $1.0, to: $1.1) { function(base.quantile($0)) }
            }
            return sum / (to - from)
        }
        let mean = average { $0 }
        return (mean, average { ($0 - mean) * ($0 - mean) })
    }

    /// Tanh–sinh quadrature (Takahasi & Mori 1974), which does not mind a quantile that grows without bound at an
    /// end. With step 1/32 it is good to 10⁻¹⁰ where the integrand is smooth inside.
    private static func integrate(from a: Double, to b: Double, _ function: (Double) -> Double) -> Double {
        let step = 1.0 / 32
        var sum = 0.0
        for k in -110...110 {
            let t = Double(k) * step
            let s = Double.pi / 2 * sinh(t)
            // The distance from the nearer end keeps its digits where 1 − tanh would lose them.
            let nearness = 1 / (exp(abs(s)) * cosh(s))
            let x = s < 0 ? a + (b - a) / 2 * nearness : b - (b - a) / 2 * nearness
            guard x > a, x < b else { continue }
            sum += Double.pi / 2 * cosh(t) / (cosh(s) * cosh(s)) * function(x)
        }
        return sum * step * (b - a) / 2
    }
}
