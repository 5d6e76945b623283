// SPDX-License-Identifier: GPL-3.0-or-later

extension ProductModel {
    /// For people, of products that have a model of their own; others have their titles in platform files.
    var title: String {
        switch self {
        case .lambda: "AWS Lambda"
        case .fargate: "ECS services on AWS Fargate"
        case .pool: "Servers of one's own"
        case .httpAPI: "API Gateway, HTTP API"
        case .restAPI: "API Gateway, REST API"
        case .functionURL: "The address that a Lambda function has of its own"
        case .alb: "Application Load Balancer"
        case .direct: "Nothing stands between"
        case .dynamoDB: "DynamoDB"
        case .rds: "RDS, PostgreSQL or MySQL"
        case .elastiCache: "ElastiCache"
        case .s3: "S3, Standard"
        case .external: "Something of somebody else's"
        case .sqs: "SQS, standard"
        case .sqsFIFO: "SQS FIFO"
        case .kinesis: "Kinesis Data Streams, provisioned"
        case .kinesisOnDemand: "Kinesis Data Streams, on demand"
        case .dynamoDBStreams: "DynamoDB Streams"
        case .msk: "Managed Streaming for Apache Kafka"
        case .sns: "SNS"
        case .eventBridge: "EventBridge"
        case .s3Notifications: "S3 Event Notifications"
        case .scheduler: "EventBridge Scheduler"
        case .lambdaAsync: "Asynchronous invocations of Lambda"
        case .broker: "A broker of one's own"
        case .stepFunctions: "Step Functions, Standard"
        case .stepFunctionsExpress: "Step Functions, Express"
        case .instances, .gateway, .store, .mailbox, .log, .push, .machine: rawValue
        }
    }
}
