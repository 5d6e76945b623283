// SPDX-License-Identifier: GPL-3.0-or-later

/// A point in simulated time: whole nanoseconds since the start of the run.
///
/// Integer time makes ties exact and runs identical on every machine; 63 bits reach 292 years.
@frozen
public struct SimulationTime: Comparable, Hashable, Sendable, BitwiseCopyable {
    public var nanoseconds: Int64

    @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The nearest nanosecond to `seconds`, cut to ±31.7 years; not a number gives the lower end.
    @inlinable @inline(__always)
    public init(seconds: Double) { self.nanoseconds = SimulationDuration.nearestNanosecond(seconds) }

    @inlinable public static var zero: Self { Self(nanoseconds: 0) }
    @inlinable public static var distantFuture: Self { Self(nanoseconds: .max) }
    @inlinable public var seconds: Double { Double(nanoseconds) / 1e9 }

    @inlinable public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }
    @inlinable public static func + (a: Self, b: SimulationDuration) -> Self {
        Self(nanoseconds: a.nanoseconds + b.nanoseconds)
    }
    @inlinable public static func - (a: Self, b: SimulationDuration) -> Self {
        Self(nanoseconds: a.nanoseconds - b.nanoseconds)
    }
    @inlinable public static func - (a: Self, b: Self) -> SimulationDuration {
        SimulationDuration(nanoseconds: a.nanoseconds - b.nanoseconds)
    }
}

/// A length of simulated time in whole nanoseconds.
@frozen
public struct SimulationDuration: Comparable, Hashable, Sendable, BitwiseCopyable {
    public var nanoseconds: Int64

    @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The nearest nanosecond to `value`, cut to ±31.7 years; not a number gives the lower end.
    @inlinable @inline(__always)
    public static func seconds(_ value: Double) -> Self {
        Self(nanoseconds: nearestNanosecond(value))
    }

    @inlinable public static var zero: Self { Self(nanoseconds: 0) }
    @inlinable public var seconds: Double { Double(nanoseconds) / 1e9 }

    @inlinable public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }
    @inlinable public static func + (a: Self, b: Self) -> Self { Self(nanoseconds: a.nanoseconds + b.nanoseconds) }
    @inlinable public static func - (a: Self, b: Self) -> Self { Self(nanoseconds: a.nanoseconds - b.nanoseconds) }
    @inlinable public static func += (a: inout Self, b: Self) { a.nanoseconds += b.nanoseconds }

    /// Half away from zero by adding a half and cutting off: `rounded()` is a library call without SSE 4.1.
    ///
    /// A heavy tail may draw any finite number or infinity: it is cut to 31.7 years, so that several can be added.
    @inlinable @inline(__always)
    static func nearestNanosecond(_ seconds: Double) -> Int64 {
        let nanoseconds = seconds * 1e9
        // Nearly always so, and then a chain of three instructions: the queue waits for the time of each event.
        if nanoseconds >= 0, nanoseconds < 1e18 { return Int64(nanoseconds + 0.5) }
        return nearestRareNanosecond(nanoseconds)
    }

    @usableFromInline @inline(never)
    static func nearestRareNanosecond(_ nanoseconds: Double) -> Int64 {
        Int64(min(max(nanoseconds, -1e18), 1e18) + (nanoseconds < 0 ? -0.5 : 0.5))
    }
}
