// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

extension LogHistogram {
    /// Adds `other` as if each of its values had been recorded `times` times: a day that stands for several.
    public mutating func merge(_ other: LogHistogram, times: UInt64) {
        guard times > 0, other.number > 0 else { return }
        if other.counts.count > counts.count { grow(toHold: other.counts.count - 1) }
        for bin in other.counts.indices { counts[bin] += other.counts[bin] * times }
        number += other.number * times
        total += other.total * UInt128(times)
        squares += other.squares * UInt128(times)
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
    }

    /// How many recorded values are at most `value`, counting whole bins up to the one that holds it.
    public func countAtMost(_ value: UInt64) -> UInt64 {
        counts.prefix(Self.bin(of: value) + 1).reduce(0, +)
    }
}

extension LevelSummary {
    /// Appends `other`, `times` over. The integrals and the peak stay exact; the course over time is given up, so
    /// that a single bucket is left.
    public mutating func merge(_ other: LevelSummary, times: UInt64) {
        let bucket = LevelBucket(area: area + other.area * UInt128(times), peak: max(peak, other.peak))
        duration.nanoseconds += other.duration.nanoseconds * Int64(times)
        squares += other.squares * UInt128(times)
        nanosecondsAtLimit += other.nanosecondsAtLimit * Int64(times)
        bucketWidth = duration
        buckets = [bucket]
        final = other.final
    }
}
