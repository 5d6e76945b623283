// SPDX-License-Identifier: GPL-3.0-or-later

/// Which use of chance a stream serves: 64 bits that stand for (scenario seed, replication, stream name).
///
/// The same three give the same key on every platform and in every run (Swift's `Hasher` would not). Each step
/// of the hash is a bijection of its input word, so seeds, replications and names of up to 8 bytes that differ
/// in only one respect never collide; otherwise keys collide as random numbers do, 3 × 10⁻¹² for 10⁴ streams.
@frozen
public struct StreamKey: Sendable, Hashable, BitwiseCopyable {
    public let value: UInt64

    @inlinable
    public init(value: UInt64) { self.value = value }

    /// - Parameters:
    ///   - seed: the scenario's seed; every bit counts.
    ///   - replication: the number of the independent run, from 0.
    ///   - name: what the stream is for, such as `orders/latency`.
    public init(seed: UInt64, replication: Int, name: String) {
        let run = Self.mix(Self.mix(seed) ^ UInt64(bitPattern: Int64(replication)))
        self.init(value: Self.absorb(name, into: run))
    }

    /// The key of a use of chance within this one, such as one retry policy of a handler.
    public func derived(_ name: String) -> StreamKey {
        StreamKey(value: Self.absorb(name, into: Self.mix(value)))
    }

    /// Takes eight bytes of UTF-8 at a time, then the length, so that zero padding is not ambiguous.
    private static func absorb(_ name: String, into start: UInt64) -> UInt64 {
        var hash = start
        var word: UInt64 = 0
        var length: UInt64 = 0
        for byte in name.utf8 {
            word |= UInt64(byte) << (8 * (length & 7))
            length += 1
            if length & 7 == 0 {
                hash = mix(hash ^ word)
                word = 0
            }
        }
        if length & 7 != 0 { hash = mix(hash ^ word) }
        return mix(hash ^ length)
    }

    /// SplitMix64's step: Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
    private static func mix(_ input: UInt64) -> UInt64 {
        var z = input &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
