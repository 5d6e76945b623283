// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a part of an application can be placed on.
public enum Product: String, Sendable, CaseIterable {
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

    /// The roles of the parts that it can run.
    public var roles: Set<PartRole> {
        switch self {
        case .lambda: [.handler]
        // A worker in a container can do what a state machine says.
        case .fargate, .pool: [.handler, .workflow]
        case .httpAPI, .restAPI, .functionURL, .alb, .direct: [.door]
        case .dynamoDB, .rds, .elastiCache, .s3, .external: [.backend]
        case .sqs, .sqsFIFO, .kinesis, .kinesisOnDemand, .dynamoDBStreams, .msk, .sns, .eventBridge,
            .s3Notifications, .scheduler, .lambdaAsync, .broker: [.channel]
        case .stepFunctions, .stepFunctionsExpress: [.workflow]
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
        default: []
        }
    }

    /// Whether it is the same everywhere and nobody bills it.
    public var needsNoProvider: Bool { [.pool, .direct, .external, .broker].contains(self) }

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
        case .external: Set(BackendKind.allCases)
        default: []
        }
    }
}

/// What kind of backend or channel a part is.
public enum PartKind: Sendable, Hashable {
    case backend(BackendKind)
    case channel(ChannelKind)

    var name: String {
        switch self {
        case .backend(let kind): kind.rawValue
        case .channel(let kind): kind.rawValue
        }
    }
}

extension Product {
    /// Whether it can be a part of this role and kind.
    func carries(_ role: PartRole, _ kind: PartKind?) -> Bool {
        guard roles.contains(role) else { return false }
        return switch kind {
        case .backend(let kind): kinds.contains(kind)
        case .channel(let kind): channelKinds.contains(kind)
        case nil: true
        }
    }
}

/// The role of a part of an application.
public enum PartRole: String, Sendable, CaseIterable {
    case handler, door, backend, channel, workflow

    /// The key under `place` that places all parts of the role.
    public var groupKey: String { rawValue + "s" }
}

extension Provider {
    /// What a handler or door becomes when nothing places it.
    func naturalProduct(for role: PartRole, kind: PartKind? = nil) -> Product {
        switch self {
        case .aws:
            switch (role, kind) {
            case (.handler, _): .lambda
            case (.door, _): .httpAPI
            case (.workflow, _): .stepFunctions
            case (.channel, .channel(let kind)): Self.naturalAmazonProduct(for: kind)
            case (.channel, _): .sqs
            case (.backend, .backend(let kind)): Self.naturalAmazonProduct(for: kind)
            case (.backend, _): .external
            }
        }
    }

    private static func naturalAmazonProduct(for kind: ChannelKind) -> Product {
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

    private static func naturalAmazonProduct(for kind: BackendKind) -> Product {
        switch kind {
        case .table: .dynamoDB
        case .relational: .rds
        case .cache: .elastiCache
        case .objectStore: .s3
        case .external: .external
        }
    }
}
