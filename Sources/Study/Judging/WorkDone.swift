// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// How much an option did of what came: what does less than others is cheap for that, also where no objective says so.
struct WorkDone: Sendable {
    /// Of the requests that ended.
    var answered: ShareEstimate
    /// Of the messages that ended; those that nobody takes are in no count.
    var processed: ShareEstimate
    /// What ended in the simulated time for one that came: the smaller of requests and messages; nil if none came.
    var ended: Double?
    /// Whether an objective bounds what may be lost, which then decides alone.
    var isBounded = false

    /// Less than half of it done, or seen to its end.
    var exclusions: [ExclusionReason] {
        var reasons: [ExclusionReason] = []
        if let share = answered.value, share < 0.5 { reasons.append(.answersFew(share: share)) }
        if let share = processed.value, share < 0.5 { reasons.append(.processesFew(share: share)) }
        if let ended, ended < 0.5 { reasons.append(.unfinished(share: ended)) }
        return reasons
    }

    /// What this option leaves undone and `other`, which is named `name`, does.
    fileprivate func shortfall(to other: WorkDone, named name: String) -> [ExclusionReason] {
        guard !isBounded else { return [] }
        var reasons: [ExclusionReason] = []
        if let share = Self.lesser(answered, than: other.answered) {
            reasons.append(.answersFewer(share: share, than: name))
        }
        if let share = Self.lesser(processed, than: other.processed) {
            reasons.append(.processesFewer(share: share, than: name))
        }
        return reasons
    }

    /// One in a hundred: as much as a p99 leaves out.
    private static let tolerance = 0.01

    /// The first share where it is smaller by more than the tolerance beyond doubt, and nil elsewhere.
    private static func lesser(_ one: ShareEstimate, than other: ShareEstimate) -> Double? {
        guard let upper = one.upper, let lower = other.lower, upper < lower - tolerance else { return nil }
        return one.value
    }
}

extension DeploymentFold {
    var workDone: WorkDone {
        let weight = design.greatestWeight, plan = subject.plan
        let requests = records.map { scopes.overall.counts(in: $0.observation) }
        let messages = records.map { record in
            scopes.messages.map { $0.counts(in: record.observation, of: plan) }.reduce(into: MessageCounts()) { $0 += $1 }
        }
        let came = [requests.reduce(0) { $0 + $1.offered }, messages.reduce(0) { $0 + $1.arrived }]
        let ended = [requests.reduce(0) { $0 + $1.ended }, messages.reduce(0) { $0 + $1.ended }]
        return WorkDone(
            answered: ShareEstimate(requests.map { ($0.answered, $0.ended) }, weight: weight),
            processed: ShareEstimate(messages.map { ($0.processed, $0.ended) }, weight: weight),
            ended: zip(ended, came).filter { $1 > 0 }.map { Double($0) / Double($1) }.min(),
            isBounded: subject.objectives.contains { $0.measure.boundsLoss })
    }
}

extension ObjectiveMeasure {
    fileprivate var boundsLoss: Bool {
        switch self {
        case .refusedShare, .failedShare, .timedOutShare, .unansweredShare, .lostShare: true
        case .latencyPercentile, .meanLatency, .agePercentile, .coldShare, .monthlyCost: false
        }
    }
}

extension [Contender] {
    /// With what keeps those from being named that do less than another one that may be.
    func atEqualService() -> [Contender] {
        let eligible = filter(\.exclusions.isEmpty)
        return map { contender in
            guard contender.exclusions.isEmpty, let own = contender.work else { return contender }
            var result = contender
            // The first that does more says enough.
            result.exclusions = eligible.lazy.filter { $0.name != contender.name }
                .compactMap { other in other.work.map { own.shortfall(to: $0, named: other.name) } }
                .first { !$0.isEmpty } ?? []
            return result
        }
    }
}
