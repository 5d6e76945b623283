// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What a backend was asked and did. Counts are of a billed month.
public struct BackendResult: Sendable, Equatable {
    public var name: String
    public var calls: Estimate
    public var refusedShare: ShareEstimate
    public var timeouts: Estimate
    public var retries: Estimate
    public var readUnits: Estimate
    public var writeUnits: Estimate
    /// Of served calls, waiting included.
    public var latency: LatencySummary
    public var inService: LevelResult
    public var queue: LevelResult
    public var connections: LevelResult
    /// Of the reads of what a projection makes, those that came before the last message of their key was processed;
    /// nil for what is no projection.
    public var staleShare: ShareEstimate?

    public init(name: String, calls: Estimate, refusedShare: ShareEstimate, timeouts: Estimate, retries: Estimate,
                readUnits: Estimate, writeUnits: Estimate, latency: LatencySummary, inService: LevelResult,
                queue: LevelResult, connections: LevelResult) {
        self.name = name
        self.calls = calls
        self.refusedShare = refusedShare
        self.timeouts = timeouts
        self.retries = retries
        self.readUnits = readUnits
        self.writeUnits = writeUnits
        self.latency = latency
        self.inService = inService
        self.queue = queue
        self.connections = connections
    }
}

/// What a door passed, refused and answered itself. Counts are of a billed month.
public struct DoorResult: Sendable, Equatable {
    public var name: String
    public var requests: Estimate
    public var preflights: Estimate
    public var throttledShare: ShareEstimate
    public var cacheHitShare: ShareEstimate?
    public var authorizerCalls: Estimate
    public var timeouts: Estimate
    public var bytesIn: Estimate
    public var bytesOut: Estimate

    public init(name: String, requests: Estimate, preflights: Estimate, throttledShare: ShareEstimate,
                cacheHitShare: ShareEstimate?, authorizerCalls: Estimate, timeouts: Estimate,
                bytesIn: Estimate, bytesOut: Estimate) {
        self.name = name
        self.requests = requests
        self.preflights = preflights
        self.throttledShare = throttledShare
        self.cacheHitShare = cacheHitShare
        self.authorizerCalls = authorizerCalls
        self.timeouts = timeouts
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
    }
}

/// Something over time, for a chart.
public struct ChartSeries: Sendable, Equatable {
    /// Name of the fleet, account, source, backend or subscription.
    public var subject: String
    public var quantity: ChartQuantity
    /// Seconds.
    public var bucketWidth: Double
    /// What it may not exceed; nil without a limit.
    public var limit: ChartLimit?
    public var segments: [ChartSegment]

    public init(subject: String, quantity: ChartQuantity, bucketWidth: Double, limit: ChartLimit?,
                segments: [ChartSegment]) {
        self.subject = subject
        self.quantity = quantity
        self.bucketWidth = bucketWidth
        self.limit = limit
        self.segments = segments
    }
}

public enum ChartQuantity: String, Sendable, Hashable, CaseIterable {
    /// Requests running in a fleet at once.
    case concurrency
    /// Live instances of a function.
    case instances
    /// Tasks of a container service that can serve.
    case tasks
    /// Concurrency taken out of an account's pool.
    case accountConcurrency = "account-concurrency"
    case queue
    /// Messages that nobody has processed yet.
    case backlog
    /// Requests of a source without an outcome.
    case inFlight = "in-flight"
    case connections
}

public struct ChartLimit: Sendable, Hashable {
    public var name: String
    public var value: Double

    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }
}

/// One stretch of a series.
public struct ChartSegment: Sendable, Equatable {
    /// Label of the stretch; empty where it is the whole period.
    public var label: String
    /// Seconds from the start of the period to its first bucket.
    public var start: Double
    /// Mean of each bucket, averaged over the replications.
    public var means: [Double]
    /// Largest value of each bucket in any replication.
    public var peaks: [Double]

    public init(label: String, start: Double, means: [Double], peaks: [Double]) {
        self.label = label
        self.start = start
        self.means = means
        self.peaks = peaks
    }
}
