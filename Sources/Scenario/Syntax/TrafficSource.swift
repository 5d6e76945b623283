// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel
import Workload

/// A stream of requests and what their senders do.
public struct TrafficSource: Sendable {
    public var name: String
    public var targets: [TrafficTarget]
    public var arrivals: ArrivalProcess
    /// Bytes of a request.
    public var size: Draw?
    public var timeout: SimulationDuration?
    public var retry: RetryPlan
    public var requestsPerConnection: Double
}

/// Where a share of the requests goes.
public struct TrafficTarget: Sendable {
    /// The door it enters by; nil calls the handler directly.
    public var door: Reference?
    /// A door alone stands for its only route.
    public var handler: Reference
    public var share: Double
}
