// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario

/// What a study is asked for beside its scenario.
public struct StudyOptions: Sendable {
    /// Overrides the scenario's.
    public var seed: UInt64?
    /// The result is the same for any number.
    public var threads = 1
    /// Overrides the scenario's precision.
    public var rule: StoppingRule?
    /// Whether the provider's always-free allowances are taken off each replication's month. Off by default: an account
    /// has them once, for all that runs in it.
    public var freeTier = false
    public var days = DayTreatment.automatic
    /// Names of the deployments to run, in any order; nil runs all.
    public var deployments: [String]?
    /// Version of the program, for the record.
    public var version = ""

    public init() {}

    /// What is used where neither the scenario nor the command line gives a seed.
    public static let defaultSeed: UInt64 = 1

    /// In the order of the scenario.
    func choose(
        from compiled: [CompiledDeployment], impossible: [ImpossibleDeployment] = []
    ) throws(StudyFault) -> [CompiledDeployment] {
        guard !compiled.isEmpty else { throw .noDeployments }
        guard let deployments else { return compiled }
        let known = compiled.map(\.name) + impossible.map(\.name)
        if let unknown = deployments.first(where: { !known.contains($0) }) {
            throw .unknownDeployment(unknown, known: known)
        }
        let chosen = compiled.filter { deployments.contains($0.name) }
        guard !chosen.isEmpty else {
            if let first = impossible.first(where: { deployments.contains($0.name) }) {
                throw .impossible(first.name, reason: first.reason)
            }
            throw .noDeployments
        }
        return chosen
    }

    var notes: [AssumptionNote] {
        [AssumptionNote(
            address: "", value: freeTier ? "free tier applied" : "no free tier",
            source: "always-free allowances belong to an account, not to an application; ask for them to see them")]
    }
}

/// What a replication does with days that are alike.
public enum DayTreatment: String, Sendable, Hashable, CaseIterable {
    /// Days of equal traffic are simulated once where that saves much work and nothing ties the days to each other.
    case automatic
    /// Every day of the period is simulated.
    case all
}
