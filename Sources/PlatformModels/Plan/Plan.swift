// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Workload

/// One deployment of a scenario with every name resolved to an index: all that a replication needs to know.
///
/// Immutable and shared by the replications. Indices refer to the arrays of the same plan.
public struct Plan: Sendable {
    public var sources: [SourcePlan] = []
    public var doors: [DoorPlan] = []
    public var handlers: [HandlerPlan] = []
    /// Handlers that several fleets share.
    public var splits: [SplitPlan] = []
    public var functions: [FunctionPlan] = []
    public var services: [ServicePlan] = []
    public var workflows: [WorkflowPlan] = []
    public var backends: [BackendPlan] = []
    public var channels: [ChannelPlan] = []
    public var incidents: [IncidentPlan] = []
    /// Pools of concurrency shared by the functions of an account in a region.
    public var accounts: [AccountPlan] = []
    public var program = Program()
    /// Width of the buckets of every time series.
    public var bucketWidth = SimulationDuration.seconds(900)
    public var caps = RunCaps()

    public init() {}
}

/// A use of chance: a distribution and the name of the stream it draws from.
///
/// The same name in another deployment gives the same draws for the same request: common random numbers.
public struct Draw: Sendable, Hashable {
    public var distribution: Distribution
    public var stream: String

    public init(_ distribution: Distribution, stream: String) {
        self.distribution = distribution
        self.stream = stream
    }
}

/// A stream of requests: when they come, where they go and what their sender does when no answer comes.
public struct SourcePlan: Sendable {
    public var name: String
    public var arrivals: ArrivalProcess
    /// Shares sum to 1; a request picks its route by chance.
    public var routes: [RoutePlan]
    /// Bytes of the request body and headers.
    public var requestBytes: Draw?
    /// How long the sender waits for one attempt; nil waits for ever.
    public var timeout: SimulationDuration?
    public var retry: RetryPlan
    /// Requests sent over one connection before it closes: drives load-balancer units.
    public var requestsPerConnection: Double

    public init(name: String, arrivals: ArrivalProcess, routes: [RoutePlan], requestBytes: Draw? = nil,
                timeout: SimulationDuration? = nil, retry: RetryPlan = .never, requestsPerConnection: Double = 1) {
        self.name = name
        self.arrivals = arrivals
        self.routes = routes
        self.requestBytes = requestBytes
        self.timeout = timeout
        self.retry = retry
        self.requestsPerConnection = requestsPerConnection
    }
}

/// Where a share of a source's requests goes.
public struct RoutePlan: Sendable, Hashable {
    /// Index of the door it enters by; nil calls the handler directly.
    public var door: Int?
    public var handler: Int
    public var share: Double

    public init(door: Int?, handler: Int, share: Double) {
        self.door = door
        self.handler = handler
        self.share = share
    }
}

/// A handler's code and the fleet that runs it.
public struct HandlerPlan: Sendable {
    public var name: String
    public var fleet: FleetReference
    /// Index of its first instruction in the program.
    public var entry: Int
    /// True when branches of it can compute at the same time, so that they share the instance's cores.
    public var computesInParallel: Bool
    /// Whether its executions are followed from start to end, whoever asks for them.
    public var isFollowed = false
    /// Index of the split that decides which fleet does its work; nil for its own.
    public var split: Int?
    /// For a member of a split, the handler that is asked for.
    public var standsFor: Int?
    /// Whether it is a state machine, wherever it runs.
    public var isWorkflow: Bool

    public init(name: String, fleet: FleetReference, entry: Int, computesInParallel: Bool = false,
                isWorkflow: Bool = false) {
        self.name = name
        self.fleet = fleet
        self.entry = entry
        self.computesInParallel = computesInParallel
        self.isWorkflow = isWorkflow
    }
}

/// Which fleet, of which kind.
public enum FleetReference: Sendable, Hashable {
    case function(Int)
    case service(Int)
    case workflow(Int)

    /// Functions and state machines are invoked by an interface of the provider's, services where they run.
    public var isOutsideNetwork: Bool {
        if case .service = self { false } else { true }
    }
}

/// A pool of function concurrency that several functions draw from.
public struct AccountPlan: Sendable {
    public var name: String
    /// Environments at once, reserved ones included; nil is unlimited.
    public var concurrency: Int?
    /// Requests a second allowed per unit of concurrency (10 on AWS Lambda); nil sets no such limit.
    public var requestRateFactor: Double?

    public init(name: String, concurrency: Int?, requestRateFactor: Double? = nil) {
        self.name = name
        self.concurrency = concurrency
        self.requestRateFactor = requestRateFactor
    }
}

/// What ends a run that would not end well.
public struct RunCaps: Sendable, Hashable {
    /// Requests in flight at once (each costs some 200 bytes).
    public var inFlight = 2_000_000
    /// Instances of one fleet at once.
    public var instances = 200_000
    /// Messages kept by all channels at once. Each costs some 130 bytes with the queues that hold it, and twice that
    /// while tables grow.
    public var messages = 2_000_000

    public init() {}
}
