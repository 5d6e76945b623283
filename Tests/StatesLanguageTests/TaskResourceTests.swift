// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import StatesLanguage

@Suite struct TaskResourceTests {
    private func resource(_ text: String, _ parameters: String = "{}") throws -> TaskResource {
        let fields = "\"Resource\": \"\(text)\", \"Parameters\": \(parameters), \"End\": true"
        let kind = try state("\"S\": {\"Type\": \"Task\", \(fields)}").kind
        guard case .task(let task) = kind else { throw DefinitionTests.Wrong.kind }
        return task.resource
    }

    @Test(arguments: [
        ("arn:aws:states:::dynamodb:updateItem", .service(.dynamoDB, action: "updateItem", .requestResponse)),
        ("arn:aws:states:::batch:submitJob.sync", .service(.batch, action: "submitJob", .runJob)),
        ("arn:aws:states:::glue:startJobRun.sync", .service(.glue, action: "startJobRun", .runJob)),
        ("arn:aws-cn:states:::events:putEvents", .service(.events, action: "putEvents", .requestResponse)),
        ("arn:aws:states:::http:invoke", .service(.http, action: "invoke", .requestResponse)),
        ("arn:aws:states:::apigateway:invoke.waitForTaskToken",
            .service(.apiGateway, action: "invoke", .waitForTaskToken)),
        ("arn:aws:states:::elasticmapreduce:addStep.sync", .service(.emr, action: "addStep", .runJob)),
        ("arn:aws:states:::bedrock:invokeModel", .service(.bedrock, action: "invokeModel", .requestResponse)),
        ("arn:aws:states:::aws-sdk:s3:getObject", .sdk(service: "s3", action: "getObject", .requestResponse)),
        ("arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken",
            .sdk(service: "sfn", action: "startExecution", .waitForTaskToken)),
        ("arn:aws:states:eu-west-1:1:activity:paint", .activity(name: "paint")),
        ("arn:aws:states:::states:startExecution.sync", .execution(of: nil, .runJob)),
        ("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:pay",
            .function(FunctionReference(name: "pay"), .requestResponse)),
        ("${PayFunctionArn}", .placeholder(name: "PayFunctionArn")),
        ("${PayFunction.Arn}:live",
            .function(
                FunctionReference(name: "PayFunction", qualifier: "live", isPlaceholder: true), .requestResponse)),
        ("ftp://elsewhere", .other("ftp://elsewhere")),
        ("arn:aws:states:::telegraph:send", .other("arn:aws:states:::telegraph:send")),
    ] as [(String, TaskResource)])
    func isClassified(_ text: String, _ expected: TaskResource) throws { #expect(try resource(text) == expected) }

    @Test(arguments: [
        (#"{"FunctionName": "pay"}"#, FunctionReference(name: "pay")),
        (#"{"FunctionName": "pay:7"}"#, FunctionReference(name: "pay", qualifier: "7")),
        (#"{"FunctionName": "1234:function:pay"}"#, FunctionReference(name: "pay")),
        (#"{"FunctionName": "arn:aws:lambda:eu-west-1:1:function:pay:$LATEST"}"#,
            FunctionReference(name: "pay", qualifier: "$LATEST")),
        (#"{"FunctionName": "${Pay}"}"#, FunctionReference(name: "Pay", isPlaceholder: true)),
        (#"{"FunctionName.$": "$.function"}"#, nil),
    ] as [(String, FunctionReference?)])
    func invocationsNameTheirFunction(_ parameters: String, _ expected: FunctionReference?) throws {
        #expect(try resource("arn:aws:states:::lambda:invoke", parameters) == .function(expected, .requestResponse))
        let token = "arn:aws:states:::lambda:invoke.waitForTaskToken"
        #expect(try resource(token, parameters) == .function(expected, .waitForTaskToken))
    }

    @Test(arguments: [
        ("ftp://elsewhere", "ftp://elsewhere"), ("arn:aws:states:::sqs:sendMesage", "sendMessage"),
        ("arn:aws:states:::dynmodb:getItem", "dynamodb"), ("arn:aws:states:::sqs:sendMessage.sync", ".sync"),
        ("arn:aws:states:::lambda:invoke.sync", ".sync"), ("arn:aws:states:::aws-sdk:s3:getObject.sync", ".sync"),
    ])
    func whatIsNotKnownIsAWarning(_ text: String, _ word: String) throws {
        let states = "\"S\": {\"Type\": \"Task\", \"Resource\": \"\(text)\", \"End\": true}"
        let loaded = try StateMachine.load(source(machine(states)))
        #expect(loaded.warnings.count == 1)
        #expect(findings(machine(states)).first?.contains(word) == true)
    }
}
