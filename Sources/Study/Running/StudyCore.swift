// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// A study without its scenario: subjects, a design and a rule in, a result out.
struct StudyCore: Sendable {
    var scenarioName: String
    var version: String
    var subjects: [StudySubject]
    var design: RunDesign
    var seed: UInt64
    var rule: StoppingRule
    var billedHours: Double
    var threads = 1
    var assumptions: [AssumptionNote] = []
    var warnings: [String] = []
    var impossible: [ImpossibleOption] = []
    var simulate: Rounds.Simulate = { plan, seed, replication, stretch in
        Replication(plan, seed: seed, replication: replication).run(over: stretch)
    }

    func run(
        stop: StopFlag = StopFlag(), progress: (@Sendable (StudyProgress) -> Void)? = nil,
        observe: (@Sendable (String, Int, [Observation]) -> Void)? = nil
    ) throws(StudyFault) -> StudyResult {
        guard !subjects.isEmpty else { throw .noDeployments }
        if let found = try attempt(stop: stop, progress: progress, observe: observe) { return found }
        // Days that leave messages to the next are not alike, whatever their traffic: begin anew with all of them.
        var whole = self
        whole.design = .whole(design.described)
        whole.design.notes = [AssumptionNote(
            address: "period.days", value: "all simulated",
            source: "messages of one day were still waiting well into the next, so that days of equal traffic differ")]
        guard let found = try whole.attempt(stop: stop, progress: progress, observe: observe) else {
            throw .interruptedBeforeFirstReplication
        }
        return found
    }

    /// Nil when equal days were to be simulated once and turn out to be tied to each other.
    private func attempt(
        stop: StopFlag, progress: (@Sendable (StudyProgress) -> Void)?,
        observe: (@Sendable (String, Int, [Observation]) -> Void)?
    ) throws(StudyFault) -> StudyResult? {
        let rounds = Rounds(
            subjects, design: design, seed: seed, stop: stop, progress: progress, observe: observe,
            simulate: simulate)
        var size = rule.first
        var reason: StoppingReason?
        while reason == nil {
            try rounds.run(size, threads: threads)
            let folds = rounds.folds
            if design.standsForOthers, !stop.isRequested, folds.contains(where: \.backlog.carriesOver) { return nil }
            let events = folds.reduce(0) { $0 + $1.counts.events }
            // A pilot or an interrupted round has said all it has to say.
            if stop.isRequested {
                reason = .interrupted
            } else if design.isPilot {
                reason = .pilot
            } else {
                switch rule.decide(replications: rounds.replications, events: events, found: folds.map(\.precision)) {
                case .another(let more): size = more
                case .stop(let found): reason = found
                }
            }
        }
        guard rounds.replications > 0 else { throw .interruptedBeforeFirstReplication }
        return result(rounds.folds, rounds: rounds.round, reason: reason ?? .interrupted)
    }

    private func result(_ folds: [DeploymentFold], rounds: Int, reason: StoppingReason) -> StudyResult {
        var deployments = folds.compactMap { $0.result() }
        let contenders = zip(folds, deployments).map { $0.contender($1) }.atEqualService()
        let comparison = Comparison(of: contenders)
        // A first look shows nothing.
        if !design.isPilot {
            for (index, findings) in FindingRule.findings(folds, deployments, contenders).enumerated() {
                deployments[index].findings = findings
            }
        }
        let found = folds.map(\.precision)
        let stable = found.filter(\.isStable)
        let counts = folds.map(\.counts)
        var result = StudyResult(
            scenarioName: scenarioName, seed: seed, version: version, period: design.summary,
            billedHours: billedHours, deployments: deployments, comparison: comparison,
            verdict: Verdict(on: contenders, comparison: comparison, isPilot: design.isPilot),
            assumptions: assumptions + design.notes,
            warnings: warnings + subjects.flatMap(\.warnings) + Self.idleWarnings(folds)
                + self.warnings(on: deployments, reason: reason)
                + (design.isPilot ? [] : zip(folds, contenders).flatMap { fold, contender in
                    fold.doubts(on: contender.work).map { "\(contender.name): \($0)" }
                }),
            stopping: StoppingSummary(
                rounds: rounds, replications: folds.first?.records.count ?? 0,
                reached: !stable.isEmpty && stable.count == found.count && stable.allSatisfy(rule.isPrecise),
                reason: reason, costPrecision: rule.costPrecision, latencyPrecision: rule.latencyPrecision,
                worstCostPrecision: found.compactMap(\.cost.relativeHalfWidth).max(),
                worstLatencyPrecision: found.compactMap { $0.p99?.relativeHalfWidth }.max()),
            engine: EngineCounts(
                invocations: counts.reduce(0) { $0 + $1.invocations }, events: counts.reduce(0) { $0 + $1.events }))
        result.impossible = impossible
        return result
    }

    private static func idleWarnings(_ folds: [DeploymentFold]) -> [String] {
        let idle = folds.filter(\.sawNothing).map(\.subject.name)
        return idle.isEmpty ? [] : [
            "\(Wording.list(idle)): nothing came in the simulated time, so that the figures are those of no work. "
                + "Simulate longer (period.simulate)."]
    }

    private func warnings(on deployments: [DeploymentResult], reason: StoppingReason) -> [String] {
        var found: [String] = []
        switch reason {
        case .replicationLimit:
            found.append("The precision asked for was not reached: intervals are as wide as they are shown.")
        case .interrupted:
            found.append("The study was interrupted: only complete replications are counted.")
        case .pilot:
            found.append("A first look at short stretches of the period: cold starts are overstated, scaling is "
                + "understated, and the cost is a guess.")
        case .precisionReached, .unstable, .fixedReplications:
            break
        }
        for deployment in deployments {
            if case .unstable(let causes) = deployment.stability {
                found += causes.map { "\(deployment.name) is unstable: \($0.sentence)." }
            } else if let warmUp = design.warmUpInOnePiece, let warning = deployment.warmUpWarning(after: warmUp) {
                found.append(warning)
            }
            if let answered = deployment.overall.answeredShare.value, answered < 0.99 {
                found.append("\(deployment.name): \(Wording.few(answered)) of the requests were answered.")
            }
            for line in deployment.invoice where line.amount == nil && line.quantity.value > 0 {
                found.append("\(deployment.name): \(line.title) is not priced"
                    + (line.note.isEmpty ? "." : " (\(line.note))."))
            }
            found += deployment.priceDoubts.map { "\(deployment.name): \($0)" }
            found += deployment.violations.prefix(3).map {
                "\(deployment.name): a balance does not hold, which is a bug of this program: \($0.what) "
                    + "(expected \(Wording.significant($0.expected, 6)), found \(Wording.significant($0.found, 6)))."
            }
        }
        return found + [DeploymentResult.growthDoubt(deployments)].compactMap(\.self)
    }
}
