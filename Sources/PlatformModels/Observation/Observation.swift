// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel

/// What one run observed: counts and integrals, no prices, no estimates.
///
/// Arrays follow the order of the plan. Everything that is billed is an integer.
public struct Observation: Sendable {
    /// The length of the observed stretch, after any warm-up.
    public var window: SimulationDuration
    public var sources: [SourceObservation]
    /// One for each (source, route), in that order.
    public var flows: [FlowObservation]
    public var doors: [DoorObservation]
    public var functions: [FunctionObservation]
    public var services: [ServiceObservation]
    public var workflows: [WorkflowObservation] = []
    /// One for each handler of the plan; empty of those that are not followed.
    public var operations: [OperationObservation] = []
    public var backends: [BackendObservation]
    public var channels: [ChannelObservation] = []
    /// One for each call of the program, in its order.
    public var calls: [CallObservation] = []
    /// One for each suppression of the program: what it passed over.
    public var suppressed: [UInt64] = []
    /// Concurrency of each account's pool.
    public var accounts: [LevelSummary]
    public var events: UInt64
    public var invocations: UInt64
    /// Why the run stopped before its end, if it did.
    public var stop: StopReason?
    /// Balances that do not hold: bugs of ours. Empty in a sound run.
    public var violations: [Violation]
}

/// Why a run could not reach its end.
public enum StopReason: Sendable, Hashable {
    /// More requests were in flight than the cap allows: work comes in faster than it is done.
    case inFlightCap(Int)
    /// A fleet needed more instances than the cap allows.
    case instanceCap(fleet: String, Int)
    /// Channels kept more messages than the cap allows; the one named has the longest backlog.
    case backlogCap(channel: String, Int)
}

/// A law of conservation that a run broke.
public struct Violation: Sendable, Hashable {
    public var what: String
    public var expected: Double
    public var found: Double
}

/// What a source's requests met, over all its routes.
public struct SourceObservation: Sendable {
    public var name: String
    public var inFlightAtStart: UInt64 = 0
    public var inFlightAtEnd: UInt64 = 0
    /// Instants at which requests came, several at once counted once, and those of which one was refused at once.
    public var batches: UInt64 = 0
    public var batchesPartlyRefused: UInt64 = 0
    /// Delays before retries, by number of the retry from 1 (seconds); the last entry takes all later ones.
    public var retryDelays: [RunningMoments] = []
    /// Delays that were cut to the cap, by number of the retry.
    public var retryDelaysAtCap: [UInt64] = []
    /// In flight, at the end of each bucket.
    public var inFlightSeries: [UInt64] = []
}

/// What became of the requests of one source on one route.
public struct FlowObservation: Sendable {
    public var source: Int
    /// Index of the handler.
    public var handler: Int
    public var door: Int?
    public var offered: UInt64 = 0
    public var attempts: UInt64 = 0
    /// Final outcomes. offered + in flight at the start = the sum of these + in flight at the end.
    public var answered: UInt64 = 0
    public var refused: UInt64 = 0
    public var failed: UInt64 = 0
    public var timedOut: UInt64 = 0
    /// Attempts that a limit refused, retried or not.
    public var throttledAttempts: UInt64 = 0
    /// Those of them that were not the first of their request.
    public var throttledRetries: UInt64 = 0
    /// From when the sender wanted the answer until it came, retries included (ns); answered requests only.
    public var warmLatency = LogHistogram()
    /// The same for requests whose answer waited for a cold start.
    public var coldLatency = LogHistogram()
    /// Requests without an outcome, by the time that their sender has waited.
    public var unfinished = Unfinished()
    public var bytesIn: UInt64 = 0
    public var bytesOut: UInt64 = 0

    public var latency: LogHistogram { warmLatency.merging(coldLatency) }
}

/// What a door passed, refused and answered itself.
public struct DoorObservation: Sendable {
    public var name: String
    public var requests: UInt64 = 0
    public var preflights: UInt64 = 0
    public var throttled: UInt64 = 0
    public var cacheHits: UInt64 = 0
    public var authorizerHits: UInt64 = 0
    public var authorizerCalls: UInt64 = 0
    public var timeouts: UInt64 = 0
    /// Requests of at most 512 KB count 1, larger ones one for each started 512 KB (HTTP API).
    public var units: UInt64 = 0
    public var bytesIn: UInt64 = 0
    public var bytesOut: UInt64 = 0
    /// Hour by hour, for load-balancer units. Connections are in millionths.
    public var hourlyRequests: [UInt64] = []
    public var hourlyBytes: [UInt64] = []
    public var hourlyConnections: [UInt64] = []
}

