// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// What a function's fleet did. Counts are of a billed month.
public struct FunctionResult: Sendable, Equatable {
    public var name: String
    public var invocations: Estimate
    /// Of the invocations.
    public var coldStartShare: ShareEstimate
    public var provisionedShare: ShareEstimate?
    public var throttles: [ThrottleLine]
    public var timeouts: Estimate
    public var errors: Estimate
    /// Mean duration of an invocation in seconds, without initialisation.
    public var meanDuration: Double?
    /// Mean billed duration of an invocation in seconds, initialisation included where it is billed.
    public var meanBilledDuration: Double?
    public var busy: LevelResult
    public var provisionedBusy: LevelResult
    public var instances: LevelResult
    public var queue: LevelResult
    /// Busy over live instances, over time; nil without instances.
    public var utilisation: Double?
    /// Busy over provisioned ones, over time; nil without provisioning.
    public var provisionedUtilisation: Double?

    public init(name: String, invocations: Estimate, coldStartShare: ShareEstimate, provisionedShare: ShareEstimate?,
                throttles: [ThrottleLine], timeouts: Estimate, errors: Estimate, meanDuration: Double?,
                meanBilledDuration: Double?, busy: LevelResult, provisionedBusy: LevelResult, instances: LevelResult,
                queue: LevelResult, utilisation: Double?, provisionedUtilisation: Double?) {
        self.name = name
        self.invocations = invocations
        self.coldStartShare = coldStartShare
        self.provisionedShare = provisionedShare
        self.throttles = throttles
        self.timeouts = timeouts
        self.errors = errors
        self.meanDuration = meanDuration
        self.meanBilledDuration = meanBilledDuration
        self.busy = busy
        self.provisionedBusy = provisionedBusy
        self.instances = instances
        self.queue = queue
        self.utilisation = utilisation
        self.provisionedUtilisation = provisionedUtilisation
    }
}

/// What a container service did. Counts are of a billed month.
public struct ServiceResult: Sendable, Equatable {
    public var name: String
    public var requests: Estimate
    public var refused: Estimate
    public var impatient: Estimate
    public var errors: Estimate
    public var tasksStarted: Estimate
    public var meanDuration: Double?
    public var tasks: LevelResult
    public var healthyTasks: LevelResult
    public var running: LevelResult
    public var queue: LevelResult
    /// Cores in use over cores of healthy tasks, over time; nil without tasks.
    public var utilisation: Double?

    public init(name: String, requests: Estimate, refused: Estimate, impatient: Estimate, errors: Estimate,
                tasksStarted: Estimate, meanDuration: Double?, tasks: LevelResult, healthyTasks: LevelResult,
                running: LevelResult, queue: LevelResult, utilisation: Double?) {
        self.name = name
        self.requests = requests
        self.refused = refused
        self.impatient = impatient
        self.errors = errors
        self.tasksStarted = tasksStarted
        self.meanDuration = meanDuration
        self.tasks = tasks
        self.healthyTasks = healthyTasks
        self.running = running
        self.queue = queue
        self.utilisation = utilisation
    }
}

/// A number that changes over time.
public struct LevelResult: Sendable, Equatable {
    /// Weighted by time, with its interval over the replications.
    public var mean: Estimate
    /// The largest value of any replication.
    public var peak: Int
    /// Share of the time spent at its limit.
    public var shareOfTimeAtLimit: Double

    public init(mean: Estimate, peak: Int, shareOfTimeAtLimit: Double) {
        self.mean = mean
        self.peak = peak
        self.shareOfTimeAtLimit = shareOfTimeAtLimit
    }
}

/// Refusals by one limit, a billed month.
public struct ThrottleLine: Sendable, Equatable {
    public var limit: ThrottleReason
    public var count: Estimate

    public init(limit: ThrottleReason, count: Estimate) {
        self.limit = limit
        self.count = count
    }
}
