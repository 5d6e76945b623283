// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything a study found, ready to be written down: whoever reports it formats and computes nothing.
///
/// Times are seconds, money is US dollars, shares are fractions of 1, quantities are of a billed month unless
/// their name says otherwise. The same scenario, seed and version give the same value, whatever the number of
/// threads; it holds no clock times.
public struct StudyResult: Sendable, Equatable {
    public var scenarioName: String
    public var seed: UInt64
    /// Version of the program.
    public var version: String
    public var period: PeriodSummary
    /// Hours a month is billed for.
    public var billedHours: Double
    /// In the order of the scenario.
    public var deployments: [DeploymentResult]
    /// Options that cannot carry the application, with their reasons.
    public var impossible: [ImpossibleOption] = []
    public var comparison: Comparison
    public var verdict: Verdict
    /// Defaults and decisions that apply to every deployment; a deployment carries its own beside them.
    public var assumptions: [AssumptionNote]
    public var warnings: [String]
    public var stopping: StoppingSummary
    public var engine: EngineCounts

    public init(scenarioName: String, seed: UInt64, version: String, period: PeriodSummary, billedHours: Double,
                deployments: [DeploymentResult], comparison: Comparison, verdict: Verdict,
                assumptions: [AssumptionNote], warnings: [String], stopping: StoppingSummary, engine: EngineCounts) {
        self.scenarioName = scenarioName
        self.seed = seed
        self.version = version
        self.period = period
        self.billedHours = billedHours
        self.deployments = deployments
        self.comparison = comparison
        self.verdict = verdict
        self.assumptions = assumptions
        self.warnings = warnings
        self.stopping = stopping
        self.engine = engine
    }

    /// Whether every deployment could carry its load: false calls for a non-zero exit status.
    public var isStable: Bool { deployments.allSatisfy(\.stability.isStable) }
    /// Whether every balance held in every run: false is a bug of this program.
    public var isSound: Bool { deployments.allSatisfy(\.violations.isEmpty) }
    /// Whether every deployment was shown to meet all that was asked of it.
    public var meetsObjectives: Bool {
        deployments.allSatisfy { $0.objectives.allSatisfy { $0.status == .met } }
    }
}

/// What a replication stands for.
public struct PeriodSummary: Sendable, Equatable {
    /// Seconds of the period that the figures describe.
    public var described: Double
    /// Seconds that one replication observes: less than `described` where equal days are simulated once.
    public var simulated: Double
    /// The stretches of a replication and how often each counts.
    public var stretches: [StretchSummary]
    /// True when the numbers come from a short first look: to be labelled, never quoted.
    public var isPilot: Bool

    public init(described: Double, simulated: Double, stretches: [StretchSummary], isPilot: Bool) {
        self.described = described
        self.simulated = simulated
        self.stretches = stretches
        self.isPilot = isPilot
    }
}

/// One stretch of simulated time.
public struct StretchSummary: Sendable, Equatable {
    /// Such as "day 1" or "whole period".
    public var label: String
    /// Seconds from the start of the period.
    public var start: Double
    /// Seconds observed.
    public var length: Double
    /// Seconds simulated before it and not observed.
    public var warmUp: Double
    /// How often it counts.
    public var weight: Int

    public init(label: String, start: Double, length: Double, warmUp: Double, weight: Int) {
        self.label = label
        self.start = start
        self.length = length
        self.warmUp = warmUp
        self.weight = weight
    }
}

/// How the run came to its end.
public struct StoppingSummary: Sendable, Equatable {
    public var rounds: Int
    /// Complete replications of every deployment.
    public var replications: Int
    /// Whether the wanted precision was reached.
    public var reached: Bool
    public var reason: StoppingReason
    /// Wanted relative half-widths at 95 %.
    public var costPrecision: Double
    public var latencyPrecision: Double
    /// The widest relative half-widths found, over the deployments; nil where there is no interval.
    public var worstCostPrecision: Double?
    public var worstLatencyPrecision: Double?

    public init(rounds: Int, replications: Int, reached: Bool, reason: StoppingReason,
                costPrecision: Double, latencyPrecision: Double,
                worstCostPrecision: Double?, worstLatencyPrecision: Double?) {
        self.rounds = rounds
        self.replications = replications
        self.reached = reached
        self.reason = reason
        self.costPrecision = costPrecision
        self.latencyPrecision = latencyPrecision
        self.worstCostPrecision = worstCostPrecision
        self.worstLatencyPrecision = worstLatencyPrecision
    }
}

public enum StoppingReason: String, Sendable, Hashable, CaseIterable {
    case precisionReached = "precision-reached"
    /// The largest number of replications was run first.
    case replicationLimit = "replication-limit"
    /// A deployment cannot carry its load: more replications would not narrow anything.
    case unstable
    case interrupted
    /// A fixed number of replications was asked for.
    case fixedReplications = "fixed-replications"
    case pilot
}

/// How much the engine did, over all deployments and replications.
public struct EngineCounts: Sendable, Hashable {
    public var invocations: UInt64
    public var events: UInt64

    public init(invocations: UInt64 = 0, events: UInt64 = 0) {
        self.invocations = invocations
        self.events = events
    }
}
