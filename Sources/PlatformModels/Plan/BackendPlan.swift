// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Something a handler calls, and what limits it. Each limit that is set must let a call pass.
public struct BackendPlan: Sendable {
    public var name: String
    /// Calls a second.
    public var rate: TokenBucketPlan?
    /// Calls in service at once.
    public var concurrency: Int?
    public var connections: ConnectionPlan?
    public var readUnits: CapacityPlan?
    public var writeUnits: CapacityPlan?
    /// What happens to a call that a limit on concurrency or borrowed connections stops; other limits refuse.
    public var whenFull: WhenFull
    /// Calls in each whole window of time.
    public var fixedWindow: FixedWindowPlan?
    /// Seconds added to the latency for each call in service, the call itself included.
    public var latencyPerCall: Double
    /// Channels that get a message for each write: change streams, object notifications.
    public var feeds: [Int]
    /// Whether calls of it leave the private network that a fleet may stand in, so that a NAT gateway carries them.
    public var isOutsideNetwork: Bool

    public init(name: String) {
        self.name = name
        whenFull = .refuse
        latencyPerCall = 0
        feeds = []
        isOutsideNetwork = false
    }
}

/// A counter that starts again at each whole multiple of its window.
public struct FixedWindowPlan: Sendable, Hashable {
    public var calls: Int
    public var window: SimulationDuration

    public init(calls: Int, window: SimulationDuration) {
        self.calls = calls
        self.window = window
    }
}

/// Connections of a relational database.
public struct ConnectionPlan: Sendable, Hashable {
    public var maximum: Int
    /// Whether an instance keeps its connections for its lifetime, or borrows one for each call from a proxy.
    public var isPooledByProxy: Bool

    public init(maximum: Int, isPooledByProxy: Bool) {
        self.maximum = maximum
        self.isPooledByProxy = isPooledByProxy
    }
}

/// Capacity in units a second, as DynamoDB sells it (facts §5).
public enum CapacityPlan: Sendable, Hashable {
    /// Refilled at `rate`, with up to `burst` seconds of unused capacity kept.
    case provisioned(rate: Double, burst: SimulationDuration)
    /// Starts at `initial`, grows to twice the peak of each past window, never above `maximum`.
    case onDemand(initial: Double, maximum: Double, window: SimulationDuration)
}
