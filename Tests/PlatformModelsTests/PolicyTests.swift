// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Policies without a simulation.
@Suite struct PolicyTests {
    private func at(_ seconds: Double) -> SimulationTime { SimulationTime(seconds: seconds) }

    @Test func aBreakerGoesRound() {
        var breaker = CircuitBreaker(BreakerPlan(failures: 2, rest: .seconds(10)))
        breaker.note(isSuccess: false, at: at(1))
        breaker.note(isSuccess: true, at: at(2))
        breaker.note(isSuccess: false, at: at(3))
        #expect(breaker.state == .closed, "failures in a row count, not failures")
        breaker.note(isSuccess: false, at: at(4))
        #expect(breaker.state == .open(until: at(14)))
        #expect(breaker.admits(at: at(13.999)) == false)
        breaker.note(isSuccess: false, at: at(5))
        breaker.note(isSuccess: true, at: at(6))
        #expect(breaker.state == .open(until: at(14)), "answers to earlier calls change nothing")
        #expect(breaker.admits(at: at(14)) == true, "one trial")
        #expect(breaker.admits(at: at(14.5)) == false, "and no other")
        breaker.note(isSuccess: false, at: at(15))
        #expect(breaker.state == .open(until: at(25)), "one failure of a trial is enough")
        #expect(breaker.admits(at: at(30)) == true)
        breaker.note(isSuccess: true, at: at(31))
        #expect(breaker.state == .closed)
        breaker.note(isSuccess: false, at: at(32))
        #expect(breaker.state == .closed, "it counts anew")
    }

    @Test func aTrialThatNobodyHearsOfIsFollowedByAnother() {
        var breaker = CircuitBreaker(BreakerPlan(failures: 1, rest: .seconds(10)))
        breaker.note(isSuccess: false, at: at(0))
        #expect(breaker.admits(at: at(10)) == true)
        #expect(breaker.admits(at: at(19.999)) == false)
        #expect(breaker.admits(at: at(20)) == true)
    }

    @Test func aThrottleRefusesInProportion() {
        let key = StreamKey(seed: 1, replication: 0, name: "throttle")
        var throttle = AdaptiveThrottle(
            AdaptiveThrottlePlan(multiplier: 2, window: .seconds(10), stream: "throttle"), key: key)
        for number in 0..<100 {
            #expect(throttle.admits(identity: UInt64(number), occurrence: 0, at: at(1)) == true || number > 0)
            throttle.noteAccepted(at: at(1))
        }
        #expect(throttle.admits(identity: 1_000, occurrence: 0, at: at(1)) == true, "all accepted, none refused")
        // 900 more that nobody accepts: 1,001 asked for, 100 accepted; (1001 − 200) / 1002 are refused.
        for number in 0..<900 { _ = throttle.admits(identity: 10_000 + UInt64(number), occurrence: 0, at: at(2)) }
        var refused: UInt64 = 0
        var copy = throttle
        for number in 0..<10_000 {
            copy = throttle
            if !copy.admits(identity: 100_000 + UInt64(number), occurrence: 0, at: at(2)) { refused += 1 }
        }
        #expect(binomialZ(refused, of: 10_000, share: 801 / 1002.0) < 5)
        #expect(throttle.admits(identity: 0, occurrence: 0, at: at(30)) == true, "a window later all is forgotten")
    }

    @Test func aFixedWindowStartsAgain() {
        var window = FixedWindow(FixedWindowPlan(calls: 2, window: .seconds(10)))
        let table: [(time: Double, passes: Bool)] = [
            (8, true), (9, true), (9.5, false), (10, true), (11, true), (19.999, false), (35, true), (40, true),
        ]
        for row in table { #expect(window.take(at: at(row.time)) == row.passes, "at \(row.time) s") }
    }

    @Test func keysAreSeenForATime() {
        var keys = SeenKeys(SuppressionPlan(window: .seconds(10)))
        #expect(keys.contains(1, at: at(0)) == false)
        #expect(keys.contains(1, at: at(9.999)) == true)
        #expect(keys.contains(1, at: at(10)) == false, "remembered for ten seconds from the first time")
        keys.forget(1)
        #expect(keys.contains(1, at: at(12)) == false, "forgotten")
        #expect(keys.contains(1, at: at(21)) == true, "the forgotten entry's end is not its own")
        #expect(keys.contains(1, at: at(22)) == false)
    }

    @Test func shardsLimitRecordsAndBytes() {
        var ingress = Ingress(.shards(count: 2, records: 2, bytes: 1000))
        let low: UInt64 = 0, high = UInt64.max
        #expect(ingress.admits(bytes: 400, hash: low, at: at(0)) == true)
        #expect(ingress.admits(bytes: 400, hash: low, at: at(0)) == true)
        #expect(ingress.admits(bytes: 1, hash: low, at: at(0)) == false, "two records a second")
        #expect(ingress.admits(bytes: 900, hash: high, at: at(0)) == true, "the other shard")
        #expect(ingress.admits(bytes: 200, hash: high, at: at(0)) == false, "a thousand bytes a second")
        #expect(ingress.admits(bytes: 100, hash: high, at: at(0)) == true, "what was refused has used up nothing")
        #expect(ingress.admits(bytes: 1000, hash: low, at: at(10)) == true)
    }

    @Test func anOnDemandChannelFollowsItsPeak() {
        var ingress = Ingress(.onDemand(
            initialBytes: 1000, maximumBytes: 3000, records: 1e6, bytes: 1e6, shards: 1, window: .seconds(60)))
        #expect(ingress.window == .seconds(60))
        #expect(ingress.admits(bytes: 900, hash: 0, at: at(1)) == true)
        #expect(ingress.admits(bytes: 900, hash: 0, at: at(1)) == false)
        ingress.closeWindow(at: at(60))
        #expect(ingress.admits(bytes: 1800, hash: 0, at: at(62)) == true, "twice the peak")
        ingress.closeWindow(at: at(120))
        #expect(ingress.admits(bytes: 3001, hash: 0, at: at(122)) == false, "never above the maximum")
        #expect(ingress.admits(bytes: 3000, hash: 0, at: at(122)) == true)
    }

    @Test func aLaneGoesThroughItsHalves() {
        var lane = Lane()
        lane.bisect(7)
        #expect(lane.parts == [3, 4])
        lane.failures = 2
        lane.bisect(4)
        #expect(lane.parts == [3, 2, 2] && lane.failures == 0)
        lane.advance(by: 1)
        #expect(lane.parts == [3, 2, 1], "a part may be done in parts")
        lane.repeatBatch(of: 1)
        #expect(lane.parts == [3, 2, 1])
        lane.advance(by: 4)
        #expect(lane.parts == [2])
        lane.advance(by: 10)
        #expect(lane.parts.isEmpty)
    }

    @Test func settledDeadlinesAreDroppedFromAnywhere() {
        var queue = DeadlineQueue(wait: .seconds(100))
        for id in 0..<2_000 { _ = queue.add(id: id, generation: 0, now: at(Double(id) / 1000)) }
        queue.dropSettled { $0.id != 0 && $0.id != 1_500 }
        #expect(queue.count == 2)
        #expect(queue.popDue(at: at(100))?.id == 0)
        #expect(queue.nextTimer { _ in false } == at(101.5))
    }
}
