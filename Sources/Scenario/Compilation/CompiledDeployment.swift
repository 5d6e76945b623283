// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// A deployment ready to run: a plan with every name resolved, and what its price depends on beside what is counted.
public struct CompiledDeployment: Sendable {
    public var name: String
    public var plan: Plan
    /// One for each function, service, door and backend of the plan.
    public var placements: [Placement]
    /// What leaves one place for another.
    public var transfers: [Transfer]
    public var assumptions: [Assumption]
    /// What is odd about this deployment; what is odd about the whole scenario stands there.
    public var warnings: [Diagnostic]
}

extension Scenario {
    /// Every deployment as a plan, in the order of the file.
    public func compile() -> [CompiledDeployment] {
        deployments.map { PlanCompiler(scenario: self, deployment: $0).compile() }
    }
}
