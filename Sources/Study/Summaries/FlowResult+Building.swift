// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension DeploymentFold {
    /// Results of all scopes, in the order of `FlowScopes.all`.
    func flowResults() -> [FlowResult] {
        guard let pool else { return [] }
        return scopes.all.enumerated().map { flowResult(of: $1, at: $0, pool: pool) }
    }

    private func flowResult(of scope: FlowScope, at index: Int, pool: Observation) -> FlowResult {
        let warm = scope.warmLatency(in: pool), cold = scope.coldLatency(in: pool)
        let sections = records.map { $0.latencies[index] }
        let weight = design.greatestWeight
        let counts = records.map { scope.counts(in: $0.observation) }
        func share(_ events: (OutcomeCounts) -> UInt64, of trials: (OutcomeCounts) -> UInt64) -> ShareEstimate {
            ShareEstimate(counts.map { (events($0), trials($0)) }, weight: weight)
        }
        let offered = counts.reduce(0) { $0 + $1.offered }
        return FlowResult(
            name: scope.name, source: scope.source, handler: scope.handler, door: scope.door,
            counts: scope.counts(in: pool),
            monthlyRequests: monthly { scope.counts(in: $0).offered },
            answeredShare: share(\.answered, of: \.ended), refusedShare: share(\.refused, of: \.ended),
            failedShare: share(\.failed, of: \.ended), timedOutShare: share(\.timedOut, of: \.ended),
            throttledAttemptShare: share({ min($0.throttledAttempts, $0.attempts) }, of: \.attempts),
            attemptsPerRequest: offered > 0
                ? ReplicationInterval.ratio(counts.map { (Double($0.attempts), Double($0.offered)) }) : nil,
            coldShare: ShareEstimate(sections.map { ($0.cold.count, $0.all.count) }, weight: weight),
            latency: LatencySummary(pooled: warm.merging(cold), sections: sections.map(\.all), weight: weight),
            warmLatency: LatencySummary(pooled: warm, sections: sections.map(\.warm), weight: weight),
            coldLatency: LatencySummary(pooled: cold, sections: sections.map(\.cold), weight: weight))
    }

    /// p99 over all answered requests so far, for the stopping rule.
    var overallP99: Percentile? {
        guard let pool else { return nil }
        let latency = scopes.overall.warmLatency(in: pool).merging(scopes.overall.coldLatency(in: pool))
        let index = LatencySection.quantiles.firstIndex(of: 0.99) ?? 0
        return Percentile(
            0.99, of: latency, sections: records.compactMap { $0.latencies.first?.all.values[index] },
            weight: design.greatestWeight)
    }

    var precision: PrecisionFound {
        let p99 = overallP99
        return PrecisionFound(
            cost: monthlyCost, p99: p99?.estimate, hasAnswers: p99?.refusal != .nothingAnswered,
            isStable: backlog.stability.isStable, sawNothing: sawNothing)
    }
}
