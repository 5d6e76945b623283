// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Draws the arrivals of a process one after the other, in order, without ever holding more than the next few.
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
    /// Whether arrivals are drawn many at a time, where they do not wait for each other: one draw alone is a chain of
    /// a hundred cycles that nothing else can fill. Those of a trace are read when they are wanted.
    @usableFromInline let isDrawnAhead: Bool
    @usableFromInline var drawn: [Arrival] = []
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
        isDrawnAhead = negativeGap < 0 || source.followsProfile
    }

    /// The next arrival, never before the last; nil when there are no more (or the end of time, 292 years, is near).
    @inlinable @inline(__always)
    public mutating func next() -> Arrival? {
        guard isDrawnAhead else { return nextOutlined() }
        if position == drawn.count { drawArrivals() }
        let arrival = drawn[position]
        position &+= 1
        return arrival.time < .distantFuture ? arrival : nil
    }

    /// What ended a trace before its last line, if anything did.
    public var fault: TraceFault? { source.fault }

    /// The largest time that fits whole nanoseconds in 63 bits, in seconds, rounded down.
    @usableFromInline static var horizon: Double { 9.2e9 }

    private static var drawnAtOnce: Int { 32 }

    @usableFromInline @inline(never)
    mutating func drawArrivals() {
        let none = Arrival(time: .distantFuture, count: 0)
        if drawn.isEmpty { drawn = Array(repeating: none, count: Self.drawnAtOnce) }
        for index in drawn.indices {
            drawn[index] = negativeGap < 0 ? nextPlain() : nextOutlined() ?? none
        }
        position = 0
    }

    @inline(__always)
    private mutating func nextPlain() -> Arrival {
        clock += negativeGap * log(1 - stream.uniform())
        return Arrival(time: clock < Self.horizon ? SimulationTime(seconds: clock) : .distantFuture, count: 1)
    }

    @usableFromInline @inline(never)
    mutating func nextOutlined() -> Arrival? {
        guard let next = source.next(&stream), next.time < Self.horizon else { return nil }
        return Arrival(time: SimulationTime(seconds: next.time), count: next.count)
    }
}
