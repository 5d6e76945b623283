// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

/// A front door of the application: the routes behind it and what it does to requests, whatever product it becomes.
public struct Door: Sendable {
    public var name: String
    /// The handlers it leads to.
    public var routes: [Reference]
    public var authorizer: Authorizer
    /// How long it waits for a handler; nil leaves that to the product.
    public var timeout: SimulationDuration?
    /// Share of requests that a browser precedes by a CORS preflight.
    public var preflightShare: Double
    public var responseCache: CachePlan?
    public var throttle: TokenBucketPlan?
    public var place: SourcePlace
}

/// Who checks a request at a door.
public enum Authorizer: Sendable {
    case none
    /// Checked by the door itself; nil leaves the added time to the product.
    case jwt(latency: Distribution?)
    /// A handler is invoked, unless its answer for this caller is cached.
    case handler(Reference, cache: CachePlan?)
}

/// A name used in the file, and where it stands there.
public struct Reference: Sendable, Hashable {
    public var name: String
    public var place: SourcePlace

    public init(_ name: String, at place: SourcePlace) {
        self.name = name
        self.place = place
    }
}
