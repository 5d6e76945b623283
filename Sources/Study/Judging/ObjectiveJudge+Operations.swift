// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// Objectives on executions that no request of a source waits for.
extension ObjectiveJudge {
    /// Nil when executions cannot decide it: what messages wait before somebody takes them is in their ages alone.
    func operation(_ handler: Int, _ objective: ObjectiveSpec, at index: Int, hasMessages: Bool) -> ObjectiveResult? {
        switch objective.measure {
        case .latencyPercentile(let quantile):
            guard !hasMessages || fold.subject.plan.handlers[handler].isWorkflow else { return nil }
            return percentile(quantile, objective, at: index, of: "executions", or: "failed")
        case .failedShare:
            return share(handler, objective, of: "executions failed") { ($0.failed, $0.ended) }
        case .refusedShare:
            return share(handler, objective, of: "attempts to begin one were refused") {
                ($0.refused, $0.refused + $0.ended)
            }
        case .meanLatency, .timedOutShare, .unansweredShare, .lostShare, .coldShare, .agePercentile, .monthlyCost:
            return nil
        }
    }

    private func share(
        _ handler: Int, _ objective: ObjectiveSpec, of words: String,
        _ pair: (OperationObservation) -> (events: UInt64, trials: UInt64)
    ) -> ObjectiveResult {
        let share = ShareEstimate(
            fold.records.map { pair($0.observation.operations[handler]) }, weight: fold.design.greatestWeight)
        return result(
            objective, share: share,
            evidence: "\(Wording.share(share)) of \(Wording.count(share.trials)) \(words)")
    }
}
