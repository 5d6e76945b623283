// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The meters of AWS that are more than a formula, by the word a sheet writes; those of other providers stand in their
/// price books.
enum UsageForm: String, CaseIterable, Sendable {
    case lambda
    case lambdaProvisioned = "lambda-provisioned"
    case httpAPI = "http-api"
    case restAPI = "rest-api"
    case webSocketAPI = "websocket-api"
    case alb
    case fargate
    case dynamodb
    case rds
    case rdsProxy = "rds-proxy"
    case sqs
    case sns
    case kinesis
    case stepFunctions = "step-functions"
    case expressWorkflow = "express-workflow"
    case logs
    case nat
    case publicIPv4 = "public-ipv4"
    case dataTransferOut = "data-transfer-out"

    /// What the meter under `keys` uses, in prices of the book; nil after a fault was reported.
    func uses(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        switch self {
        case .lambda: Self.lambda(&keys, context)
        case .lambdaProvisioned: Self.lambdaProvisioned(&keys, context)
        case .httpAPI: Self.httpAPI(&keys, context)
        case .restAPI: Self.restAPI(&keys, context)
        case .webSocketAPI: Self.webSocketAPI(&keys, context)
        case .alb: Self.loadBalancer(&keys, context)
        case .fargate: Self.fargate(&keys, context)
        case .dynamodb: Self.table(&keys, context)
        case .rds: Self.database(&keys, context)
        case .rdsProxy: Self.databaseProxy(&keys, context)
        case .sqs: Self.queue(&keys, context)
        case .sns: Self.topic(&keys, context)
        case .kinesis: Self.stream(&keys, context)
        case .stepFunctions: Self.stateMachine(&keys)
        case .expressWorkflow: Self.expressWorkflow(&keys, context)
        case .logs: Self.logs(&keys)
        case .nat: Self.gateway(&keys, context)
        case .publicIPv4: Self.addresses(&keys, context)
        case .dataTransferOut: Self.dataTransferOut(&keys)
        }
    }
}

/// Processor architectures, which have prices of their own.
enum Architecture: String, CaseIterable, Sendable {
    case x86, arm
}
