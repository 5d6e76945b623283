// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

@testable import Reporting
@testable import Scenario

@Suite struct InfracostTests {
    private static let month = HandMadeRun.run(
        [
            HandMadeRun.meter(HandMadeRun.aws("dynamodb", "ondemand_write_unit"), "orders", 10, 30),
            HandMadeRun.meter(HandMadeRun.aws("elb", "alb_lcu"), "shop", 3, 3),
            HandMadeRun.meter(HandMadeRun.aws("lambda", "duration_x86"), "place-order", 1, 1),
            HandMadeRun.meter(HandMadeRun.aws("lambda", "requests_x86"), "place-order", 1000, 1200),
            HandMadeRun.meter(HandMadeRun.aws("sqs", "standard_request"), "jobs", 300, 300),
            HandMadeRun.meter(HandMadeRun.aws("vpc", "nat_gateway_data"), "NAT gateway", 0.5, 1),
        ], durations: [(name: "place-order", seconds: 0.0355), (name: "elsewhere", seconds: 1)])

    /// Means over two replications; only the load balancer's units have no key.
    @Test func aMonthBecomesAUsageFile() throws {
        let exported = try Self.month.infracostUsage()
        let body = exported.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
        #expect(body == """
            version: 0.1
            resource_usage:
              aws_dynamodb_table.orders:
                monthly_write_request_units: 20
              aws_lambda_function.place-order:
                monthly_requests: 1100
                request_duration_ms: 35.5
              aws_nat_gateway.NAT_gateway:
                monthly_data_processed_gb: 0.75
              aws_sqs_queue.jobs:
                monthly_requests: 300
                request_size_kb: 64
            """)
        #expect(exported.notes.count == 1 && exported.notes[0].contains("elb/alb_lcu of shop"))
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let usage = try InfracostUsage.load(text: Self.month.infracostUsage().text, name: "usage.yml")
        #expect(usage.functions == [.init(name: "place-order", monthlyRequests: 1100, duration: 35.5)])
        #expect(usage.queues == [.init(name: "jobs", monthlyRequests: 300, requestSize: 64)])
        #expect(usage.tables == [.init(name: "orders", monthlyWrites: 20, monthlyReads: 0, storage: 0)])
        #expect(usage.leftOut == ["aws_nat_gateway.NAT_gateway"])
        let text = ImportedScenario(usage, name: "shop", region: "us-east-1").text
        let scenario = try Scenario.load(text: text)
        #expect(text.contains("rate: 1100/month") && text.contains("exponential: 35.5 ms"))
        #expect(text.contains("rate: 100/month") && text.contains("# assumption"))
        #expect(scenario.application.handlers.count == 2 && scenario.traffic.count == 3)
    }

    /// Each key of the file is of a price that is there.
    @Test func keysFitThePriceBook() throws {
        let keys = try InfracostKeys.standard()
        let known = Set(try PriceBook.standard().prices.filter { $0.id.provider == .aws }.map(\.id.name))
        #expect(keys.keys.count > 20)
        for price in Array(keys.keys.keys) + keys.derived { #expect(known.contains(price), "\(price)") }
    }

    @Test func aFileHoldsOneDeployment() throws {
        var run = Self.month
        run.deployments.append(run.deployments[0])
        run.deployments[1].name = "other"
        #expect(throws: ExportFault.severalDeployments(known: ["lambda", "other"])) { try run.infracostUsage() }
        #expect(try run.only("other").deployments.map(\.name) == ["other"])
        #expect(throws: ExportFault.unknownDeployment(name: "x", known: ["lambda", "other"])) { try run.only("x") }
    }

    @Test func aDeploymentThatWasStoppedHasNoMonth() throws {
        var run = Self.month
        run.stopped = ["flood"]
        #expect(try run.calculatorEntries().notes.contains { $0.hasPrefix("flood is left out") })
        #expect(throws: ExportFault.nothingFinished) { try run.only("flood") }
    }
}
