// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels
import SimulationKernel
import Testing

@testable import Study

/// What is under way when the observed time ends is late once it is older than the bound, and else not judged.
@Suite struct UnfinishedTests {
    /// Two requests a second, at 0.25 s, 0.75 s and so on, each of which takes 35 s.
    private var plan: Plan {
        var plan = Fixtures.plan()
        plan.sources[0].arrivals = .times((0..<1_200).map { 0.25 + Double($0) / 2 }, period: nil)
        plan.program.draws[0] = Draw(.constant(35), stream: "answer.compute")
        return plan
    }

    private func times(_ bound: Double, over stretch: Stretch) throws -> ObjectiveTimes {
        let spec = ObjectiveSpec(subject: .deployment, measure: .latencyPercentile(0.99), bound: bound)
        let seen = Replication(plan, seed: 1, replication: 0).run(over: stretch)
        return try #require(spec.times(in: seen, of: plan, FlowScopes(of: plan)))
    }

    /// Within ten minutes those that came in the first 565 s are answered, all in time; the oldest of the others is
    /// 35 s old.
    @Test func whatStillHasTimeIsNotLate() throws {
        let found = try times(40, over: Stretch(length: .seconds(600)))
        #expect(found.judged == 1_130 && found.late == 0)
        #expect(try #require(found.percentile) == 35e9)
    }

    /// The ten that came between 565 s and 570 s have been late for some time.
    @Test func whatIsOlderThanTheBoundIsLate() throws {
        let found = try times(30, over: Stretch(length: .seconds(600)))
        #expect(found.judged == 1_140 && found.late == 1_140)
    }

    /// From 100 s to 600 s a thousand end: ten of them were late before, and ten are late by the end without having
    /// ended.
    @Test func whatWasLateBeforeIsLeftOut() throws {
        let stretch = Stretch(start: .zero + .seconds(100), warmUp: .seconds(100), length: .seconds(500))
        let late = try times(30, over: stretch), inTime = try times(40, over: stretch)
        #expect(late.judged == 1_000 && late.late == 1_000)
        #expect(inTime.judged == 1_000 && inTime.late == 0)
    }

    @Test func allThatEndedWasAnswered() throws {
        let core = Fixtures.core(
            [Fixtures.subject("one", plan, objectives: [
                ObjectiveSpec(subject: .deployment, measure: .latencyPercentile(0.99), bound: 40),
            ])], length: 600)
        let result = try core.run()
        #expect(result.deployments[0].overall.answeredShare.value == 1)
        #expect(result.deployments[0].objectives.map(\.status) == [.met])
        // 35 of the 600 s.
        #expect(result.warnings.count == 1 && result.warnings[0].hasPrefix("one: 5.83 % of the work was still under way"))
    }

    /// One request in a hundred years: the simulated hour has none, which shows nothing.
    @Test func nothingSeenIsNothingShown() throws {
        var rule = StoppingRule()
        rule.maximum = 25
        let core = Fixtures.core(
            [Fixtures.subject("rare", Fixtures.plan(rate: .constant(1 / 3.15e9)))], length: 3600, rule: rule)
        let result = try core.run()
        #expect(!result.stopping.reached && result.stopping.reason == .replicationLimit)
        #expect(result.verdict.outcome == .none)
        #expect(result.verdict.excluded == [Exclusion(deployment: "rare", reasons: [.nothingCame])])
        #expect(result.warnings.contains { $0.hasPrefix("rare: nothing came in the simulated time") })
    }
}
