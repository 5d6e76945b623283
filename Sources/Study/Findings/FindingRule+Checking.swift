// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension FindingRule {
    /// What this rule finds in a run; empty when the run does not show it.
    func findings(in context: FindingContext) -> [Finding] {
        switch self {
        case .coldStarts: LatencyRules.coldStarts(context)
        case .overwhelmedBackend: BackendRules.overwhelmed(context)
        case .noDeadLetters: MessageRules.noDeadLetters(context)
        case .shortVisibility: MessageRules.shortVisibility(context)
        case .layeredRetries: RetryRules.layered(context)
        case .noJitter: RetryRules.noJitter(context)
        case .notIdempotent: MessageRules.notIdempotent(context)
        case .steadyLoad: SteadyLoadRule.findings(context)
        case .platformLatency: LatencyRules.platform(context)
        case .longWork: FunctionRules.longWork(context)
        case .shortTimeout: FunctionRules.shortTimeout(context)
        case .doorAboveFunction: FunctionRules.doorAboveFunction(context)
        case .workForNobody: FunctionRules.workForNobody(context)
        case .sharedBackend: BackendRules.shared(context)
        case .hotShard: LaneRules.hotShard(context)
        case .poisonedLane: LaneRules.poisoned(context)
        }
    }

    /// Everything that the runs of all options show, option by option and rule by rule.
    static func findings(_ folds: [DeploymentFold], _ results: [DeploymentResult], _ contenders: [Contender])
        -> [[Finding]] {
        let pairs = Array(zip(zip(folds, results), contenders))
        return pairs.map { pair in
            let ((fold, result), own) = pair
            guard var context = FindingContext(fold, result) else { return [] }
            context.rivals = pairs.filter { $0.1.name != own.name }.map { rival in
                FindingContext.Rival(
                    name: rival.1.name, plan: rival.0.0.subject.plan, costs: rival.1.costs,
                    isEligible: rival.1.exclusions.isEmpty)
            }
            return allCases.flatMap { $0.findings(in: context) }
        }
    }
}
