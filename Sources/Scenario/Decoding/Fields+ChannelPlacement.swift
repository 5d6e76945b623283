// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    /// A channel as the product of its placement. What the placement says comes before what the channel says, and that
    /// before the product's default.
    func channelPlacement(_ placement: PlacementLayers, channel: Channel) -> ChannelPlacement? {
        let stream = "channels.\(channel.name)"
        guard let read = style(placement.product.model, channel: channel) else { return nil }
        var settings = ChannelSettings(style: read.style)
        settings.ingress = read.ingress
        if placement.product.model == .sqs, let field = take("provisioned-pollers") {
            settings.paidPollers = field.count(upTo: 2_000)
            if settings.paidPollers == 1 {
                reading.report(.outOfRange(text: "1", low: "2", high: "2000"), at: field.node)
            }
        }
        settings.publishLatency = take("publish-latency")?.distribution(.duration) ?? .constant(0)
        settings.latency = take("latency")?.distribution(.duration) ?? .constant(0)
        settings.retry = take("retry")?.retry(stream: "\(stream).retry") ?? .never
        settings.retention = channel.keeps
        if channel.keeps == nil || has("keeps") { settings.retention = take("keeps")?.duration() } else { allow(["keeps"]) }
        settings.options = productOptions(channel)
        settings.overrides = Fields(layers, path: path, place: place, reading: reading).deliveryOptions()
        checkBatch(placement.product.model, channel, settings)
        let retention = settings.retention?.seconds ?? 86_400
        let streamChoices = read.shards.map {
            StreamPlacement(
                shards: $0, retentionHours: retention / 3600,
                hasEnhancedFanOut: take("fan-out")?.word(FanOut.self) == .enhanced)
        }
        let product: PlacedProduct = switch placement.product.model {
        case .mailbox, .log, .push: .offered(offered(placement.product))
        default: .channel(placement.product.model, streamChoices)
        }
        finish()
        return ChannelPlacement(
            channel: channel.name, settings: settings, provider: placement.provider, region: placement.region,
            product: product)
    }

    /// What the product does where neither the placement nor the channel says anything.
    private func productOptions(_ channel: Channel) -> DeliveryOptions {
        allow(DeliveryOptions.keys)
        let saidByAll = channel.subscribers.map(\.options.said).reduce(nil) { (all: Set<String>?, said) in
            all?.intersection(said) ?? said
        }
        let unsaid = Fields([], defaults: defaults, path: path, place: place, reading: reading)
        return unsaid.deliveryOptions { !self.has($0) && !(saidByAll ?? []).contains($0) }
    }

    private typealias Style = (style: DeliveryStyle, ingress: IngressPlan?, shards: Int?)

    private func style(_ product: ProductModel, channel: Channel) -> Style? {
        switch product {
        case .sqs: return (poll(), nil, nil)
        case .mailbox: return (poll(), limit(), nil)
        case .sqsFIFO:
            // Every message group is a lane; keys of their own share a stated number of lanes.
            let groups = channel.key?.count ?? take("groups")?.count() ?? 1000
            allow(["groups"])
            let rest = take("visibility")?.duration() ?? .seconds(30)
            return (.lanes(count: groups, rest: rest, restCap: rest, mixes: true), limit(), nil)
        case .kinesis, .kinesisOnDemand, .dynamoDBStreams, .msk, .log: return lanes(product)
        case .broker:
            switch channel.kind {
            case .queue: return (poll(), nil, nil)
            case .orderedQueue, .stream, .changeStream: return lanes(product)
            case .topic, .bus, .objectNotification, .schedule: return (push(), limit(), nil)
            }
        case .sns, .eventBridge, .s3Notifications, .scheduler, .lambdaAsync, .push: return (push(), limit(), nil)
        default: return nil
        }
    }

    private func limit() -> IngressPlan? { take("limit")?.optionalTokenBucket()?.map { .rate($0) } }

    func push() -> DeliveryStyle {
        .push(
            functionDelays: take("delays")?.items()?.compactMap { $0.duration(allowZero: true) } ?? [],
            otherDelays: take("http-delays")?.items()?.compactMap { $0.duration(allowZero: true) } ?? [])
    }

    private func poll() -> DeliveryStyle {
        .poll(
            pollers: take("pollers")?.pollers() ?? .scaled(initial: 5, perMinute: 300, maximum: 1250, shrinksOnFailure: true),
            workers: take("workers")?.count() ?? 10,
            throttlePause: take("throttle-pause")?.duration() ?? .seconds(5),
            inFlight: take("in-flight")?.optionalCount() ?? nil)
    }

    private func lanes(_ product: ProductModel) -> Style {
        // Lambda takes at most ten batches of a shard at once (AWS Lambda Developer Guide, services-kinesis-parameters).
        let shards = take("shards")?.count(upTo: 10_000) ?? 1
        let parallelism = take("parallelism")?.count(upTo: 10) ?? 1
        let style = DeliveryStyle.lanes(
            count: shards * parallelism, rest: take("retry-rest")?.duration() ?? .seconds(1),
            restCap: take("retry-rest-cap")?.duration() ?? .seconds(60))
        guard [.kinesis, .kinesisOnDemand, .log].contains(product) else { return (style, nil, shards) }
        let records = take("shard-records")?.quantity(.rate) ?? 1000
        let bytes = take("shard-bytes")?.bytesPerSecond() ?? 1_048_576
        guard product == .kinesisOnDemand else {
            return (style, .shards(count: shards, records: records, bytes: bytes), shards)
        }
        return (
            style,
            .onDemand(
                initialBytes: Double(shards) * bytes, maximumBytes: take("maximum-bytes")?.bytesPerSecond() ?? 209_715_200,
                records: records, bytes: bytes, shards: shards,
                window: take("growth-window")?.duration() ?? .seconds(900)), shards)
    }

    /// Batches that the platform refuses (AWS Lambda Developer Guide, invocation-eventsourcemapping).
    private func checkBatch(_ product: ProductModel, _ channel: Channel, _ settings: ChannelSettings) {
        for subscriber in channel.subscribers {
            let settled = settings.options(for: subscriber)
            let batch = settled.batch ?? 1
            let most =
                switch product {
                case .sqsFIFO: 10
                case .sqs: (settled.window ?? .zero) >= .seconds(1) ? 10_000 : 10
                default: 10_000
                }
            guard batch > most else { continue }
            reading.report(
                .conflict(
                    "\(product.rawValue) hands over at most \(most) messages at once, not \(batch)"
                        + (product == .sqs && batch <= 10_000 ? ": more than 10 need a window of at least 1 s" : "")),
                at: subscriber.target.place, path: path)
        }
    }
}

/// How consumers share a stream's read capacity.
private enum FanOut: String, CaseIterable {
    case shared, enhanced
}

extension Field {
    /// `{initial: 5, per-minute: 300, maximum: 1250}`, or a count that stays as it is.
    fileprivate func pollers() -> PollerPlan? {
        guard isMapping, let fields = fields() else {
            return count().map { .scaled(initial: $0, perMinute: 0, maximum: $0, shrinksOnFailure: false) }
        }
        let initial = fields.require("initial")?.count()
        let perMinute = fields.require("per-minute")?.count(allowZero: true)
        let maximum = fields.require("maximum")?.count()
        fields.finish()
        guard let initial, let perMinute, let maximum else { return nil }
        return .scaled(initial: initial, perMinute: perMinute, maximum: max(initial, maximum), shrinksOnFailure: true)
    }
}
