// SPDX-License-Identifier: GPL-3.0-or-later

/// What a compiled distribution needs beyond two numbers; immutable and shared by the copies of its sampler.
@usableFromInline
final class SamplerTable: Sendable {
    /// Where each segment or component begins, from 0; the last one ends at 1.
    let probabilities: [Double]
    let values: [Double]
    let slopes: [Double]
    let components: [Sampler]
    /// The law to invert, and the bounds that its rounding must not cross.
    let base: Distribution
    let bounds: ClosedRange<Double>

    init(
        base: Distribution, bounds: ClosedRange<Double> = -.infinity ... .infinity, probabilities: [Double] = [],
        values: [Double] = [], slopes: [Double] = [], components: [Sampler] = []
    ) {
        self.base = base
        self.bounds = bounds
        self.probabilities = probabilities
        self.values = values
        self.slopes = slopes
        self.components = components
    }

    /// The last segment that begins at or below `u`.
    ///
    /// Binary search rather than an alias table: as fast for the few segments there are, and it keeps draws
    /// monotone in the uniform, which common random numbers live on. Complexity: O(log n).
    func segment(_ u: Double) -> Int {
        var low = 0, high = probabilities.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if probabilities[middle] <= u { low = middle } else { high = middle }
        }
        return low
    }
}
