// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// A channel as a product.
public struct ChannelPlacement: Sendable {
    public var channel: String
    public var settings: ChannelSettings
    public var provider: Provider?
    public var region: Region?
    public var product: PlacedProduct
    var payload = PayloadLimits()
}

/// How a product carries messages, whoever subscribes.
public struct ChannelSettings: Sendable {
    public var style: DeliveryStyle
    /// What a publish call takes, and from then until a message can be delivered (seconds).
    public var publishLatency: Distribution
    public var latency: Distribution
    /// What a publish call does that says nothing of its own.
    public var retry: RetryPlan
    public var ingress: IngressPlan?
    public var retention: SimulationDuration?
    /// Pollers of a function that are paid for by the hour.
    public var paidPollers: Int?
    /// What the product does where nothing else is said.
    public var options: DeliveryOptions
    /// What the placement says, whatever the channel says.
    public var overrides: DeliveryOptions

    public init(style: DeliveryStyle) {
        self.style = style
        publishLatency = .constant(0)
        latency = .constant(0)
        retry = .never
        options = DeliveryOptions()
        overrides = DeliveryOptions()
    }

    func options(for subscriber: Subscriber) -> DeliveryOptions { overrides.over(subscriber.options.over(options)) }
}

/// Who takes the initiative, with what only that way has.
public enum DeliveryStyle: Sendable {
    /// Delays after failures of a function, and of anything else.
    case push(functionDelays: [SimulationDuration], otherDelays: [SimulationDuration])
    /// Pollers of functions; messages that each task of a service works on at once.
    case poll(pollers: PollerPlan, workers: Int, throttlePause: SimulationDuration, inFlight: Int?)
    /// `mixes`: whether a batch may hold several of them.
    case lanes(count: Int, rest: SimulationDuration, restCap: SimulationDuration, mixes: Bool = false)

    /// At once and never again.
    static let direct = DeliveryStyle.push(functionDelays: [], otherDelays: [])
}

/// What decides the price of a stream beside its meters.
public struct StreamPlacement: Sendable, Hashable {
    public var shards: Int
    /// Hours that a record is kept.
    public var retentionHours: Double
    public var hasEnhancedFanOut: Bool

    public init(shards: Int, retentionHours: Double, hasEnhancedFanOut: Bool) {
        self.shards = shards
        self.retentionHours = retentionHours
        self.hasEnhancedFanOut = hasEnhancedFanOut
    }
}
