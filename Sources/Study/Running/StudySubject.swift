// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// One deployment as a study sees it: a plan to run, a way to price it, and what it must reach.
struct StudySubject: Sendable {
    var name: String
    var plan: Plan
    var biller: Biller
    var billedHours: Double
    var objectives: [ObjectiveSpec] = []
    var assumptions: [AssumptionNote] = []
    var warnings: [String] = []
    /// Whether the bill takes off always-free allowances.
    var freeTier = false
    private var knownAddresses: PartAddresses?

    /// Where its settings stand in the scenario; without one, where they usually would.
    var addresses: PartAddresses {
        get { knownAddresses ?? PartAddresses(deployment: name) }
        set { knownAddresses = newValue }
    }

    init(name: String, plan: Plan, biller: Biller, billedHours: Double, objectives: [ObjectiveSpec] = [],
         assumptions: [AssumptionNote] = [], warnings: [String] = []) {
        self.name = name
        self.plan = plan
        self.biller = biller
        self.billedHours = billedHours
        self.objectives = objectives
        self.assumptions = assumptions
        self.warnings = warnings
    }
}

/// What a deployment must reach. Bounds are upper bounds, themselves allowed.
struct ObjectiveSpec: Sendable, Hashable {
    var subject: ObjectiveTarget
    var measure: ObjectiveMeasure
    /// Seconds, a share, or dollars.
    var bound: Double
}

/// Which requests an objective is about.
enum ObjectiveTarget: Sendable, Hashable {
    case deployment
    case handler(String)
    case route(door: String, handler: String)
}

extension ObjectiveSpec {
    var subjectName: String {
        switch subject {
        case .deployment: measure == .monthlyCost ? "monthly-cost" : "all requests"
        case .handler(let name): name
        case .route(let door, let handler): "\(door)/\(handler)"
        }
    }

    /// The messages it is about; nil when the deployment brings none there.
    func messages(in scopes: FlowScopes) -> MessageScope? {
        guard case .handler(let name) = subject else { return nil }
        return scopes.messages.first { $0.handler == name }
    }

    /// Of a measure of time.
    var boundInNanoseconds: UInt64 { UInt64(max(0, (bound * 1e9).rounded())) }

    /// What a percentile is taken of, and over how many pieces of work; nil for another measure, or without such work.
    func times(in observation: Observation, of plan: Plan, _ scopes: FlowScopes) -> ObjectiveTimes? {
        switch measure {
        case .latencyPercentile(let quantile):
            guard let scope = scope(in: scopes) else {
                return operationTimes(quantile, in: observation, of: plan, scopes)
            }
            let times = scope.warmLatency(in: observation).merging(scope.coldLatency(in: observation))
            return ObjectiveTimes(
                quantile: quantile, bound: boundInNanoseconds, times: times, ended: scope.counts(in: observation).ended,
                unfinished: scope.unfinished(in: observation))
        case .agePercentile(let quantile):
            guard let scope = messages(in: scopes) else { return nil }
            return ObjectiveTimes(
                quantile: quantile, bound: boundInNanoseconds, times: scope.ages(in: observation),
                ended: scope.counts(in: observation, of: plan).ended, unfinished: scope.unfinished(in: observation))
        case .meanLatency, .refusedShare, .failedShare, .timedOutShare, .unansweredShare, .lostShare, .coldShare,
             .monthlyCost:
            return nil
        }
    }

    /// The handler whose executions it is about: one that no request of a source waits for; nil when there is none.
    func operation(in plan: Plan, _ scopes: FlowScopes) -> Int? {
        guard case .handler(let name) = subject, scope(in: scopes) == nil else { return nil }
        return plan.handlers.firstIndex { $0.name == name && $0.isFollowed }
    }

    private func operationTimes(
        _ quantile: Double, in observation: Observation, of plan: Plan, _ scopes: FlowScopes
    ) -> ObjectiveTimes? {
        guard let handler = operation(in: plan, scopes) else { return nil }
        let seen = observation.operations[handler]
        return ObjectiveTimes(
            quantile: quantile, bound: boundInNanoseconds, times: seen.durations, ended: seen.ended,
            unfinished: seen.unfinished)
    }

    /// The requests it is about; nil when the deployment has none such.
    func scope(in scopes: FlowScopes) -> FlowScope? {
        switch subject {
        case .deployment:
            return scopes.overall
        case .handler(let name):
            return scopes.handlers.first { $0.handler == name }
        case .route(let door, let handler):
            // What is started and left alone is answered by the step that starts it.
            let own = scopes.flows.filter { flow in
                let starter = flow.source.map { "\($0) → \(handler)" }
                return flow.door == door && (flow.handler == handler || flow.handler == starter)
            }
            guard !own.isEmpty else { return nil }
            return FlowScope(
                name: "\(door)/\(handler)", handler: handler, door: door, flows: own.flatMap(\.flows), sources: nil)
        }
    }
}

/// Times that a percentile with a bound is taken of (ns).
struct ObjectiveTimes: Sendable {
    var quantile: Double
    var times: LogHistogram
    /// Pieces of work of which it was seen whether they were late: those that ended, and those that grew older than
    /// the bound. What ended without a time, or not at all, is later than any.
    var judged: UInt64
    /// Those of them that were late.
    var late: UInt64

    /// - Parameter bound: ns.
    init(quantile: Double, bound: UInt64, times: LogHistogram, ended: UInt64, unfinished: Unfinished) {
        self.quantile = quantile
        self.times = times
        judged = UInt64(max(0, Int64(ended) + unfinished.late(after: bound)))
        late = judged - min(judged, times.countAtMost(bound))
    }

    /// The percentile, within the bound exactly when few enough are late; nil when it falls among those without a time.
    var percentile: Double? { times.quantile(quantile, among: judged) }
}
