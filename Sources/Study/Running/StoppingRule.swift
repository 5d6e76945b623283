// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// When enough replications have been run. It looks at results alone, never at a clock or at threads, and only at
/// the ends of rounds whose sizes are fixed beforehand, so that the same study always stops at the same point.
///
/// A sequential rule that looks after every replication stops too early too often; looking at the ends of rounds
/// after a first sample keeps the coverage near its nominal value (Law & Kelton's n₀ ≥ 10 guards short runs, whose
/// figures vary most: those get at least twenty).
public struct StoppingRule: Sendable, Hashable {
    /// Relative half-width of the 95 % interval of the monthly cost.
    public var costPrecision = 0.01
    /// The same for p99 over all answered requests of a deployment.
    public var latencyPrecision = 0.05
    /// Replications in the first round, and the least in each further one.
    public var roundSize = 5
    /// The least for runs of few events.
    public var minimumWhenShort = 20
    /// Runs of fewer events (over all deployments) than this are short.
    public var shortRun: UInt64 = 2_000_000
    /// Never more than this.
    public var maximum = 1_000
    /// No further round once so many events were handled: 2 × 10¹⁰ take some ten minutes on a core or two.
    public var eventBudget: UInt64 = 20_000_000_000
    /// Exactly this many replications, whatever they find.
    public var fixed: Int?

    public init() {}
}

/// What a rule looks at, for each deployment.
struct PrecisionFound: Sendable, Equatable {
    var cost: Estimate
    /// Nil when p99 cannot be given yet.
    var p99: Estimate?
    /// False when nothing was answered, so that there is no p99 to wait for.
    var hasAnswers: Bool
    var isStable: Bool
    /// True as long as nothing came: the figures then agree with each other, and mean nothing.
    var sawNothing = false
}

enum StoppingDecision: Sendable, Equatable {
    /// So many more replications.
    case another(Int)
    case stop(StoppingReason)
}

extension StoppingRule {
    /// The size of the first round.
    var first: Int { max(1, fixed ?? min(roundSize, maximum)) }

    func decide(replications: Int, events: UInt64, found: [PrecisionFound]) -> StoppingDecision {
        if let fixed { return replications >= fixed ? .stop(.fixedReplications) : .another(fixed - replications) }
        let steady = found.filter(\.isStable)
        // More replications do not narrow what grows without bound.
        if steady.isEmpty { return .stop(.unstable) }
        let isShort = events / UInt64(max(replications, 1)) < shortRun
        if isShort, replications < minimumWhenShort {
            return replications >= maximum
                ? .stop(.replicationLimit) : .another(min(minimumWhenShort, maximum) - replications)
        }
        if replications > 1, steady.allSatisfy(isPrecise) { return .stop(.precisionReached) }
        if replications >= maximum || events >= eventBudget { return .stop(.replicationLimit) }
        // A quarter more each time: at most a quarter is run too much.
        let next = max(roundSize, replications / 4)
        return .another(min(next, maximum - replications))
    }

    func isPrecise(_ found: PrecisionFound) -> Bool {
        guard !found.sawNothing, let cost = found.cost.relativeHalfWidth, cost <= costPrecision else { return false }
        guard found.hasAnswers else { return true }
        guard let latency = found.p99?.relativeHalfWidth else { return false }
        return latency <= latencyPrecision
    }
}
