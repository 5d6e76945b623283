// SPDX-License-Identifier: GPL-3.0-or-later

/// Count, mean and variance in one pass without cancellation (Welford 1962), mergeable (Chan, Golub & LeVeque 1979).
@frozen
public struct RunningMoments: Sendable, Equatable {
    public private(set) var count: UInt64 = 0
    public private(set) var mean: Double = 0
    private var squaredDeviations: Double = 0

    public init() {}

    public mutating func record(_ value: Double) {
        count += 1
        let deviation = value - mean
        mean += deviation / Double(count)
        squaredDeviations += deviation * (value - mean)
    }

    public mutating func merge(_ other: RunningMoments) {
        guard other.count > 0 else { return }
        let n = Double(count), m = Double(other.count)
        let difference = other.mean - mean
        count += other.count
        mean += difference * m / (n + m)
        squaredDeviations += other.squaredDeviations + difference * difference * n * m / (n + m)
    }

    /// Divided by n; zero for fewer than one value.
    public var populationVariance: Double { count > 0 ? squaredDeviations / Double(count) : 0 }
    /// Divided by n − 1; zero for fewer than two values.
    public var sampleVariance: Double { count > 1 ? squaredDeviations / Double(count - 1) : 0 }
}
