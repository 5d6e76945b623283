// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Draws the arrivals of a process one after the other, in order, without ever holding more than the next.
///
/// A pure function of (process, key, start). Arrivals are sequential in their own stream, so both halves of each
/// block of random bits are used.
@frozen
public struct ArrivalGenerator: Sendable {
    @usableFromInline var stream: RandomStream
    /// Seconds; a Double's rounding stays below a nanosecond for 97 days of simulated time, and never accumulates
    /// into an order fault.
    @usableFromInline var clock: Double
    /// −1 / rate of a plain Poisson process [s]; 0 for every other process.
    @usableFromInline let negativeGap: Double
    /// The next arrivals of a plain Poisson process. Drawn many at a time, they do not wait for each other: one draw
    /// alone is a chain of a hundred cycles that nothing else can fill.
    @usableFromInline var drawn: [SimulationTime] = []
    @usableFromInline var position = 0
    @usableFromInline var source: ArrivalSource

    /// - Parameters:
    ///   - process: must be valid.
    ///   - key: the stream of this source's arrivals.
    ///   - start: when the source starts; a rate profile is read at simulated time, schedules and traces count
    ///     from here.
    public init(_ process: ArrivalProcess, key: StreamKey, start: SimulationTime = .zero) {
        stream = RandomStream(key)
        clock = start.seconds
        if case .poisson(let profile) = process, let rate = profile.constantRate, rate > 0 {
            negativeGap = -1 / rate
            source = ArrivalSource()
        } else {
            negativeGap = 0
            source = ArrivalSource(process, key: key, start: start.seconds)
        }
    }

    /// The next arrival, never before the last; nil when there are no more (or the end of time, 292 years, is near).
    @inlinable @inline(__always)
    public mutating func next() -> Arrival? {
        guard negativeGap < 0 else { return nextOutlined() }
        if position == drawn.count { drawArrivals() }
        let time = drawn[position]
        position &+= 1
        guard time < .distantFuture else { return nil }
        return Arrival(time: time, count: 1)
    }

    /// What ended a trace before its last line, if anything did.
    public var fault: TraceFault? { source.fault }

    /// The largest time that fits whole nanoseconds in 63 bits, in seconds, rounded down.
    @usableFromInline static var horizon: Double { 9.2e9 }

    private static var drawnAtOnce: Int { 32 }

    @usableFromInline @inline(never)
    mutating func drawArrivals() {
        if drawn.isEmpty { drawn = Array(repeating: .zero, count: Self.drawnAtOnce) }
        for index in drawn.indices {
            clock += negativeGap * log(1 - stream.uniform())
            drawn[index] = clock < Self.horizon ? SimulationTime(seconds: clock) : .distantFuture
        }
        position = 0
    }

    @usableFromInline @inline(never)
    mutating func nextOutlined() -> Arrival? {
        guard let next = source.next(&stream), next.time < Self.horizon else { return nil }
        return Arrival(time: SimulationTime(seconds: next.time), count: next.count)
    }
}
