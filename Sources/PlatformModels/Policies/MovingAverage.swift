// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// The mean of the last so many samples, of fewer while there are no more.
struct MovingAverage {
    let capacity: Int
    private var samples: [Double] = []
    private var oldest = 0

    /// - Parameters:
    ///   - window: what the mean is taken over.
    ///   - period: time between samples.
    init(over window: SimulationDuration, every period: SimulationDuration) {
        capacity = Int(max(1, (window.seconds / max(period.seconds, 1e-9)).rounded()))
        samples.reserveCapacity(capacity)
    }

    var isFull: Bool { samples.count == capacity }
    var mean: Double { samples.isEmpty ? 0 : samples.reduce(0, +) / Double(samples.count) }
    var maximum: Double { samples.max() ?? 0 }

    mutating func add(_ sample: Double) {
        guard isFull else { return samples.append(sample) }
        samples[oldest] = sample
        oldest = (oldest + 1) % capacity
    }
}
