// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// A whole number that changes over time (busy instances, queued requests), with its exact time integrals,
/// the time it spent at a limit, and a series of buckets.
///
/// Averages over time weigh by time; they are not averages over requests.
@frozen
public struct Level: Sendable {
    @usableFromInline var current: Int = 0
    @usableFromInline var since: SimulationTime
    @usableFromInline var areaInBucket: Int64 = 0
    @usableFromInline var peakInBucket: Int = 0
    @usableFromInline var bucketEnd: SimulationTime
    @usableFromInline var squares: UInt128 = 0
    @usableFromInline var limit: Int
    @usableFromInline var nanosecondsAtLimit: Int64 = 0
    private let bucketWidth: SimulationDuration
    private var start: SimulationTime
    private var buckets: [LevelBucket] = []
    private var closedArea: UInt128 = 0

    /// - Parameters:
    ///   - limit: the value from which on the level counts as being at its limit.
    ///   - bucketWidth: the width of the buckets of the series.
    public init(bucketWidth: SimulationDuration, limit: Int = .max, at start: SimulationTime = .zero) {
        self.bucketWidth = bucketWidth
        self.limit = limit
        self.start = start
        since = start
        bucketEnd = start + bucketWidth
    }

    @inlinable public var value: Int { current }

    @inlinable @inline(__always)
    public mutating func add(_ change: Int, at now: SimulationTime) {
        advance(to: now)
        current &+= change
        if current > peakInBucket { peakInBucket = current }
    }

    /// Brings the integrals up to `now` without a change.
    @inlinable @inline(__always)
    public mutating func advance(to now: SimulationTime) {
        if now >= bucketEnd { closeBuckets(until: now) }
        let elapsed = now.nanoseconds &- since.nanoseconds
        let area = Int64(current) &* elapsed
        areaInBucket &+= area
        let square = UInt64(bitPattern: area).multipliedFullWidth(by: UInt64(current))
        squares &+= UInt128(_low: square.low, _high: square.high)
        if current >= limit { nanosecondsAtLimit &+= elapsed }
        since = now
    }

    /// Level × nanoseconds from the start (or restart) to `now`.
    public mutating func area(until now: SimulationTime) -> UInt128 {
        advance(to: now)
        return closedArea + UInt128(areaInBucket)
    }

    /// Changes the limit from now on.
    public mutating func setLimit(_ newLimit: Int, at now: SimulationTime) {
        advance(to: now)
        limit = newLimit
    }

    @usableFromInline @inline(never)
    mutating func closeBuckets(until now: SimulationTime) {
        while now >= bucketEnd {
            let end = bucketEnd
            bucketEnd = SimulationTime(nanoseconds: .max)
            advance(to: end)
            buckets.append(LevelBucket(area: UInt128(areaInBucket), peak: peakInBucket))
            closedArea += UInt128(areaInBucket)
            areaInBucket = 0
            peakInBucket = current
            bucketEnd = end + bucketWidth
        }
    }

    /// Forgets the past and goes on from the present value: the end of a warm-up.
    public mutating func restart(at now: SimulationTime) {
        let value = current, limit = limit
        self = Level(bucketWidth: bucketWidth, limit: limit, at: now)
        current = value
        peakInBucket = value
    }

    /// What was observed from the start to `end`.
    public mutating func summary(at end: SimulationTime) -> LevelSummary {
        advance(to: end)
        var all = buckets
        let openSince = bucketEnd - bucketWidth
        if since > openSince { all.append(LevelBucket(area: UInt128(areaInBucket), peak: peakInBucket)) }
        return LevelSummary(
            duration: end - start, squares: squares, nanosecondsAtLimit: nanosecondsAtLimit,
            bucketWidth: bucketWidth, buckets: all, final: current)
    }
}

/// A level in one bucket of time.
public struct LevelBucket: Sendable, Equatable {
    /// Level × nanoseconds.
    public var area: UInt128
    public var peak: Int
}

/// What a level did over an observed stretch of time.
public struct LevelSummary: Sendable, Equatable {
    public var duration: SimulationDuration
    /// Level² × nanoseconds.
    public var squares: UInt128
    public var nanosecondsAtLimit: Int64
    public var bucketWidth: SimulationDuration
    public var buckets: [LevelBucket]
    /// The level at the end.
    public var final: Int

    /// A stretch of no length in which nothing was seen.
    public static let empty = LevelSummary(
        duration: .zero, squares: 0, nanosecondsAtLimit: 0, bucketWidth: .zero, buckets: [], final: 0)

    /// Level × nanoseconds, exact.
    public var area: UInt128 { buckets.reduce(0) { $0 + $1.area } }
    public var peak: Int { buckets.map(\.peak).max() ?? final }
    /// The mean weighted by time.
    public var mean: Double { duration.nanoseconds > 0 ? Double(area) / Double(duration.nanoseconds) : 0 }
    /// The variance weighted by time.
    public var variance: Double {
        guard duration.nanoseconds > 0 else { return 0 }
        return max(0, Double(squares) / Double(duration.nanoseconds) - mean * mean)
    }
    /// The share of the time spent at the limit or above.
    public var shareOfTimeAtLimit: Double {
        duration.nanoseconds > 0 ? Double(nanosecondsAtLimit) / Double(duration.nanoseconds) : 0
    }
    /// The mean level of each full bucket, for charts.
    public var bucketMeans: [Double] { buckets.map { Double($0.area) / Double(bucketWidth.nanoseconds) } }
}