/// What a function's fleet did.
public struct FunctionObservation: Sendable {
    public var name: String
    public var invocations: UInt64 = 0
    public var coldStarts: UInt64 = 0
    public var proactiveStarts: UInt64 = 0
    public var expirations: UInt64 = 0
    public var throttles = ThrottleCounts()
    public var timeouts: UInt64 = 0
    public var errors: UInt64 = 0
    /// Calls served by provisioned instances.
    public var provisionedInvocations: UInt64 = 0
    /// Billed nanoseconds, rounded call by call: on demand, and by provisioned instances.
    public var billedOnDemand: UInt128 = 0
    public var billedProvisioned: UInt128 = 0
    /// The part of the above that is initialisation (ns).
    public var billedInitialisation: UInt128 = 0
    /// Provisioned instances × nanoseconds.
    public var provisionedTime: UInt128 = 0
    /// Waits of requests that had to wait for an instance: cold starts and queueing (ns); `unwaited` had none.
    public var waits = LogHistogram()
    public var unwaited: UInt64 = 0
    /// Handler durations (ns), billed or not, without initialisation.
    public var durations = DurationSum()
    /// Invocations that ended after their caller had left, with their whole durations (ns).
    public var unawaited = DurationSum()
    public var busy = LevelSummary.empty
    public var provisionedBusy = LevelSummary.empty
    /// Busy instances on demand beside provisioned ones; empty for a function without those, where `busy` says it.
    public var spilledBusy = LevelSummary.empty
    /// All live instances, busy or idle.
    public var instances = LevelSummary.empty
    /// Lives of instances that ended (ns).
    public var lifetimes = DurationSum()
    public var queue = LevelSummary.empty
    /// Bytes moved, in both directions, by calls of backends outside the fleet's own network, and those of messages and
    /// invocations that it sends there: what a NAT gateway carries if there is one.
    public var bytesOutside: UInt64 = 0
}

/// A count of durations with their exact sum (ns).
public struct DurationSum: Sendable, Equatable {
    public var count: UInt64 = 0
    public var sum: UInt128 = 0

    public var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

    @inline(__always)
    mutating func add(_ duration: SimulationDuration) {
        count &+= 1
        sum &+= UInt128(UInt64(bitPattern: duration.nanoseconds))
    }
}

/// The limit that turned a request away from a function.
public enum ThrottleReason: String, Sendable, CaseIterable {
    case account, reserved, provisioned
    case scaleOut = "scale-out"
    case requestRate = "request-rate"
    case maximumInstances = "maximum-instances"
    case queueFull = "queue-full"
    case impatient
}

/// Refusals by the limit that caused them.
public struct ThrottleCounts: Sendable, Equatable {
    public var account: UInt64 = 0
    public var reserved: UInt64 = 0
    public var provisioned: UInt64 = 0
    public var scaleOut: UInt64 = 0
    public var requestRate: UInt64 = 0
    public var maximumInstances: UInt64 = 0
    public var queueFull: UInt64 = 0
    /// Gave up waiting in the queue.
    public var impatient: UInt64 = 0

    mutating func count(_ reason: ThrottleReason) {
        switch reason {
        case .account: account += 1
        case .reserved: reserved += 1
        case .provisioned: provisioned += 1
        case .scaleOut: scaleOut += 1
        case .requestRate: requestRate += 1
        case .maximumInstances: maximumInstances += 1
        case .queueFull: queueFull += 1
        case .impatient: impatient += 1
        }
    }

    public var total: UInt64 {
        account + reserved + provisioned + scaleOut + requestRate + maximumInstances + queueFull + impatient
    }
}

/// What a backend was asked and did.
public struct BackendObservation: Sendable {
    public var name: String
    public var calls: UInt64 = 0
    public var refused: UInt64 = 0
    public var timeouts: UInt64 = 0
    public var retries: UInt64 = 0
    /// Calls that were let through, by what they do.
    public var reads: UInt64 = 0
    public var writes: UInt64 = 0
    public var deletes: UInt64 = 0
    public var others: UInt64 = 0
    /// Conditional writes that found their key changed, and calls that an incident let fail.
    public var conflicts: UInt64 = 0
    public var failures: UInt64 = 0
    /// Reads of what a projection makes of messages, and those of them that came while their key had a message that was
    /// not processed yet.
    public var projectedReads: UInt64 = 0
    public var staleReads: UInt64 = 0
    /// Half read units (an eventually consistent read of 4 KB is one half) and write units.
    public var halfReadUnits: UInt64 = 0
    public var writeUnits: UInt64 = 0
    public var bytes: UInt64 = 0
    public var bytesWritten: UInt64 = 0
    public var waits = LogHistogram()
    /// From call to answer, waiting included (ns), of calls that were served.
    public var latency = LogHistogram()
    public var inService = LevelSummary.empty
    public var queue = LevelSummary.empty
    public var connections = LevelSummary.empty
    /// Times between consecutive completions (s).
    public var interdepartures = RunningMoments()
}
