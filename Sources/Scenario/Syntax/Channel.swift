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
    /// Seconds since the start of the run, every week.
    case weekly([Double])
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
