// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import SimulationKernel

@Suite struct EventQueueTests {
    private func at(_ nanoseconds: Int64) -> SimulationTime { SimulationTime(nanoseconds: nanoseconds) }

    @Test func equalTimesComeOutByClassThenFirstInFirstOut() {
        var queue = EventQueue<Int>()
        queue.insert(31, at: at(5), as: .arrival)
        queue.insert(11, at: at(5), as: .completion)
        queue.insert(21, at: at(5), as: .expiry)
        queue.insert(32, at: at(5), as: .arrival)
        queue.insert(12, at: at(5), as: .completion)
        queue.insert(1, at: at(4), as: .arrival)
        #expect((0..<6).map { _ in queue.removeFirst() } == [1, 11, 12, 21, 31, 32])
    }

    // Every mixture of inserts and removals must agree with a sorted list.
    @Test(arguments: 0..<40) func agreesWithASortedReference(seed: UInt64) {
        var queue = EventQueue<Int>(minimumCapacity: 4)
        var reference: [(time: Int64, order: Int)] = []
        var state = seed &+ 1, inserted = 0
        for _ in 0..<2_000 {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            if state >> 33 % 5 < 3 || reference.isEmpty {
                let time = Int64(state >> 40 % 50)
                queue.insert(inserted, at: at(time), as: .arrival)
                reference.append((time, inserted))
                inserted += 1
            } else {
                reference.sort { ($0.time, $0.order) < ($1.time, $1.order) }
                let expected = reference.removeFirst()
                #expect(queue.nextTime == at(expected.time))
                #expect(queue.removeFirst(before: at(expected.time)) == nil)
                #expect(queue.removeFirst(before: at(expected.time + 1))?.event == expected.order)
            }
            #expect(queue.count == reference.count)
        }
    }

    // Delays from nothing to the end of time, so that events wait on both sides of a horizon that moves.
    @Test(arguments: 0..<20) func delaysOfEveryLengthAgreeWithASortedReference(seed: UInt64) throws {
        var queue = EventQueue<Int>(minimumCapacity: 4)
        var reference: [(time: Int64, order: Int)] = []
        var state = seed &+ 1, inserted = 0, now: Int64 = 0
        for _ in 0..<4_000 {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            if state >> 33 % 16 < 9 || reference.isEmpty {
                let delay = Int64(truncatingIfNeeded: state >> 1) >> Int64(state >> 50 % 63)
                let time = state >> 56 == 0 ? Int64.max : now &+ delay < now ? .max : now + delay
                queue.insert(inserted, at: at(time), as: .arrival)
                let place = reference.firstIndex { $0.time > time } ?? reference.count
                reference.insert((time, inserted), at: place)
                inserted += 1
            } else if now < .max {
                let expected = reference.removeFirst()
                #expect(queue.nextTime == at(expected.time))
                #expect(queue.removeFirst() == expected.order)
                now = expected.time
            }
            #expect(queue.count == reference.count)
        }
        #expect(reference.map(\.order) == reference.map { _ in queue.removeFirst() })
        #expect(queue.nextTime == nil)
    }

    // As in a fleet: many short times and, for each, a wait a million times as long.
    @Test func shortAndLongWaitsComeInOrder() {
        var queue = EventQueue<Int>(), last: Int64 = 0, removed = 0
        for number in 0..<1_000 {
            queue.insert(number, at: at(Int64(number) * 7), as: .arrival)
            queue.insert(number, at: at(Int64(number) * 7 + 1_000_000_000_000), as: .expiry)
        }
        while let (time, _) = queue.removeFirst(before: at(.max)) {
            #expect(time.nanoseconds >= last)
            last = time.nanoseconds
            removed += 1
        }
        #expect(removed == 2_000)
        #expect(last == 999 * 7 + 1_000_000_000_000)
    }
}
