// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts of non-negative integers (durations in nanoseconds) in log-linear bins, with exact count, sum,
/// sum of squares, minimum and maximum.
///
/// A bin is at most 1/128 as wide as its lower edge, and a quantile is reported as the middle of its bin, so
/// it is within 0.39 % of a recorded value. All state is integers: merging is addition, hence exact and
/// independent of order and of the number of threads. The table grows to the largest value seen and no
/// further: 128 bins an octave, 26 KB at 10 s.
@frozen
public struct LogHistogram: Sendable, Equatable {
    @usableFromInline static var precisionBits: Int { 7 }

    @usableFromInline var counts: [UInt64] = []
    @usableFromInline var number: UInt64 = 0
    @usableFromInline var total: UInt128 = 0
    @usableFromInline var squares: UInt128 = 0
    @usableFromInline var least: UInt64 = .max
    @usableFromInline var greatest: UInt64 = 0

    public init() {}

    /// How many values were recorded.
    @inlinable public var count: UInt64 { number }
    /// The exact sum of the recorded values.
    @inlinable public var sum: UInt128 { total }
    /// The exact smallest recorded value, nil when there is none.
    @inlinable public var minimum: UInt64? { number > 0 ? least : nil }
    /// The exact largest recorded value, nil when there is none.
    @inlinable public var maximum: UInt64? { number > 0 ? greatest : nil }

    /// The exact mean, nil when nothing was recorded.
    public var mean: Double? { number > 0 ? Double(total) / Double(number) : nil }

    /// The population variance, from exact integer sums; nil when nothing was recorded.
    public var variance: Double? {
        guard number > 0 else { return nil }
        let mean = Double(total) / Double(number)
        return max(0, Double(squares) / Double(number) - mean * mean)
    }

    @inlinable @inline(__always)
    static func bin(of value: UInt64) -> Int {
        let exponent = max(0, 63 &- (value | 1).leadingZeroBitCount &- precisionBits)
        return exponent &<< precisionBits &+ Int(truncatingIfNeeded: value &>> UInt64(truncatingIfNeeded: exponent))
    }

    /// The values a bin holds: `lower ... upper`.
    static func edges(ofBin bin: Int) -> (lower: UInt64, upper: UInt64) {
        let exponent = UInt64(max(0, (bin >> precisionBits) - 1))
        let mantissa = UInt64(bin) - exponent << UInt64(precisionBits)
        return (mantissa << exponent, ((mantissa + 1) << exponent) - 1)
    }

    @inlinable
    public mutating func record(_ value: UInt64) {
        let bin = Self.bin(of: value)
        if bin >= counts.count { grow(toHold: bin) }
        counts[bin] &+= 1
        number &+= 1
        total &+= UInt128(value)
        let square = value.multipliedFullWidth(by: value)
        squares &+= UInt128(_low: square.low, _high: square.high)
        least = min(least, value)
        greatest = max(greatest, value)
    }

    @usableFromInline @inline(never)
    mutating func grow(toHold bin: Int) {
        let octave = 1 << Self.precisionBits
        let needed = (bin / octave + 1) * octave
        counts.append(contentsOf: repeatElement(0, count: needed - counts.count))
    }

    public mutating func merge(_ other: LogHistogram) {
        if other.counts.count > counts.count { grow(toHold: other.counts.count - 1) }
        for bin in other.counts.indices { counts[bin] += other.counts[bin] }
        number += other.number
        total += other.total
        squares += other.squares
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
    }

    public func merging(_ other: LogHistogram) -> LogHistogram {
        var merged = self
        merged.merge(other)
        return merged
    }

    /// The q-quantile (0 < q ≤ 1) as the middle of the bin that holds the ⌈q·n⌉-th smallest value, clamped to
    /// the exact extremes; nil when nothing was recorded.
    public func quantile(_ q: Double) -> Double? {
        guard number > 0 else { return nil }
        let rank = min(max(UInt64((q * Double(number)).rounded(.up)), 1), number)
        var seen: UInt64 = 0
        for (bin, count) in counts.enumerated() {
            seen += count
            guard seen >= rank else { continue }
            let (lower, upper) = Self.edges(ofBin: bin)
            let middle = (Double(lower) + Double(upper)) / 2
            return min(max(middle, Double(least)), Double(greatest))
        }
        return Double(greatest)
    }

    /// The share of recorded values at most `value`, counting whole bins up to the one that holds it.
    public func shareAtMost(_ value: UInt64) -> Double? {
        guard number > 0 else { return nil }
        let last = Self.bin(of: value)
        let below = counts.prefix(last + 1).reduce(0, +)
        return Double(below) / Double(number)
    }

    /// The non-empty bins in ascending order, for charts: upper edge and count.
    public var nonEmptyBins: [(upper: UInt64, count: UInt64)] {
        counts.enumerated().compactMap { $1 > 0 ? (Self.edges(ofBin: $0).upper, $1) : nil }
    }
}
