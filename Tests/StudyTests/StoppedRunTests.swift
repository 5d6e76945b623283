// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Pricing
import Scenario
import SimulationKernel
import Testing

@testable import PlatformModels
@testable import Study

/// A run that a cap stops has no bill, and one replication no interval.
@Suite struct StoppedRunTests {
    /// Ten requests a second of which one container serves one, in a day of which some minutes fit below the cap.
    private func overloaded() throws -> StudyResult {
        var plan = Fixtures.plan(rate: .constant(10), mean: 1, on: .service(0), tasks: 1, concurrency: 1)
        plan.caps.inFlight = 2_000
        let spec = ObjectiveSpec(subject: .handler("answer"), measure: .latencyPercentile(0.99), bound: 3600)
        var core = Fixtures.core(
            [Fixtures.subject("small", plan, objectives: [spec]),
             Fixtures.subject("large", Fixtures.plan(rate: .constant(10)), objectives: [spec])], length: 3600)
        core.rule.fixed = 2
        return try core.run()
    }

    @Test func itIsNotPricedAndNotJudged() throws {
        let result = try overloaded(), small = result.deployments[0]
        let stopped = try #require(small.stopped)
        // It grows by nine a second.
        #expect(abs(stopped.after - 2_000 / 9) < 40 && stopped.of == 3600)
        #expect(small.invoice.isEmpty && small.costByService.isEmpty && small.costPerMillion.overall == nil)
        #expect(small.objectives.allSatisfy { $0.status == .undecided && $0.evidence.contains("not judged") })
        #expect(stopped.sentence.contains(" of 60 min"))
    }

    @Test func theVerdictDoesNotNameIt() throws {
        let result = try overloaded()
        #expect(result.verdict.outcome == .cheapest("large"))
        #expect(result.verdict.sentence.contains("small cannot carry its load and is not priced: stopped after"))
        #expect(result.comparison.baseline == "large" && result.comparison.differences.isEmpty)
    }

    @Test func whereAllAreStoppedNoneIsNamed() {
        let run = StoppedRun(after: 60, of: 3600)
        let contender = Contender(
            name: "only", monthlyCost: Estimate(value: 3, halfWidth: nil, level: 0.95), costs: [], p99s: [],
            exclusions: [.stopped(run)])
        let comparison = Comparison(of: [contender])
        let verdict = Verdict(on: [contender], comparison: comparison)
        #expect(verdict.outcome == .none && comparison.baseline.isEmpty)
        #expect(verdict.sentence.contains("stopped after 60 s of 60 min"))
    }

    @Test func oneReplicationGivesNoInterval() {
        let contenders = [Fixtures.contender("a", costs: [100]), Fixtures.contender("b", costs: [120])]
        let verdict = Verdict(on: contenders, comparison: Comparison(of: contenders))
        #expect(verdict.outcome == .tied(["a", "b"]))
        #expect(verdict.sentence.contains("One replication gives no interval"))
        #expect(verdict.sentence.contains("a $100.00") && verdict.sentence.contains("b $120.00"))
        let alone = Verdict(on: [contenders[0]], comparison: Comparison(of: [contenders[0]]))
        #expect(alone.outcome == .cheapest("a") && alone.sentence.contains("no interval"))
    }
}
