// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

extension Shape where Value == Verdict {
    static var verdict: Self {
        .record("verdict", "Which option is cheapest among those that do what was asked.", [
            Field("outcome", .word(["cheapest", "tied", "none"])) { $0.outcome.kind },
            Field("named", Shape<String>.text.list, "the cheapest, or those that cannot be told apart") {
                $0.outcome.named
            },
            Field("sentence", .text) { $0.sentence },
            Field("excluded", Shape<Exclusion>.exclusion.list) { $0.excluded },
        ])
    }
}

extension VerdictOutcome {
    fileprivate var kind: String {
        switch self {
        case .cheapest: "cheapest"
        case .tied: "tied"
        case .none: "none"
        }
    }

    /// The options it names.
    var named: [String] {
        switch self {
        case .cheapest(let name): [name]
        case .tied(let names): names
        case .none: []
        }
    }
}

extension Shape where Value == Exclusion {
    static var exclusion: Self {
        .record("exclusion", "Why an option is never named cheapest.", [
            Field("deployment", .text) { $0.deployment },
            Field("reasons", Shape<ExclusionReason>.reason.list) { $0.reasons },
        ])
    }
}

extension Shape where Value == ExclusionReason {
    static var reason: Self {
        let kinds = [
            "misses-objective", "undecided-objective", "not-priced", "unstable", "nothing-came", "unfinished", "stopped",
            "unsound",
        ] + Work.allCases.flatMap { ["few-\($0.rawValue)", "fewer-\($0.rawValue)"] }
        return .record("exclusion-reason", "One reason, and the objective, line or share that it is about.", [
            Field("kind", .word(kinds)) { $0.parts.kind },
            Field("subject", Shape<String>.text.optional) { $0.parts.subject },
        ])
    }
}

extension ExclusionReason {
    fileprivate var parts: (kind: String, subject: String?) {
        switch self {
        case .missesObjective(let name): ("misses-objective", name)
        case .undecidedObjective(let name): ("undecided-objective", name)
        case .notPriced(let line): ("not-priced", line)
        case .unstable: ("unstable", nil)
        case .nothingCame: ("nothing-came", nil)
        case .doesFew(let work, let share): ("few-\(work.rawValue)", "\(share)")
        case .doesLess(let work, let share, _): ("fewer-\(work.rawValue)", "\(share)")
        case .unfinished(let share): ("unfinished", "\(share)")
        case .stopped(let run): ("stopped", run.sentence)
        case .unsound: ("unsound", nil)
        }
    }
}

extension Shape where Value == ObjectiveResult {
    static var objective: Self {
        .record("objective", "Whether an option reached an objective, and by which evidence.", [
            Field("name", .text) { $0.name },
            Field("subject", .text) { $0.subject },
            Field("measure", .text, "such as p99, p99-age, refused, lost, monthly-cost") { $0.measure.label },
            Field("bound", .number, "seconds, a share, or US dollars") { $0.bound },
            Field("status", .word) { $0.status },
            Field("found", Shape<Estimate>.estimate.optional, "in the unit of the bound") { $0.found },
            Field("evidence", .text) { $0.evidence },
        ])
    }
}

extension Shape where Value == Comparison {
    static var comparison: Self {
        .record("comparison", "Differences between options under the same requests.", [
            Field("baseline", .text) { $0.baseline },
            Field("differences", Shape<PairedDifference>.difference.list) { $0.differences },
        ])
    }
}

extension Shape where Value == PairedDifference {
    static var difference: Self {
        .record("difference", "How much dearer an option is than the baseline, replication by replication.", [
            Field("deployment", .text) { $0.deployment },
            Field("monthly-cost", .money, "option minus baseline") { $0.monthlyCost },
            Field("relative", Shape<Double>.number.optional, "of the baseline's cost") { $0.relative },
            Field("p99", Shape<Estimate>.estimate.optional, "seconds, option minus baseline") { $0.p99 },
            Field("variance-reduction", Shape<Double>.number.optional, "what common random numbers brought") {
                $0.varianceReduction
            },
            Field("is-distinguishable", .flag) { $0.isDistinguishable },
        ])
    }
}
