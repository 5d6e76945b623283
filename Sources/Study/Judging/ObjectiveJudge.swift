// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// Decides whether objectives were met, and says by which evidence.
struct ObjectiveJudge {
    let fold: DeploymentFold

    func results() -> [ObjectiveResult] {
        fold.subject.objectives.enumerated().compactMap { judge($1, at: $0) }
    }

    /// Nil when the deployment does not have what the objective is about.
    private func judge(_ objective: ObjectiveSpec, at index: Int) -> ObjectiveResult? {
        let messages = objective.messages(in: fold.scopes)
        switch objective.measure {
        case .agePercentile(let quantile):
            return messages == nil ? nothing(objective, why: "no channel brings messages there")
                : percentile(quantile, objective, at: index, of: "messages", or: "lost")
        case .unansweredShare, .lostShare:
            if let messages { return lostShare(objective, messages) }
        default: break
        }
        guard let scope = objective.scope(in: fold.scopes) else {
            if let handler = objective.operation(in: fold.subject.plan, fold.scopes),
               let result = operation(handler, objective, at: index, hasMessages: hasCome(messages)) { return result }
            let instead = messages == nil ? "" : ", only messages: bound their times by p50-age to p99.9-age"
            return nothing(objective, why: "no request is sent there\(instead)")
        }
        return judge(objective, at: index, scope: scope)
    }

    /// Whether any message came: every handler might be invoked asynchronously, and few are.
    private func hasCome(_ messages: MessageScope?) -> Bool {
        guard let messages, let pool = fold.pool else { return false }
        return messages.counts(in: pool, of: fold.subject.plan).arrived > 0
    }

    private func judge(_ objective: ObjectiveSpec, at index: Int, scope: FlowScope) -> ObjectiveResult {
        switch objective.measure {
        case .latencyPercentile(let quantile):
            percentile(quantile, objective, at: index, of: "requests", or: "unanswered")
        case .meanLatency: meanLatency(objective, scope: scope)
        case .refusedShare: share(objective, scope: scope, of: \.refused, as: "refused")
        case .failedShare: share(objective, scope: scope, of: \.failed, as: "failed")
        case .timedOutShare: share(objective, scope: scope, of: \.timedOut, as: "timed out")
        case .unansweredShare, .lostShare: share(objective, scope: scope, of: \.unanswered, as: "without an answer")
        case .coldShare: coldShare(objective, scope: scope)
        case .monthlyCost: cost(objective)
        case .agePercentile: undecided(objective)
        }
    }

    /// Where a handler is there and the work that the objective is about is not: nothing was shown. A deployment
    /// without the handler has nothing to show.
    private func nothing(_ objective: ObjectiveSpec, why: String) -> ObjectiveResult? {
        guard case .handler(let name) = objective.subject,
              fold.subject.plan.handlers.contains(where: { $0.name == name }) else { return nil }
        return ObjectiveResult(
            subject: objective.subjectName, measure: objective.measure, bound: objective.bound, status: .undecided,
            found: nil, evidence: why)
    }

    /// Messages that nobody will process, together with requests without an answer where some come by a door.
    private func lostShare(_ objective: ObjectiveSpec, _ messages: MessageScope) -> ObjectiveResult {
        let requests = objective.scope(in: fold.scopes)
        let plan = fold.subject.plan
        let share = ShareEstimate(
            fold.records.map { record in
                let counts = messages.counts(in: record.observation, of: plan)
                let own = requests?.counts(in: record.observation)
                return (counts.gone + (own?.unanswered ?? 0), counts.ended + (own?.ended ?? 0))
            }, weight: fold.design.greatestWeight)
        let dead = fold.records.reduce(UInt64(0)) {
            let counts = messages.counts(in: $1.observation, of: plan)
            return $0 + counts.deadLettered - counts.redriven
        }
        var spec = objective
        spec.measure = .lostShare
        return result(spec, share: share, evidence: "\(Wording.share(share)) of \(Wording.count(share.trials)) "
            + (requests == nil ? "messages" : "messages and requests") + " lost"
            + (dead > 0 ? ", \(Wording.count(dead)) of them dead-lettered and not taken back" : ""))
    }

    /// The p-quantile is within the bound exactly when at most 1 − p of the requests are later. That share has an
    /// interval even where the quantile lies among the unanswered and has no value at all.
    func percentile(
        _ quantile: Double, _ objective: ObjectiveSpec, at index: Int, of what: String, or never: String
    ) -> ObjectiveResult {
        let pairs = fold.records.map { (events: $0.late[index] ?? 0, trials: $0.judged[index] ?? 0) }
        let late = ShareEstimate(pairs, weight: fold.design.greatestWeight)
        let allowed = 1 - quantile
        var found: Estimate?
        if let times = fold.pool.flatMap({ objective.times(in: $0, of: fold.subject.plan, fold.scopes) }),
           let value = times.percentile {
            let sections = fold.records.compactMap { $0.percentiles[index] }
            // A replication whose quantile lies among the unanswered has none, and so has the interval.
            found = .quantile(
                value, sections: sections.count == fold.records.count ? sections : [],
                isExact: times.times.minimum == times.times.maximum)
        }
        let evidence = "\(Wording.share(late)) of \(Wording.count(late.trials)) \(what) later than "
            + "\(Wording.seconds(objective.bound)) or \(never); at most \(Wording.percent(allowed)) may be"
        return ObjectiveResult(
            subject: objective.subjectName, measure: objective.measure, bound: objective.bound,
            status: Self.status(late, allowed: allowed), found: found, evidence: evidence)
    }

