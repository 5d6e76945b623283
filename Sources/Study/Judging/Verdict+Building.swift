// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

extension Verdict {
    /// Options are compared at equal service: one that misses an objective, or is not shown to meet it, that cannot
    /// carry its load, or that has a line without a price is never named cheapest.
    init(on contenders: [Contender], comparison: Comparison, isPilot: Bool = false) {
        let excluded = contenders.filter { !$0.exclusions.isEmpty }
            .map { Exclusion(deployment: $0.name, reasons: $0.exclusions) }
        guard !isPilot else {
            self.init(outcome: .none, sentence: Self.firstLook(contenders), excluded: [])
            return
        }
        let eligible = contenders.filter(\.exclusions.isEmpty)
        guard let best = Comparison.cheapest(eligible) else {
            self.init(
                outcome: .none, sentence: Self.sentenceWithoutWinner(contenders), excluded: excluded)
            return
        }
        let rivals = eligible.filter { $0.name != best.name }
        let differences = rivals.compactMap { rival in
            comparison.differences.first { $0.deployment == rival.name }
        }
        let tied = differences.filter { !$0.isDistinguishable }.map(\.deployment)
        let reasons = excluded.isEmpty
            ? "" : " " + excluded.map { "\($0.deployment) \($0.sentence)" }.joined(separator: "; ") + "."
        if best.costs.count == 1, !rivals.isEmpty {
            self.init(
                outcome: .tied([best.name] + tied), sentence: Self.afterOne(best, rivals) + reasons, excluded: excluded)
            return
        }
        if !tied.isEmpty {
            let names = [best.name] + tied
            let gap = differences.first { $0.deployment == tied[0] }.map {
                tied.count == 1 ? ": the difference is \(Wording.money($0.monthlyCost)) a month" : ""
            } ?? ""
            self.init(
                outcome: .tied(names),
                sentence: "\(Wording.list(names)) cannot be told apart by cost, at about "
                    + "\(Wording.money(best.monthlyCost.value)) a month\(gap).\(reasons)",
                excluded: excluded)
            return
        }
        self.init(
            outcome: .cheapest(best.name),
            sentence: Self.sentence(best, differences: differences, isAlone: contenders.count == 1) + reasons,
            excluded: excluded)
    }

    /// One replication has no variance to make an interval of: what it saw is all that can be said.
    private static func afterOne(_ best: Contender, _ rivals: [Contender]) -> String {
        let costs = ([best] + rivals).map { "\($0.name) \(Wording.money($0.monthlyCost.value))" }
        return "One replication gives no interval: in it \(Wording.list(costs)) a month; whether they differ beyond "
            + "chance takes at least two."
    }

    private static func sentence(_ best: Contender, differences: [PairedDifference], isAlone: Bool) -> String {
        let cost = "\(Wording.money(best.monthlyCost)) a month"
        if isAlone, best.costs.count == 1 {
            return "\(best.name) costs \(cost) in one replication, which gives no interval"
                + (best.setsObjectives ? "; it meets its objectives." : "; no objectives are set.")
        }
        if isAlone {
            return "\(best.name) costs \(cost)" + (best.setsObjectives ? " and meets its objectives." : "; no objectives are set.")
        }
        guard let next = differences.min(by: { $0.monthlyCost.value < $1.monthlyCost.value }) else {
            return "\(best.name) is the only option that can be named, at \(cost)."
        }
        let relative = next.relative.map {
            $0 < 10 ? " (\(Wording.percent($0)))" : " (\(Wording.significant($0 + 1, 3)) times as much)"
        } ?? ""
        return "\(best.name) is cheapest at \(cost); \(next.deployment), the next, costs "
            + "\(Wording.money(next.monthlyCost)) more\(relative)."
    }

    /// Fleets that have had minutes to find their size prove nothing about objectives.
    private static func firstLook(_ contenders: [Contender]) -> String {
        let costs = contenders.map { "\($0.name) about \(Wording.money($0.monthlyCost.value))" }
        return "First look: \(Wording.list(costs)) a month; which option is cheapest and meets its objectives is for the "
            + "full run to say."
    }

    private static func sentenceWithoutWinner(_ contenders: [Contender]) -> String {
        let details = contenders.map {
            "\($0.name) \(Exclusion(deployment: $0.name, reasons: $0.exclusions).sentence)"
        }
        return "No option can be named cheapest: " + details.joined(separator: "; ") + "."
    }
}

extension Exclusion {
    /// "misses place-order p99 and is not fully priced (NAT gateway)".
    public var sentence: String {
        var facts: [String] = []
        let missed = reasons.compactMap { if case .missesObjective(let name) = $0 { name } else { nil } }
        let open = reasons.compactMap { if case .undecidedObjective(let name) = $0 { name } else { nil } }
        let unpriced = reasons.compactMap { if case .notPriced(let name) = $0 { name } else { nil } }
        if reasons.contains(.unstable) { facts.append("cannot carry its load") }
        if reasons.contains(.nothingCame) { facts.append("saw no work in the simulated time") }
        for case .doesFew(let work, let share) in reasons { facts.append(work.sentence(share)) }
        for case .doesLess(let work, let share, let other) in reasons {
            facts.append("\(work.sentence(share)), where \(other) does more")
        }
        for case .unfinished(let share) in reasons {
            facts.append("ended \(Wording.few(share)) of its work in the simulated time")
        }
        for case .stopped(let run) in reasons {
            facts.append("cannot carry its load and is not priced: \(run.sentence)")
        }
        if !missed.isEmpty { facts.append("misses \(Wording.list(missed))") }
        if !open.isEmpty { facts.append("is not shown to meet \(Wording.list(open))") }
        if !unpriced.isEmpty { facts.append("is not fully priced (\(Wording.list(unpriced)))") }
        if reasons.contains(.unsound) { facts.append("broke a balance, which is a bug of this program") }
        return Wording.list(facts)
    }
}
