// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// How much an option did of what came: what does less than others is cheap for that, also where no objective says so.
struct WorkDone: Sendable {
    /// The shares that were done of requests, messages and executions, each of those that ended.
    var shares: [Work: ShareEstimate]
    /// What ended in the simulated time for one that came: the smaller of requests and messages; nil if none came.
    var ended: Double?
    /// Whether an objective bounds what may be lost, which then decides alone.
    var isBounded = false

    /// Less than half of it done, or seen to its end.
    var exclusions: [ExclusionReason] {
        var reasons: [ExclusionReason] = []
        for work in Work.allCases {
            if let share = shares[work]?.value, share < 0.5 { reasons.append(.doesFew(work, share: share)) }
        }
        if let ended, ended < 0.5 { reasons.append(.unfinished(share: ended)) }
        return reasons
    }

    /// What is done least of. Where a caller waits, what fails is a request without an answer; where none does, a message
    /// or an execution that fails: options that differ in that alone are told apart by neither.
    private var least: (work: Work, share: ShareEstimate)? {
        Work.allCases.compactMap { work in shares[work].map { (work, $0) } }
            .filter { $0.1.value != nil }
            .min { $0.1.value ?? 1 < $1.1.value ?? 1 }
    }

    /// One in a hundred: as much as a p99 leaves out.
    private static let tolerance = 0.01

    /// Why this option is not at equal service with `other`, which is named `name`: it does less, beyond doubt.
    fileprivate func shortfall(to other: WorkDone, named name: String) -> ExclusionReason? {
        guard !isBounded, let own = least, let upper = own.share.upper, let lower = other.least?.share.lower,
              upper < lower - Self.tolerance
        else { return nil }
        return .doesLess(own.work, share: own.share.value ?? 0, than: name)
    }
}

extension DeploymentFold {
    var workDone: WorkDone {
        let plan = subject.plan
        func share(_ pairs: [(UInt64, UInt64)]) -> ShareEstimate {
            ShareEstimate(pairs.map { (events: $0.0, trials: $0.1) }, weight: design.greatestWeight)
        }
        let requests = records.map { scopes.overall.counts(in: $0.observation) }
        let messages = records.map { record in
            scopes.messages.reduce(into: MessageCounts()) { $0 += $1.counts(in: record.observation, of: plan) }
        }
        let executions = records.map { record -> (UInt64, UInt64) in
            let done = record.observation.workflows.reduce(0) { $0 + $1.succeeded }
            return (done, record.observation.workflows.reduce(done) { $0 + $1.failed + $1.timedOut })
        }
        let came = [requests.reduce(0) { $0 + $1.offered }, messages.reduce(0) { $0 + $1.arrived }]
        let ended = [requests.reduce(0) { $0 + $1.ended }, messages.reduce(0) { $0 + $1.ended }]
        return WorkDone(
            shares: [
                .requests: share(requests.map { ($0.answered, $0.ended) }),
                .messages: share(messages.map { ($0.processed, $0.ended) }), .executions: share(executions),
            ],
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
            let reasons = eligible.lazy.filter { $0.name != contender.name }
                .compactMap { other in other.work.flatMap { own.shortfall(to: $0, named: other.name) } }
            result.exclusions = reasons.first.map { [$0] } ?? []
            return result
        }
    }
}
