// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Testing

@testable import Study

@Suite struct StoppingRuleTests {
    private func found(cost: Double, p99: Double?, answers: Bool = true, stable: Bool = true) -> PrecisionFound {
        PrecisionFound(
            cost: Estimate(value: 100, halfWidth: cost * 100, level: 0.95),
            p99: p99.map { Estimate(value: 0.2, halfWidth: $0 * 0.2, level: 0.95) }, hasAnswers: answers,
            isStable: stable)
    }
    private let long: UInt64 = 1_000_000_000

    @Test func stopsWhenEveryDeploymentIsPrecise() {
        let rule = StoppingRule()
        let precise = found(cost: 0.005, p99: 0.04)
        #expect(rule.decide(replications: 5, events: long, found: [precise, precise]) == .stop(.precisionReached))
        #expect(rule.decide(replications: 5, events: long, found: [precise, found(cost: 0.02, p99: 0.01)])
            == .another(5))
        #expect(rule.decide(replications: 5, events: long, found: [precise, found(cost: 0.01, p99: 0.06)])
            == .another(5))
    }

    @Test func shortRunsGetAtLeastTwenty() {
        let precise = found(cost: 0, p99: 0)
        #expect(StoppingRule().decide(replications: 5, events: 50_000, found: [precise]) == .another(15))
        #expect(StoppingRule().decide(replications: 20, events: 200_000, found: [precise]) == .stop(.precisionReached))
    }

    @Test func roundsGrowByAQuarterUpToTheLimit() {
        let wide = found(cost: 0.5, p99: 0.5)
        #expect(StoppingRule().decide(replications: 100, events: long, found: [wide]) == .another(25))
        var rule = StoppingRule()
        rule.maximum = 12
        #expect(rule.decide(replications: 10, events: long, found: [wide]) == .another(2))
        #expect(rule.decide(replications: 12, events: long, found: [wide]) == .stop(.replicationLimit))
        #expect(StoppingRule().decide(replications: 10, events: 30_000_000_000, found: [wide])
            == .stop(.replicationLimit))
    }

    @Test func whatCannotBeEstimatedIsNotPrecise() {
        #expect(!StoppingRule().isPrecise(found(cost: 0, p99: nil)))
        #expect(StoppingRule().isPrecise(found(cost: 0, p99: nil, answers: false)))
    }

    @Test func unstableDeploymentsDoNotHoldUpTheOthers() {
        let unstable = found(cost: 0.5, p99: 0.9, stable: false)
        #expect(StoppingRule().decide(replications: 5, events: long, found: [unstable]) == .stop(.unstable))
        #expect(StoppingRule().decide(replications: 5, events: long, found: [unstable, found(cost: 0, p99: 0)])
            == .stop(.precisionReached))
    }

    @Test func aFixedNumberIsRunWhateverItFinds() {
        var rule = StoppingRule()
        rule.fixed = 3
        #expect(rule.first == 3)
        #expect(rule.decide(replications: 3, events: 10, found: [found(cost: 9, p99: nil)])
            == .stop(.fixedReplications))
    }
}
