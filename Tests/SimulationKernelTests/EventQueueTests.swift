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
}
