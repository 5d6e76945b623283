// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// A stream of pseudo-random numbers that is a pure function of (key, request, occurrence).
///
/// The generator is counter-based (Philox4x32-10), so a stream is made by writing down its counter: nothing is
/// seeded, warmed up or allocated, and a draw never depends on what else was drawn, in which order or on which
/// thread. Each (request, occurrence) owns 2³² blocks of two draws.
@frozen
public struct RandomStream: Sendable, BitwiseCopyable {
    @usableFromInline var state: cgsl_stream

    /// - Parameters:
    ///   - key: which use of chance this is.
    ///   - request: whose draw it is; 0 for a stream that belongs to no request.
    ///   - occurrence: how often this request has come here before, such as the number of the attempt.
    @inlinable
    public init(_ key: StreamKey, request: UInt64 = 0, occurrence: UInt32 = 0) {
        state = cgsl_stream(key: key.value, high: request, low: UInt64(occurrence) &<< 32, spare: 0, has_spare: 0)
    }

    /// 64 random bits.
    @inlinable
    public mutating func bits() -> UInt64 { cgsl_next(&state) }

    /// Uniform on [0, 1) with 53 random bits.
    @inlinable
    public mutating func uniform() -> Double { cgsl_uniform(&state) }

    /// What `uniform()` gives first on a new stream, without the stream: most draws of a request are single ones.
    @inlinable @inline(__always)
    public static func firstUniform(_ key: StreamKey, request: UInt64, occurrence: UInt32) -> Double {
        Double(cgsl_philox(key.value, request, UInt64(occurrence) &<< 32).first &>> 11) * 0x1p-53
    }

    /// What `openUniform()` gives first on a new stream.
    @inline(__always)
    static func firstOpenUniform(_ key: StreamKey, request: UInt64, occurrence: UInt32) -> Double {
        open(cgsl_philox(key.value, request, UInt64(occurrence) &<< 32).first)
    }

    /// Uniform on (0, 1), for inverting a distribution without bounds.
    ///
    /// The midpoints of 2⁵² equal cells: neither 0 nor 1, exact in a Double, and symmetric about ½ (53 bits would
    /// round the last midpoint to 1, hence to infinity).
    @inlinable
    public mutating func openUniform() -> Double { Self.open(cgsl_next(&state)) }

    @inlinable @inline(__always)
    static func open(_ bits: UInt64) -> Double { (Double(bits &>> 12) + 0.5) * 0x1p-52 }

    /// Uniform on 0 ..< `count`, which must be positive. The bias is below count × 2⁻⁶⁴.
    @inlinable
    public mutating func index(below count: Int) -> Int {
        Int(truncatingIfNeeded: bits().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// True with probability `probability`, on one draw whatever the probability, so that streams stay in step.
    @inlinable
    public mutating func happens(with probability: Double) -> Bool { uniform() < probability }
}
