// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// What carries messages between parts of the application, in neutral terms.
public struct Channel: Sendable {
    public var name: String
    public var kind: ChannelKind
    /// The table or object store whose changes it carries.
    public var source: Reference?
    public var key: KeyPlan?
    /// Bytes of a message that a feed or a schedule makes.
    public var messageBytes: Draw?
    public var poisonShare: Double
    public var duplicateShare: Double
    /// How long it keeps a message; nil leaves that to the product.
    public var keeps: SimulationDuration?
    /// When a schedule fires: seconds of the week, or an interval.
    public var schedule: ChannelSchedule?
    public var subscribers: [Subscriber]
    public var place: SourcePlace
}

public enum ChannelKind: String, Sendable, CaseIterable {
    case queue
    case orderedQueue = "ordered-queue"
    case stream
    case changeStream = "change-stream"
    case topic, bus
    case objectNotification = "object-notification"
    case schedule

    /// Whether subscribers take its messages themselves.
    var isPolled: Bool {
        switch self {
        case .queue, .orderedQueue, .stream, .changeStream: true
        case .topic, .bus, .objectNotification, .schedule: false
        }
    }

    /// The kind of backend whose changes it carries.
    var sourceKind: BackendKind? {
        switch self {
        case .changeStream: .table
        case .objectNotification: .objectStore
        case .queue, .orderedQueue, .stream, .topic, .bus, .schedule: nil
        }
    }
}

/// When a schedule fires.
public enum ChannelSchedule: Sendable, Hashable {
    case every(SimulationDuration)
    /// Seconds since Monday 00:00 local time, and how far that is ahead of UTC (seconds).
    case weekly([Double], zone: Double)
}

/// One who gets a channel's messages: a handler, a workflow or another channel.
public struct Subscriber: Sendable {
    public var target: Reference
    /// Share of the messages that pass its filter.
    public var filterShare: Double
    public var options: DeliveryOptions
}

/// How messages are handed over. What is nil is left to the product.
public struct DeliveryOptions: Sendable {
    public var batch: Int?
    public var window: SimulationDuration?
    /// Deliveries after which a message is dead, the first included; nil inside tries for ever.
    public var attempts: Int??
    public var maximumAge: SimulationDuration??
    public var delay: SimulationDuration?
    public var visibility: SimulationDuration?
    public var atOnce: Int?
    public var bisects: Bool?
    public var reportsFailures: Bool?
    public var failedTo: Reference?
    public var succeededTo: Reference?

    public init() {}

    /// Every key that they can be said with.
    static let keys = [
        "batch", "window", "attempts", "max-age", "delay", "visibility", "at-once", "bisect", "reports-failures",
        "failed-to", "succeeded-to",
    ]

    /// The keys that they say something about.
    var said: Set<String> {
        var keys: Set<String> = []
        if batch != nil { keys.insert("batch") }
        if window != nil { keys.insert("window") }
        if attempts != nil { keys.insert("attempts") }
        if maximumAge != nil { keys.insert("max-age") }
        if visibility != nil { keys.insert("visibility") }
        return keys
    }

    /// These options where they say something, and those of `other` where they do not.
    func over(_ other: DeliveryOptions) -> DeliveryOptions {
        var result = other
        if let batch { result.batch = batch }
        if let window { result.window = window }
        if let attempts { result.attempts = attempts }
        if let maximumAge { result.maximumAge = maximumAge }
        if let delay { result.delay = delay }
        if let visibility { result.visibility = visibility }
        if let atOnce { result.atOnce = atOnce }
        if let bisects { result.bisects = bisects }
        if let reportsFailures { result.reportsFailures = reportsFailures }
        if let failedTo { result.failedTo = failedTo }
        if let succeededTo { result.succeededTo = succeededTo }
        return result
    }
}
