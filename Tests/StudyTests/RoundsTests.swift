// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Sampling
import SimulationKernel
import Testing

@testable import PlatformModels
@testable import Study

@Suite struct RoundsTests {
    private func core(threads: Int) -> StudyCore {
        let lambda = Fixtures.subject("lambda", Fixtures.plan())
        let tasks = Fixtures.subject("tasks", Fixtures.plan(on: .service(0)))
        var rule = StoppingRule()
        rule.fixed = 7
        var core = Fixtures.core([lambda, tasks], length: 600, rule: rule)
        core.threads = threads
        return core
    }

    @Test func anyNumberOfThreadsGivesTheSameResult() throws {
        let one = try core(threads: 1).run()
        #expect(try core(threads: 2).run() == one)
        #expect(try core(threads: 8).run() == one)
        #expect(one.stopping.replications == 7)
        #expect(one.deployments[0].overall.counts.offered > 15_000)
        #expect(one.isSound, "\(one.deployments.flatMap(\.violations))")
    }

    /// Runs that end in another order than they began are folded in the order of their numbers.
    @Test func resultsAreFoldedInOrderWhateverFinishesFirst() throws {
        var scrambled = core(threads: 4)
        let inner = scrambled.simulate
        scrambled.simulate = { plan, seed, replication, stretch in
            Thread.sleep(forTimeInterval: replication % 3 == 0 ? 0.05 : 0)
            return inner(plan, seed, replication, stretch)
        }
        #expect(try scrambled.run() == core(threads: 1).run())
    }

    @Test func commonRandomNumbersNarrowTheDifference() throws {
        let result = try core(threads: 2).run()
        let difference = try #require(result.comparison.differences.first)
        // Both pay for the same requests: nothing is left of the difference.
        #expect(abs(difference.monthlyCost.value) < 1e-6)
        #expect(result.deployments[0].monthlyCost.halfWidth ?? 0 > 1)
    }

    @Test func anInterruptedStudyKeepsWholeReplications() throws {
        let stop = StopFlag()
        var core = core(threads: 1)
        let inner = core.simulate
        core.simulate = { plan, seed, replication, stretch in
            // Asked to stop in the middle of the fourth replication.
            if replication == 3, !plan.functions.isEmpty { stop.request() }
            return inner(plan, seed, replication, stretch)
        }
        let result = try core.run(stop: stop)
        #expect(result.stopping.replications == 3)
        #expect(result.stopping.reason == .interrupted)
        #expect(result.deployments.allSatisfy { $0.perReplication.count == 3 })
    }

    @Test func interruptedBeforeTheFirstReplicationThereIsNoResult() {
        let stop = StopFlag()
        stop.request()
        #expect(throws: StudyFault.interruptedBeforeFirstReplication) { try core(threads: 2).run(stop: stop) }
    }

    @Test func progressReachesTheWholeRound() throws {
        let last = Mutexed<StudyProgress?>(nil)
        _ = try core(threads: 1).run { progress in last.set(progress) }
        let final = try #require(last.value)
        #expect(final.fraction == 1 && final.replications == 7 && final.planned == 7)
        #expect(final.counts.events > 0)
    }

    @Test func stopsByItsRule() throws {
        var core = core(threads: 2)
        core.rule = StoppingRule()
        core.rule.costPrecision = 0.05
        core.rule.latencyPrecision = 0.5
        let result = try core.run()
        #expect(result.stopping.replications == 20)
        #expect(result.stopping.reached && result.stopping.reason == .precisionReached)
    }
}

/// A value behind a lock, for callbacks.
final class Mutexed<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value
    init(_ value: Value) { stored = value }
    func set(_ value: Value) { lock.withLock { stored = value } }
    var value: Value { lock.withLock { stored } }
}
