// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// Differences between deployments under the same requests.
public struct Comparison: Sendable, Equatable {
    /// The deployment the others are compared with: the cheapest eligible one, or the cheapest of all.
    public var baseline: String
    /// One for each other deployment, in the order of the scenario.
    public var differences: [PairedDifference]

    public init(baseline: String, differences: [PairedDifference]) {
        self.baseline = baseline
        self.differences = differences
    }
}

/// How much dearer a deployment is than the baseline, replication by replication.
public struct PairedDifference: Sendable, Equatable {
    public var deployment: String
    /// Dollars a month, deployment minus baseline. The level is raised so that all intervals hold together
    /// with 95 % (Bonferroni).
    public var monthlyCost: Estimate
    /// The difference relative to the baseline's cost; nil when that is 0.
    public var relative: Double?
    /// Seconds of p99, deployment minus baseline; nil where either has none.
    public var p99: Estimate?
    /// Variance that independent runs would have had over the variance that common random numbers left:
    /// above 1 they helped. Nil when it cannot be told (constant costs, fewer than two replications).
    public var varianceReduction: Double?
    /// Whether the interval of the cost difference excludes 0.
    public var isDistinguishable: Bool

    public init(deployment: String, monthlyCost: Estimate, relative: Double?, p99: Estimate?,
                varianceReduction: Double?, isDistinguishable: Bool) {
        self.deployment = deployment
        self.monthlyCost = monthlyCost
        self.relative = relative
        self.p99 = p99
        self.varianceReduction = varianceReduction
        self.isDistinguishable = isDistinguishable
    }
}

/// Which option is cheapest, among those that do what was asked.
public struct Verdict: Sendable, Equatable {
    public var outcome: VerdictOutcome
    /// The same in a sentence.
    public var sentence: String
    /// Options that could not be named, and why.
    public var excluded: [Exclusion]

    public init(outcome: VerdictOutcome, sentence: String, excluded: [Exclusion]) {
        self.outcome = outcome
        self.sentence = sentence
        self.excluded = excluded
    }
}

public enum VerdictOutcome: Sendable, Equatable {
    case cheapest(String)
    /// The first is cheapest as far as was seen, but these cannot be told apart.
    case tied([String])
    /// No option meets its objectives, is stable and is fully priced.
    case none
}

/// Why an option is never named cheapest.
public struct Exclusion: Sendable, Equatable {
    public var deployment: String
    public var reasons: [ExclusionReason]

    public init(deployment: String, reasons: [ExclusionReason]) {
        self.deployment = deployment
        self.reasons = reasons
    }
}

public enum ExclusionReason: Sendable, Hashable {
    case missesObjective(String)
    case undecidedObjective(String)
    /// The line that has no price.
    case notPriced(String)
    case unstable
    /// Nothing came in the simulated time, although something was to come: its bill is one of no work.
    case nothingCame
    /// Most of the work is not done; the share that is.
    case doesFew(Work, share: Double)
    /// Another option does more; the share that this one does of what it does least of.
    case doesLess(Work, share: Double, than: String)
    /// Most of what came was still under way when the simulated time ended; what had ended for one that came.
    case unfinished(share: Double)
    /// A cap stopped its run, so that it has no bill.
    case stopped(StoppedRun)
    /// A balance did not hold in its runs.
    case unsound
}

/// What comes to an option to be done.
public enum Work: String, Sendable, Hashable, CaseIterable {
    /// Done when they are answered.
    case requests
    /// Done when they are processed.
    case messages
    /// Of workflows, done when they succeed.
    case executions

    /// `answers only 12 % of its requests`
    func sentence(_ share: Double) -> String {
        let verb = switch self {
        case .requests: "answers"
        case .messages: "processes"
        case .executions: "completes"
        }
        return "\(verb) \(Wording.few(share)) of its \(rawValue)"
    }
}

/// Whether a deployment met an objective, and by which evidence.
public struct ObjectiveResult: Sendable, Equatable {
    /// A handler, a route, or "monthly-cost".
    public var subject: String
    public var measure: ObjectiveMeasure
    /// The bound: seconds, a share, or dollars.
    public var bound: Double
    public var status: ObjectiveStatus
    /// What was found, in the unit of the bound, with its interval; nil when nothing could be estimated.
    public var found: Estimate?
    /// The evidence in words.
    public var evidence: String

    public init(subject: String, measure: ObjectiveMeasure, bound: Double, status: ObjectiveStatus,
                found: Estimate?, evidence: String) {
        self.subject = subject
        self.measure = measure
        self.bound = bound
        self.status = status
        self.found = found
        self.evidence = evidence
    }

    /// Such as "place-order p99".
    public var name: String {
        switch measure {
        case .monthlyCost: subject
        default: "\(subject) \(measure.label)"
        }
    }
}

public enum ObjectiveMeasure: Sendable, Hashable {
    /// A percentile over all offered requests: the unanswered count as later than any bound (seconds).
    case latencyPercentile(Double)
    /// Mean over answered requests (seconds).
    case meanLatency
    /// Shares of the requests that ended.
    case refusedShare
    case failedShare
    case timedOutShare
    /// All requests without an answer.
    case unansweredShare
    /// A percentile over all messages: the lost count as later than any bound (seconds).
    case agePercentile(Double)
    /// Messages that nobody will process, and requests without an answer where there are any.
    case lostShare
    case coldShare
    /// Dollars a month.
    case monthlyCost

    public var label: String {
        switch self {
        case .latencyPercentile(let q): Percentile(quantile: q, estimate: nil, refusal: nil).label
        case .meanLatency: "mean"
        case .refusedShare: "refused"
        case .failedShare: "failed"
        case .timedOutShare: "timed-out"
        case .unansweredShare: "unanswered"
        case .agePercentile(let q): Percentile(quantile: q, estimate: nil, refusal: nil).label + "-age"
        case .lostShare: "lost"
        case .coldShare: "cold"
        case .monthlyCost: "monthly-cost"
        }
    }
}

public enum ObjectiveStatus: String, Sendable, Hashable, CaseIterable {
    case met, missed
    /// The interval spans the bound, or there are too few requests to tell.
    case undecided
}
