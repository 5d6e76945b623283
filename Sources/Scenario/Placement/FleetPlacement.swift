// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// What decides the price of a function beside its meters.
public struct LambdaPlacement: Sendable, Hashable {
    public var architecture: Architecture
    public var memoryMegabytes: Int
    /// Size of /tmp; 512 MB cost nothing.
    public var ephemeralMegabytes: Int
    public var logs: LogChoices
    public var network: Network
    public var savingsPlan: SavingsPlan?
    /// Environments of provisioned concurrency; 0 has none.
    public var provisioned: Int
    public var package: PackageType
    public var snapStart = SnapStart.none
}

/// Whether environments are restored from a snapshot of a published version.
public enum SnapStart: Sendable, Hashable {
    case none
    /// Of a managed runtime of Java.
    case free
    /// Keeping the snapshot and each restore are billed.
    case billed
}

/// What a fleet tells those who run it: logs, traces and metrics.
public struct LogChoices: Sendable, Hashable {
    /// Bytes for each invocation or request.
    public var bytesPerRequest: Double
    /// How long they are kept.
    public var retention: SimulationDuration
    /// Share of its invocations or requests that begin a recorded trace.
    public var tracedShare = 0.0
    /// Metrics of the application's own.
    public var customMetrics = 0

    public init(bytesPerRequest: Double, retention: SimulationDuration) {
        self.bytesPerRequest = bytesPerRequest
        self.retention = retention
    }
}

/// How code is handed to Lambda.
public enum PackageType: String, Sendable, CaseIterable {
    case zip, image
}

/// What decides the price of a container service beside its meters.
public struct FargatePlacement: Sendable, Hashable {
    public var architecture: Architecture
    public var vCPU: Double
    public var memoryMegabytes: Int
    public var pricing: FargatePricing
    /// Disk of a task; 20 GB cost nothing.
    public var ephemeralGigabytes: Double
    public var hasPublicIP: Bool
    public var logs: LogChoices
    public var network: Network
}

/// How Fargate capacity is bought.
public enum FargatePricing: Sendable, Hashable {
    case onDemand
    case spot
    case savingsPlan(SavingsPlan)
}

/// A handler, its fleet, and what the price of that depends on. Handlers with the same fleet name share one fleet.
public struct HandlerPlacement: Sendable {
    public var handler: String
    public var fleet: Fleet
    public var provider: Provider?
    public var region: Region?
    public var product: PlacedProduct
    /// What its calls of handlers take beside the work itself (seconds).
    public var callLatency: Distribution?
    /// What asynchronous invocations of it go through.
    public var asynchronous: ChannelSettings?
    var payload = PayloadLimits()
}

/// A fleet before it has an index.
public enum Fleet: Sendable {
    case function(FunctionPlan, account: AccountPlan)
    case service(ServicePlan)
    case workflow(WorkflowPlan)

    public var name: String {
        switch self {
        case .function(let plan, _): plan.name
        case .service(let plan): plan.name
        case .workflow(let plan): plan.name
        }
    }
}
