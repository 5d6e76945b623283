// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Pricing
import Scenario
import SimulationKernel

/// Runs every deployment of a scenario under the same requests until its figures are precise enough, prices each
/// replication's month and compares.
///
/// The result depends on the scenario, the seed, the prices and the version of the program alone: not on threads,
/// and not on time.
public struct ForecastStudy: Sendable {
    private let core: StudyCore
    private let period: Period

    /// - Parameters:
    ///   - scenario: read and checked.
    ///   - prices: what a month's meters cost.
    /// - Throws: `StudyFault.noDeployments` or `.unknownDeployment`.
    public init(_ scenario: Scenario, prices: PriceBook, options: StudyOptions = StudyOptions()) throws(StudyFault) {
        try self.init(scenario, compiled: scenario.compile(), prices: prices, options: options)
    }

    /// A study of deployments that are compiled already, perhaps changed since.
    public init(
        _ scenario: Scenario, compiled: [CompiledDeployment], prices: PriceBook, options: StudyOptions = StudyOptions()
    ) throws(StudyFault) {
        let chosen = try options.choose(from: compiled, impossible: scenario.impossible)
        let objectives = scenario.objectives.map { ObjectiveSpec($0) }
        let shared = Set(scenario.assumptions)
        let subjects = chosen.map { deployment in
            var plan = deployment.plan
            // At least a few dozen buckets, or no course could be drawn and no growth seen.
            plan.bucketWidth = min(plan.bucketWidth, .seconds(max(scenario.period.simulate.seconds / 24, 0.001)))
            var subject = StudySubject(
                name: deployment.name, plan: plan,
                biller: Biller(
                    prices: prices, placements: deployment.placements, transfers: deployment.transfers,
                    billedHours: scenario.period.billHours, freeTier: options.freeTier),
                billedHours: scenario.period.billHours, objectives: objectives,
                assumptions: deployment.assumptions.filter { !shared.contains($0) }.map { AssumptionNote($0) },
                warnings: deployment.warnings.map { "\(deployment.name): \($0.line)" })
            subject.freeTier = options.freeTier
            if let syntax = scenario.deployments.first(where: { $0.name == deployment.name }) {
                subject.addresses = PartAddresses(of: syntax, in: scenario)
            }
            return subject
        }
        period = scenario.period
        var core = StudyCore(
            scenarioName: scenario.name, version: options.version, subjects: subjects,
            design: RunDesign(for: scenario.period, plans: subjects.map(\.plan), days: options.days),
            seed: options.seed ?? scenario.seed ?? StudyOptions.defaultSeed,
            rule: options.rule ?? StoppingRule(scenario.precision), billedHours: scenario.period.billHours,
            threads: options.threads,
            assumptions: scenario.assumptions.map { AssumptionNote($0) } + options.notes,
            warnings: scenario.warnings.map(\.line))
        core.impossible = scenario.impossible.filter { options.deployments?.contains($0.name) ?? true }.map {
            ImpossibleOption(name: $0.name, reason: $0.reason)
        }
        self.core = core
    }

    /// Runs to the end of the rule, or until `stop` is requested.
    ///
    /// - Parameters:
    ///   - progress: called from any thread after each run; for a screen, at most.
    ///   - observe: called with what each deployment saw in each complete replication, one observation for each
    ///     stretch, in the order of the replications and deployments; from any thread, one call at a time. A study
    ///     that finds equal days tied to each other begins anew, from replication 0.
    /// - Throws: `StudyFault.interruptedBeforeFirstReplication`, or `.pricing` when a bill cannot be made.
    public func run(
        stop: StopFlag = StopFlag(), progress: (@Sendable (StudyProgress) -> Void)? = nil,
        observe: (@Sendable (_ deployment: String, _ replication: Int, _ stretches: [Observation]) -> Void)? = nil
    ) throws(StudyFault) -> StudyResult {
        try core.run(stop: stop, progress: progress, observe: observe)
    }

    /// A first look within a second or two: short stretches spread over the period, once. Its result is labelled
    /// (`period.isPilot`) and replaced by that of `run`.
    public func pilot(stop: StopFlag = StopFlag()) throws(StudyFault) -> StudyResult {
        var pilot = core
        let rate = core.subjects.map(\.plan.meanRate).max() ?? 0
        pilot.design = .pilot(over: period.simulate, warmUp: period.warmUp, requestsPerSecond: rate)
        pilot.rule.fixed = 1
        return try pilot.run(stop: stop)
    }
}
