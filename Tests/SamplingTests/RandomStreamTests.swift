// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import Testing

@Suite struct RandomStreamTests {
    let key = StreamKey(seed: 1, replication: 0, name: "orders/latency")

    /// Computed by a separate implementation in Python.
    @Test func keysAreTheSameOnEveryPlatform() {
        #expect(StreamKey(seed: 0, replication: 0, name: "").value == 0x2382_75bc_38fc_be91)
        #expect(StreamKey(seed: 42, replication: 7, name: "shop").value == 0xec2a_0616_6158_bab4)
        let long = "a name longer than eight bytes"
        #expect(StreamKey(seed: .max, replication: 1, name: long).value == 0x39e3_2385_a414_f1c6)
        #expect(StreamKey(seed: 42, replication: 7, name: "shop").derived("retry").value == 0x0efe_6443_fe4a_4922)
    }

    @Test func everyPartOfTheKeyCounts() {
        var keys: Set<StreamKey> = []
        let names = ["", "a", "b", "ab", "ba", "a\0", "12345678", "12345678\0", "123456789", "orders/latency"]
        for seed in [0, 1, 2, 1 << 32, 5, 5 + 1 << 32, .max] as [UInt64] {
            for replication in 0..<50 {
                for name in names { keys.insert(StreamKey(seed: seed, replication: replication, name: name)) }
            }
        }
        #expect(keys.count == 7 * 50 * names.count)
    }

    @Test func aStreamDependsOnNothingButItsAddress() {
        var first = RandomStream(key, request: 9, occurrence: 2)
        let draws = (0..<5).map { _ in first.bits() }
        var other = RandomStream(key, request: 8)
        _ = other.bits()
        var again = RandomStream(key, request: 9, occurrence: 2)
        for draw in draws {
            _ = other.bits()
            let repeated = again.bits()
            #expect(repeated == draw)
        }
    }

    /// Counters 2³² apart do not overlap before 2³³ draws, and requests never do.
    @Test func neighbouringSubstreamsShareNoDraw() {
        var seen: Set<UInt64> = []
        for request in 0..<50 as Range<UInt64> {
            for occurrence in 0..<20 as Range<UInt32> {
                var stream = RandomStream(key, request: request, occurrence: occurrence)
                for _ in 0..<20 { seen.insert(stream.bits()) }
            }
        }
        #expect(seen.count == 50 * 20 * 20)
    }

    @Test(arguments: [1, 2, 3, 64] as [UInt64])
    func neighbouringSubstreamsAreUncorrelated(distance: UInt64) {
        let count = 200_000
        func correlation(_ a: (UInt64) -> RandomStream, _ b: (UInt64) -> RandomStream) -> Double {
            var sum = 0.0
            for index in 0..<UInt64(count) {
                var x = a(index), y = b(index)
                sum += (x.uniform() - 0.5) * (y.uniform() - 0.5)
            }
            return sum * 12 / Double(count)
        }
        let limit = 5 / Double(count).squareRoot()
        let next = key.derived("other")
        let neighbour = StreamKey(seed: 1, replication: Int(distance), name: "orders/latency")
        let seeded = StreamKey(seed: 1 + distance, replication: 0, name: "orders/latency")
        let raw = StreamKey(value: key.value &+ distance)
        func own(_ request: UInt64) -> RandomStream { RandomStream(key, request: request) }
        #expect(abs(correlation(own) { RandomStream(key, request: $0 + distance) }) < limit)
        #expect(abs(correlation(own) { RandomStream(key, request: $0, occurrence: UInt32(distance)) }) < limit)
        for other in [next, neighbour, seeded, raw] {
            #expect(abs(correlation(own) { RandomStream(other, request: $0) }) < limit)
        }
    }

    @Test func uniformsAreUniform() {
        var stream = RandomStream(key)
        var counts = [Int](repeating: 0, count: 1_000)
        for _ in 0..<1_000_000 { counts[Int(stream.uniform() * 1_000)] += 1 }
        let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - 1_000) * (Double($1) - 1_000) / 1_000 }
        #expect(abs(chiSquare - 999) < 5 * (2 * 999.0).squareRoot())
    }

    @Test func openUniformsExcludeBothEnds() {
        // The smallest and the largest that the formula can give.
        #expect((Double(0) + 0.5) * 0x1p-52 > 0)
        #expect((Double(UInt64.max >> 12) + 0.5) * 0x1p-52 < 1)
    }

    @Test func indicesCoverTheirRange() {
        var stream = RandomStream(key)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[stream.index(below: 7)] += 1 }
        let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 }
        #expect(chiSquare < 30)
    }

    @Test func chanceTakesOneDrawWhateverItsProbability() {
        var never = RandomStream(key), always = RandomStream(key)
        let outcomes = (never.happens(with: 0), always.happens(with: 1))
        let next = (never.bits(), always.bits())
        #expect(outcomes == (false, true))
        #expect(next.0 == next.1)
    }
}
