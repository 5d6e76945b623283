// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Testing

@testable import PlatformModels
@testable import Study

@Suite struct JudgingTests {
    private func verdict(_ contenders: [Contender]) -> Verdict {
        Verdict(on: contenders, comparison: Comparison(of: contenders))
    }

    @Test func theCheapestThatMayBeNamedWins() {
        let verdict = verdict([
            Fixtures.contender("a", costs: [100, 101, 99]), Fixtures.contender("b", costs: [120, 121, 119]),
        ])
        #expect(verdict.outcome == .cheapest("a"))
        #expect(verdict.sentence.contains("a is cheapest") && verdict.sentence.contains("20 %"))
    }

    @Test func anOptionThatFallsShortIsNeverCheapest() {
        let dear = Fixtures.contender("dear", costs: [500, 501, 499])
        for reason: ExclusionReason in [
            .missesObjective("answer p99"), .undecidedObjective("answer p99"), .notPriced("NAT"), .unstable, .unsound,
        ] {
            let verdict = verdict([Fixtures.contender("cheap", costs: [1, 2, 3], exclusions: [reason]), dear])
            #expect(verdict.outcome == .cheapest("dear"))
            #expect(verdict.excluded == [Exclusion(deployment: "cheap", reasons: [reason])])
            #expect(verdict.sentence.contains("cheap "), "the reader is told why: \(verdict.sentence)")
        }
    }

    @Test func whenNoneMayBeNamedNoneIs() {
        let verdict = verdict([
            Fixtures.contender("a", costs: [1, 2], exclusions: [.missesObjective("answer p99")]),
            Fixtures.contender("b", costs: [3, 4], exclusions: [.notPriced("NAT")]),
        ])
        #expect(verdict.outcome == .none)
        #expect(verdict.sentence.contains("a misses answer p99") && verdict.sentence.contains("not fully priced (NAT)"))
    }

    @Test func overlappingDifferencesCannotBeToldApart() {
        let verdict = verdict([
            Fixtures.contender("a", costs: [100, 110, 90, 100]), Fixtures.contender("b", costs: [104, 98, 108, 93]),
        ])
        #expect(verdict.outcome == .tied(["a", "b"]))
        #expect(verdict.sentence.contains("cannot be told apart"))
    }

    /// Costs that vary together by far more than they differ: unpaired intervals would overlap.
    @Test func pairedDifferencesSeeWhatSeparateIntervalsHide() throws {
        let base = [100.0, 140, 80, 120, 60]
        let noise = [0.1, -0.1, 0.05, 0, -0.05]
        let contenders = [
            Fixtures.contender("a", costs: base),
            Fixtures.contender("b", costs: zip(base, noise).map { $0 + 2 + $1 }),
        ]
        let difference = try #require(Comparison(of: contenders).differences.first)
        #expect(abs(difference.monthlyCost.value - 2) < 1e-9)
        #expect(difference.isDistinguishable)
        #expect(try #require(difference.varianceReduction) > 1000)
        #expect(verdict(contenders).outcome == .cheapest("a"))
    }

    @Test func manyComparisonsWidenEachInterval() throws {
        let two = Comparison(of: ["a", "b"].map { Fixtures.contender($0, costs: [1, 2, 3]) })
        let four = Comparison(of: ["a", "b", "c", "d"].map { Fixtures.contender($0, costs: [1, 2, 3]) })
        #expect(two.differences[0].monthlyCost.level == 0.95)
        #expect(abs(four.differences[0].monthlyCost.level - (1 - 0.05 / 3)) < 1e-12)
    }

    private func objective(
        _ latencies: [Double], refused: UInt64 = 0, measure: ObjectiveMeasure, bound: Double
    ) throws -> ObjectiveResult {
        let plan = Fixtures.plan()
        let spec = ObjectiveSpec(subject: .handler("answer"), measure: measure, bound: bound)
        var core = Fixtures.core([Fixtures.subject("lambda", plan, objectives: [spec])], length: 3600)
        core.rule.fixed = 5
        core.simulate = { plan, _, _, _ in Fixtures.observation(plan, latencies: latencies, refused: refused) }
        return try #require(try core.run().deployments[0].objectives.first)
    }

    @Test func theUnansweredCountAsLate() throws {
        let fast = [Double](repeating: 0.1, count: 980)
        let met = try objective(fast, measure: .latencyPercentile(0.99), bound: 0.2)
        #expect(met.status == .met)
        #expect(abs(try #require(met.found).value - 0.1) < 1e-9)
        // 2 % are refused: p99 of what was asked has no value, however fast the answers.
        let missed = try objective(fast, refused: 20, measure: .latencyPercentile(0.99), bound: 0.2)
        #expect(missed.status == .missed && missed.found == nil)
        #expect(missed.name == "answer p99")
    }

    @Test func tooFewRequestsDecideNothing() throws {
        let few = try objective([Double](repeating: 0.1, count: 50), measure: .latencyPercentile(0.99), bound: 0.2)
        #expect(few.status == .undecided, "250 requests without a late one allow a share of 3/250 = 1.2 %")
        #expect(try objective([Double](repeating: 0.1, count: 60), measure: .latencyPercentile(0.99), bound: 0.2)
            .status == .met)
    }

    @Test func sharesAreJudgedByTheirIntervals() throws {
        let answers = [Double](repeating: 0.1, count: 1000)
        #expect(try objective(answers, measure: .refusedShare, bound: 0.001).status == .met)
        #expect(try objective(answers, refused: 50, measure: .refusedShare, bound: 0.001).status == .missed)
        #expect(try objective(answers, measure: .unansweredShare, bound: 0).status == .met)
        #expect(try objective(answers, refused: 1, measure: .unansweredShare, bound: 0).status == .missed)
        #expect(try objective(answers, refused: 1, measure: .refusedShare, bound: 0.001).status == .undecided)
    }
}
