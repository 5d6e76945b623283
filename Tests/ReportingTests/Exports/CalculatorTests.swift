// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

@testable import Reporting

@Suite struct CalculatorTests {
    private func entries(_ text: String) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    /// Parts are added up and replications averaged: (100 + 300) / 2 + (50 + 150) / 2 = 300 requests.
    @Test func entriesBearTheCalculatorsNames() throws {
        let requests = HandMadeRun.aws("lambda", "requests_x86")
        let http = HandMadeRun.aws("apigateway", "http_request", region: "eu-west-1")
        let run = HandMadeRun.run([
            HandMadeRun.meter(http, "shop", 7, 7), HandMadeRun.meter(requests, "mails", 50, 150),
            HandMadeRun.meter(requests, "orders", 100, 300),
        ])
        let account = try #require(AccountNumber("123456789012"))
        let exported = try run.calculatorEntries(account: account)
        let found = try entries(exported.text)
        #expect(found.compactMap { $0["serviceCode"] as? String } == ["AWSLambda", "AmazonApiGateway"])
        #expect(found.compactMap { $0["usageType"] as? String } == ["Request", "EU-ApiGatewayHttpRequest"])
        #expect(found.compactMap { $0["operation"] as? String } == ["Invoke", "ApiGatewayHttpApi"])
        #expect(found.compactMap { $0["amount"] as? Double } == [300, 7])
        #expect(found.compactMap { $0["key"] as? String } == ["u1", "u2"])
        #expect(found.allSatisfy { $0["usageAccountId"] as? String == "123456789012" })
        #expect(found.allSatisfy { $0["group"] as? String == "lambda" && $0.count == 7 })
        #expect(exported.notes.isEmpty)
    }

    /// As AWS's price lists name them: no prefix at home for the old services, and another word for queues.
    @Test func regionsShowInUsageTypes() throws {
        let table = try UsageTypeTable.standard()
        func name(_ service: String, _ dimension: String, _ region: String) -> String? {
            table.name(of: HandMadeRun.aws(service, dimension, region: region))?.usageType
        }
        #expect(name("fargate", "vcpu_arm", "us-east-1") == "USE1-Fargate-ARM-vCPU-Hours:perCPU")
        #expect(name("fargate", "vcpu_arm", "ap-northeast-1") == "APN1-Fargate-ARM-vCPU-Hours:perCPU")
        #expect(name("dynamodb", "ondemand_write_unit", "us-east-1") == "WriteRequestUnits")
        #expect(name("dynamodb", "ondemand_write_unit", "eu-west-1") == "EU-WriteRequestUnits")
        #expect(name("sqs", "standard_request", "us-east-1") == "Requests-RBP")
        #expect(name("sqs", "standard_request", "ap-northeast-1") == "APN1-Requests-Tier1")
        #expect(name("sqs", "standard_request", "mars-1") == nil)
    }

    @Test func whatHasNoNameIsTold() throws {
        let azure = PriceID(provider: .azure, region: "eastus", service: "event-grid", dimension: "operations")
        let run = HandMadeRun.run(
            [HandMadeRun.meter(HandMadeRun.id, "orders", 1, 1), HandMadeRun.meter(azure, "x", 1, 1)])
        let exported = try run.calculatorEntries()
        #expect(try entries(exported.text).isEmpty)
        #expect(exported.notes.contains { $0.contains("aws/us-east-1/lambda/pieces of orders") })
        #expect(exported.notes.contains { $0.contains("azure/eastus/event-grid/operations of x") })
        #expect(exported.notes.contains { $0.contains("--account") })
    }

    /// Each name that the table maps is one of the price book, and none is too long for the calculator.
    @Test func theTableFitsThePriceBookAndTheInterface() throws {
        let table = try UsageTypeTable.standard()
        let known = Set(try PriceBook.standard().prices.filter { $0.id.provider == .aws }.map(\.id.name))
        #expect(table.entries.count > 40)
        for (price, entry) in table.entries {
            #expect(known.contains(price), "\(price)")
            #expect(!entry.service.isEmpty && entry.service.count <= 32 && entry.operation.count <= 32, "\(price)")
            #expect(!entry.usageType.isEmpty && entry.usageType.count + 5 <= 128, "\(price)")
        }
        #expect(AccountNumber("12345678901") == nil && AccountNumber("12345678901a") == nil)
    }
}
