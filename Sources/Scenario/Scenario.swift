// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// A scenario file, read and checked: everything in it is meant and nothing in it is unknown.
public struct Scenario: Sendable {
    public var name: String
    /// The seed that the file asks for.
    public var seed: UInt64?
    public var period: Period
    public var precision: PrecisionTarget
    public var traffic: [TrafficSource]
    /// The application before any deployment's `instead`.
    public var application: Application
    /// Settled, in the order of the file.
    public var deployments: [Deployment]
    public var objectives: [Objective]
    /// What happens to every deployment, at stated times.
    public var incidents: [Incident] = []
    /// Options that cannot carry the application, with their reasons.
    public var impossible: [ImpossibleDeployment] = []
    /// Values that all deployments share: the period, the traffic, the application.
    public var assumptions: [Assumption]
    /// What is odd about the whole; what is odd about one deployment stands there.
    public var warnings: [Diagnostic]
    /// The text of the file, for showing lines of it.
    public var sources: [SourceFile]

    /// Every warning, in the order of the file.
    public var allWarnings: [Diagnostic] {
        (warnings + deployments.flatMap(\.warnings)).sorted {
            ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column)
        }
    }

    /// Hands each warning to the deployment that its address names, the rest to the scenario.
    mutating func distribute(_ all: [Diagnostic]) {
        warnings = all.filter { warning in !deployments.contains { warning.belongs(to: $0.name) } }
        for index in deployments.indices {
            let name = deployments[index].name
            deployments[index].warnings = all.filter { $0.belongs(to: name) }
        }
    }
}

extension Diagnostic {
    fileprivate func belongs(to deployment: String) -> Bool {
        let address = "deployments.\(deployment)"
        return path == address || path.hasPrefix(address + ".")
    }
}
