// SPDX-License-Identifier: GPL-3.0-or-later

/// The services that Step Functions integrates by itself, by their names in a resource.
///
/// Source: AWS Step Functions Developer Guide, "Integrating optimized services with Step Functions" (2026): services
/// and their patterns. Lambda and nested executions are cases of `TaskResource` of their own.
public enum Service: String, CaseIterable, Hashable, Sendable {
    case apiGateway = "apigateway"
    case athena
    case batch
    case bedrock
    case codeBuild = "codebuild"
    case dynamoDB = "dynamodb"
    case ecs
    case eks
    case emr = "elasticmapreduce"
    case emrContainers = "emr-containers"
    case emrServerless = "emr-serverless"
    case events
    case glue
    case dataBrew = "databrew"
    case http
    case mediaConvert = "mediaconvert"
    case s3
    case sageMaker = "sagemaker"
    case sns
    case sqs

    /// The patterns beside request and response.
    var patterns: Set<IntegrationPattern> {
        switch self {
        case .athena, .batch, .codeBuild, .emr, .emrContainers, .emrServerless, .glue, .dataBrew, .mediaConvert,
            .sageMaker:
            [.runJob]
        case .bedrock, .ecs, .eks: [.runJob, .waitForTaskToken]
        case .apiGateway, .events, .sns, .sqs: [.waitForTaskToken]
        case .dynamoDB, .http, .s3: []
        }
    }

    /// The actions that exist; nil where not all of them are known here.
    var actions: [String]? {
        switch self {
        case .apiGateway, .http: ["invoke"]
        case .athena: ["startQueryExecution", "stopQueryExecution", "getQueryExecution", "getQueryResults"]
        case .batch: ["submitJob"]
        case .bedrock: ["invokeModel", "createModelCustomizationJob"]
        case .codeBuild: ["startBuild", "stopBuild", "batchDeleteBuilds", "batchGetReports", "startBuildBatch"]
        case .dynamoDB: ["getItem", "putItem", "updateItem", "deleteItem"]
        case .ecs: ["runTask"]
        case .events: ["putEvents"]
        case .glue: ["startJobRun"]
        case .dataBrew: ["startJobRun"]
        case .mediaConvert: ["createJob"]
        case .sns: ["publish"]
        case .sqs: ["sendMessage"]
        case .eks, .emr, .emrContainers, .emrServerless, .s3, .sageMaker: nil
        }
    }
}
