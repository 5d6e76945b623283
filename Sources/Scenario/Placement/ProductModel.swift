// SPDX-License-Identifier: GPL-3.0-or-later

/// How a product behaves and what can be said of it. Products of one model differ by data alone.
public enum ProductModel: String, Sendable, CaseIterable {
    case lambda, fargate, pool
    case httpAPI = "http-api"
    case restAPI = "rest-api"
    case functionURL = "function-url"
    case alb, direct
    case dynamoDB = "dynamodb"
    case rds
    case elastiCache = "elasticache"
    case s3, external
    case sqs
    case sqsFIFO = "sqs-fifo"
    case kinesis
    case kinesisOnDemand = "kinesis-on-demand"
    case dynamoDBStreams = "dynamodb-streams"
    case msk, sns
    case eventBridge = "eventbridge"
    case s3Notifications = "s3-notifications"
    case scheduler = "eventbridge-scheduler"
    case lambdaAsync = "lambda-async"
    case broker
    case stepFunctions = "step-functions"
    case stepFunctionsExpress = "step-functions-express"

    // Models that any provider's products can be of: they come with the platform files.
    /// A fleet of instances with requests side by side, however it scales and is billed.
    case instances
    /// A door.
    case gateway
    /// A backend.
    case store
    /// A queue that consumers or its own pollers read.
    case mailbox
    /// A log in lanes, each read in order.
    case log
    /// Messages pushed to each subscriber.
    case push
    /// A service that runs state machines.
    case machine

    /// The roles of the parts that it can run.
    public var roles: Set<PartRole> {
        switch self {
        case .lambda: [.handler]
        // A worker in a container can do what a state machine says.
        case .fargate, .pool, .instances: [.handler, .workflow]
        case .httpAPI, .restAPI, .functionURL, .alb, .direct, .gateway: [.door]
        case .dynamoDB, .rds, .elastiCache, .s3, .external, .store: [.backend]
        case .sqs, .sqsFIFO, .kinesis, .kinesisOnDemand, .dynamoDBStreams, .msk, .sns, .eventBridge,
            .s3Notifications, .scheduler, .lambdaAsync, .broker, .mailbox, .log, .push: [.channel]
        case .stepFunctions, .stepFunctionsExpress, .machine: [.workflow]
        }
    }

    /// The kinds of channel that it can be; empty for what is no channel.
    public var channelKinds: Set<ChannelKind> {
        switch self {
        case .sqs: [.queue]
        case .sqsFIFO: [.orderedQueue]
        case .kinesis, .kinesisOnDemand, .msk: [.stream]
        case .dynamoDBStreams: [.changeStream]
        case .sns: [.topic]
        case .eventBridge: [.bus, .topic]
        case .s3Notifications: [.objectNotification]
        case .scheduler: [.schedule]
        case .broker: Set(ChannelKind.allCases)
        case .mailbox: [.queue]
        case .log: [.stream, .orderedQueue, .changeStream]
        case .push: [.topic, .bus, .objectNotification, .schedule, .queue]
        default: []
        }
    }

    /// Whether it is the same everywhere and nobody bills it.
    public var needsNoProvider: Bool { [.pool, .direct, .external, .broker].contains(self) }

    /// Of channels, whether who publishes to it and polls it reaches it by an interface on the internet. What one's own
    /// servers run, and the brokers of Kafka, stand inside.
    var isOutsideNetwork: Bool { ![.broker, .msk].contains(self) }

    /// Whether it answers CORS preflights from its own configuration. A load balancer has none, and where nothing
    /// stands between there is nobody else: the handler answers (API Gateway Developer Guide, http-api-cors; AWS
    /// Lambda Developer Guide, urls-configuration; ELB User Guide has no such setting).
    var answersPreflights: Bool {
        switch self {
        case .httpAPI, .restAPI, .functionURL: true
        default: false
        }
    }

    /// The kinds of backend that it can be; empty for what is no backend.
    public var kinds: Set<BackendKind> {
        switch self {
        case .dynamoDB: [.table]
        case .rds: [.relational, .table]
        case .elastiCache: [.cache]
        case .s3: [.objectStore]
        case .external, .store: Set(BackendKind.allCases)
        default: []
        }
    }
}

extension ProductModel {
    /// What AWS has for a part that nothing places; nil for none.
    static func naturalOnAmazon(for role: PartRole, kind: PartKind?) -> ProductModel {
        switch (role, kind) {
        case (.handler, _): .lambda
        case (.door, _): .httpAPI
        case (.workflow, _): .stepFunctions
        case (.channel, .channel(let kind)): natural(for: kind)
        case (.channel, _): .sqs
        case (.backend, .backend(let kind)): natural(for: kind)
        case (.backend, _): .external
        }
    }

    private static func natural(for kind: ChannelKind) -> ProductModel {
        switch kind {
        case .queue: .sqs
        case .orderedQueue: .sqsFIFO
        case .stream: .kinesisOnDemand
        case .changeStream: .dynamoDBStreams
        case .topic: .sns
        case .bus: .eventBridge
        case .objectNotification: .s3Notifications
        case .schedule: .scheduler
        }
    }

    private static func natural(for kind: BackendKind) -> ProductModel {
        switch kind {
        case .table: .dynamoDB
        case .relational: .rds
        case .cache: .elastiCache
        case .objectStore: .s3
        case .external: .external
        }
    }
}