    private func share(
        _ objective: ObjectiveSpec, scope: FlowScope, of events: (OutcomeCounts) -> UInt64, as word: String
    ) -> ObjectiveResult {
        let share = ShareEstimate(
            fold.records.map {
                let counts = scope.counts(in: $0.observation)
                return (events(counts), counts.ended)
            }, weight: fold.design.greatestWeight)
        return result(objective, share: share, evidence: "\(Wording.share(share)) of "
            + "\(Wording.count(share.trials)) requests \(word)")
    }

    private func coldShare(_ objective: ObjectiveSpec, scope: FlowScope) -> ObjectiveResult {
        let share = ShareEstimate(
            fold.records.map { record in
                let cold = scope.flows.isEmpty ? 0 : record.coldCount(of: scope, in: fold.scopes)
                return (cold, scope.counts(in: record.observation).answered)
            }, weight: fold.design.greatestWeight)
        return result(objective, share: share, evidence: "\(Wording.share(share)) of "
            + "\(Wording.count(share.trials)) answers waited for a cold start")
    }

    func result(_ objective: ObjectiveSpec, share: ShareEstimate, evidence: String) -> ObjectiveResult {
        let found = share.value.map {
            Estimate(value: $0, halfWidth: share.upper.map { [value = $0] in $0 - value }, level: share.level)
        }
        return ObjectiveResult(
            subject: objective.subjectName, measure: objective.measure, bound: objective.bound,
            status: Self.status(share, allowed: objective.bound), found: found, evidence: evidence)
    }

    private func meanLatency(_ objective: ObjectiveSpec, scope: FlowScope) -> ObjectiveResult {
        guard let index = fold.scopes.all.firstIndex(where: { $0.flows == scope.flows }) else {
            return undecided(objective)
        }
        let sections = fold.records.map { $0.latencies[index].all }
        guard sections.contains(where: { $0.count > 0 }) else { return undecided(objective) }
        let mean = ReplicationInterval.ratio(sections.map { ($0.sum * 1e-9, Double($0.count)) })
        return ObjectiveResult(
            subject: objective.subjectName, measure: objective.measure, bound: objective.bound,
            status: Self.status(mean, bound: objective.bound), found: mean,
            evidence: "mean \(Wording.seconds(mean)) over answered requests")
    }

    private func cost(_ objective: ObjectiveSpec) -> ObjectiveResult {
        let cost = fold.monthlyCost
        let isLowerBound = fold.records.contains { $0.bill.isLowerBound }
        var status = Self.status(cost, bound: objective.bound)
        // What could not be priced comes on top.
        if isLowerBound, status == .met { status = .undecided }
        return ObjectiveResult(
            subject: objective.subjectName, measure: objective.measure, bound: objective.bound, status: status,
            found: cost, evidence: (isLowerBound ? "at least " : "") + "\(Wording.money(cost)) a month")
    }

    private func undecided(_ objective: ObjectiveSpec) -> ObjectiveResult {
        ObjectiveResult(
            subject: objective.subjectName, measure: objective.measure, bound: objective.bound, status: .undecided,
            found: nil, evidence: "nothing was answered")
    }

    /// A bound of exactly 0 asks for none: it is met when none was seen, which is all that a simulation can show.
    static func status(_ share: ShareEstimate, allowed: Double) -> ObjectiveStatus {
        guard let lower = share.lower, let upper = share.upper else { return .undecided }
        if allowed <= 0 { return share.events == 0 ? .met : .missed }
        return upper <= allowed ? .met : lower > allowed ? .missed : .undecided
    }

    static func status(_ estimate: Estimate, bound: Double) -> ObjectiveStatus {
        guard let half = estimate.halfWidth else { return .undecided }
        return estimate.value + half <= bound ? .met : estimate.value - half > bound ? .missed : .undecided
    }
}

extension ReplicationRecord {
    fileprivate func coldCount(of scope: FlowScope, in scopes: FlowScopes) -> UInt64 {
        // Every scope is a union of flows, and flows follow the overall scope and the sources in the list.
        let offset = 1 + scopes.sources.count
        return scope.flows.reduce(0) { $0 + latencies[offset + $1].cold.count }
    }
}
