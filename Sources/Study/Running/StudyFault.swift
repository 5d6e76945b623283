// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a study has no result.
public enum StudyFault: Error, Sendable, Hashable {
    /// Nothing to compare.
    case noDeployments
    /// A deployment was asked for that the scenario does not have.
    case unknownDeployment(String, known: [String])
    /// Only deployments were asked for that the scenario says to be impossible.
    case impossible(String, reason: String)
    /// Asked to stop before one replication of every deployment was complete.
    case interruptedBeforeFirstReplication
    /// The price book could not price what was counted.
    case pricing(String)
}
