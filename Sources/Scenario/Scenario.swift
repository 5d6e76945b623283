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
    /// Values that all deployments share: the period, the traffic, the application.
    public var assumptions: [Assumption]
    public var warnings: [Diagnostic]
    /// The text of the file, for showing lines of it.
    public var sources: [SourceFile]
}
