// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Sampling
import SimulationKernel

/// Something that handlers call, in neutral terms. What is nil is left to the product it becomes.
public struct Backend: Sendable {
    public var name: String
    public var kind: BackendKind
    /// Seconds from call to answer while nothing limits it.
    public var latency: Distribution?
    public var readLatency: Distribution?
    public var writeLatency: Distribution?
    /// Time on the network, one way.
    public var eachWay: Distribution?
    /// What each call in service adds to the latency.
    public var latencyPerCall: SimulationDuration?
    public var limit: CallLimit?
    /// Calls in service at once.
    public var concurrency: Int?
    public var connections: Int?
    /// Whether a proxy lends connections call by call.
    public var hasProxy: Bool?
    public var whenFull: WhenFull?
    public var capacity: CapacityMode?
    /// Gigabytes kept.
    public var storage: Double?
    /// The share of the bytes written that stays.
    public var growth: Double?
    public var consistency: ReadConsistency?
    /// Dollars for each call of an external backend that is let through.
    public var pricePerCall: Decimal?
    public var place: SourcePlace
}

public enum BackendKind: String, Sendable, CaseIterable {
    case table, relational, cache
    case objectStore = "object-store"
    case external

    /// Caches forget, and the disk of a relational database is bought as a whole: the others are filled by writing.
    var isFilledByWriting: Bool { self == .table || self == .objectStore }
}

/// How many calls a backend takes.
public enum CallLimit: Sendable, Hashable {
    /// Calls a second, and how many may come at once.
    case rate(TokenBucketPlan)
    /// So many in each whole stretch of time.
    case window(FixedWindowPlan)
}

/// How a table's capacity is bought.
public enum CapacityMode: Sendable, Hashable {
    case onDemand
    /// Units a second.
    case provisioned(read: Double, write: Double)
}
