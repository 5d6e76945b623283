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

    /// The role of the parts that it can run.
    public var role: PartRole {
        switch self {
        case .lambda, .fargate, .pool: .handler
        case .httpAPI, .restAPI, .functionURL, .alb, .direct: .door
        case .dynamoDB, .rds, .elastiCache, .s3, .external: .backend
        }
    }

    /// Whether it is the same everywhere and nobody bills it.
    public var needsNoProvider: Bool { self == .pool || self == .direct || self == .external }

    /// Whether it answers CORS preflights from its own configuration. A load balancer has none, and where nothing
    /// stands between there is nobody else: the handler answers (API Gateway Developer Guide, http-api-cors; AWS
    /// Lambda Developer Guide, urls-configuration; ELB User Guide has no such setting).
    var answersPreflights: Bool {
        switch self {
        case .httpAPI, .restAPI, .functionURL: true
        case .alb, .direct: false
        case .lambda, .fargate, .pool, .dynamoDB, .rds, .elastiCache, .s3, .external: false
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
        case .lambda, .fargate, .pool, .httpAPI, .restAPI, .functionURL, .alb, .direct: []
        }
    }
}

/// The role of a part of an application.
public enum PartRole: String, Sendable, CaseIterable {
    case handler, door, backend

    /// The key under `place` that places all parts of the role.
    public var groupKey: String { rawValue + "s" }
}

extension Provider {
    /// What a handler or door becomes when nothing places it.
    func naturalProduct(for role: PartRole, kind: BackendKind? = nil) -> Product {
        switch self {
        case .aws:
            switch role {
            case .handler: .lambda
            case .door: .httpAPI
            case .backend: Self.naturalAmazonProduct(for: kind ?? .external)
            }
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
