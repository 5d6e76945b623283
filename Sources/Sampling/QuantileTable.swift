// SPDX-License-Identifier: GPL-3.0-or-later

/// An inverse distribution function given at some probabilities and linear between them.
struct QuantileTable: Sendable {
    let points: [QuantilePoint]

    /// `points` ascend strictly in probability from 0 to 1, and not strictly in value.
    init(_ points: [QuantilePoint]) { self.points = points }

    var mean: Double { integrate { ($0 + $1) / 2 } }

    var variance: Double {
        let center = mean
        return integrate { a, b in
            let a = a - center, b = b - center
            return (a * a + a * b + b * b) / 3
        }
    }

    /// The sum over segments of their probability times a function of their two ends.
    private func integrate(_ function: (Double, Double) -> Double) -> Double {
        zip(points, points.dropFirst()).reduce(0) {
            $0 + ($1.1.probability - $1.0.probability) * function($1.0.value, $1.1.value)
        }
    }

    /// Complexity: O(log n).
    func quantile(_ p: Double) -> Double {
        var low = 0, high = points.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if points[middle].probability <= p { low = middle } else { high = middle }
        }
        let a = points[low], b = points[high]
        return a.value + (b.value - a.value) * (p - a.probability) / (b.probability - a.probability)
    }

    /// The largest probability whose quantile is at most `x`. Complexity: O(log n).
    func cdf(_ x: Double) -> Double {
        let last = points.count - 1
        if x < points[0].value { return 0 }
        if x >= points[last].value { return 1 }
        var low = 0, high = last
        while high - low > 1 {
            let middle = (low + high) / 2
            if points[middle].value <= x { low = middle } else { high = middle }
        }
        let a = points[low], b = points[high]
        return a.probability + (b.probability - a.probability) * (x - a.value) / (b.value - a.value)
    }

    /// The table of the values within [low, high], rescaled to probability 1.
    func truncated(low: Double, high: Double, below: Double, upTo: Double) -> QuantileTable {
        let inner = points.filter { $0.probability > below && $0.probability < upTo }
        let ends = (
            QuantilePoint(probability: below, value: max(quantile(below), low)),
            QuantilePoint(probability: upTo, value: min(quantile(upTo), high))
        )
        return QuantileTable(
            ([ends.0] + inner + [ends.1]).map {
                QuantilePoint(probability: ($0.probability - below) / (upTo - below), value: $0.value)
            })
    }
}
