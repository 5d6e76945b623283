// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Testing
@testable import Pricing

/// A bill that somebody else worked out, computed here from its inputs.
struct WorkedExample: CustomTestStringConvertible, Sendable {
    var name: String
    var source: String
    /// The meters of the example, as a usage sheet without its head.
    var meters: [String]
    var freeTier = false
    var hours = 730
    var region = "us-east-1"
    var prices: [String] = []
    /// Dollars as published; components are rounded to cents there, so a cent or two each may be missing.
    var total: Decimal
    var tolerance: Decimal = 0.02

    var testDescription: String { name }

    var sheet: String {
        let head = "provider: aws\nregion: \(region)\nfree-tier: \(freeTier ? "on" : "off")\nhours: \(hours)\n"
        let own = prices.isEmpty ? "" : "prices:\n" + prices.map { "  \($0)\n" }.joined()
        return head + own + "meters:\n" + meters.map { "  - \($0)\n" }.joined()
    }

    static let lambdaPage = "aws.amazon.com/lambda/pricing, read 2026"
    static let infracost = "infracost golden files, 2024-07 to 2024-12"
    static let all: [WorkedExample] = [
        WorkedExample(
            name: "Lambda, machine learning with 2 GB of storage", source: lambdaPage,
            meters: ["lambda: { requests: 6M, duration: 280 ms, memory: 4096 MB, ephemeral-storage: 2048 MB }"],
            freeTier: true, total: 106.41, tolerance: 0.0532),
        WorkedExample(
            name: "Lambda, provisioned concurrency for a day", source: lambdaPage,
            meters: ["lambda-provisioned: { concurrency: 7, memory: 4096 MB, hours: 24, requests: 2M, duration: 280 ms }"],
            total: 32.26),
        WorkedExample(
            name: "Lambda, a queue with provisioned pollers", source: lambdaPage,
            meters: ["lambda: { requests: 30M, duration: 1 s, memory: 1024 MB }", "lambda/esm_provisioned_sqs: 8000"],
            total: 580, tolerance: 0.29),
        WorkedExample(
            name: "Lambda, ten Kafka mappings in a group", source: lambdaPage,
            meters: ["lambda: { requests: 300M, duration: 200 ms, memory: 1024 MB }", "lambda/esm_provisioned_kafka: 720"],
            total: 1193.2, tolerance: 0.5966),
        WorkedExample(
            name: "Lambda, 30 million calls at an old price", source: "the same page before December 2020",
            meters: ["lambda: { requests: 30M, duration: 200 ms, memory: 128 MB, bill-increment: 100 ms }"],
            freeTier: true, prices: ["lambda/duration_x86: 0.00001667"], total: 11.63),
        WorkedExample(
            name: "B06: 3 million seconds of 512 MB at an old price", source: "the same page, example 1",
            meters: ["lambda: { requests: 3M, duration: 1 s, memory: 512 MB }"],
            freeTier: true, prices: ["lambda/duration_x86: 0.00001667"], total: 18.74, tolerance: 0.005),
        WorkedExample(
            name: "Lambda, 8 GB for 8,800 hours", source: "Lambda pricing regimes, 2026-09-28",
            meters: ["lambda/duration_x86: 253440000", "lambda/requests_x86: 35200"],
            freeTier: true, total: 4217.33, tolerance: 2.1087),
        WorkedExample(
            name: "Lambda, 50 provisioned instances always busy", source: "Lambda pricing regimes, 2026-09-28",
            meters: [
                "lambda/provisioned_concurrency_x86: 253440000", "lambda/provisioned_duration_x86: 253440000",
            ], total: 3520, tolerance: 1.76),
        WorkedExample(
            name: "Lambda, all tiers on x86", source: infracost,
            meters: ["lambda: { requests: 15B, duration: 2048 ms, memory: 2048 MB }"], total: 857_203.3, tolerance: 428),
        WorkedExample(
            name: "Lambda, all tiers on Arm", source: infracost,
            meters: ["lambda: { requests: 18.25B, duration: 2048 ms, memory: 2048 MB, architecture: arm }"],
            total: 836_008.16, tolerance: 418),
        WorkedExample(
            name: "Lambda, a million calls on Arm", source: "keystone.page, 2026-05",
            meters: ["lambda: { requests: 1M, duration: 200 ms, memory: 512 MB, architecture: arm }"], total: 1.53),
        WorkedExample(
            name: "Fargate, five Arm tasks", source: "aws.amazon.com/fargate/pricing, read 2026",
            meters: ["fargate: { tasks: 150, vcpu: 1, memory: 2 GB, architecture: arm, seconds: 600, ephemeral-storage: 30 GB }"],
            total: 1.02),
        WorkedExample(
            name: "Fargate, 8,800 task-hours", source: "Fargate pricing regimes, 2026-09-28",
            meters: [
                "fargate: { tasks: 50, vcpu: 4, memory: 8 GB, hours: 176 }", "public-ipv4: { addresses: 50, hours: 176 }",
            ], total: 1781.82, tolerance: 0.89),
        WorkedExample(
            name: "REST API, 21 billion calls", source: infracost, meters: ["rest-api: { requests: 21B }"],
            total: 49_763.1, tolerance: 24.9),
        WorkedExample(
            name: "WebSocket API", source: infracost,
            meters: ["websocket-api: { messages: 1.5B, size: 32 KB, connection-minutes: 10M }"], total: 1402.5,
            tolerance: 0.7),
        WorkedExample(
            name: "HTTP API, 216 million calls", source: "aws.amazon.com/api-gateway/pricing",
            meters: ["http-api: { requests: 216M, size: 100 KB }"], total: 216, tolerance: 0.108),
        WorkedExample(
            name: "DynamoDB, provisioned", source: infracost, meters: ["dynamodb: { mode: provisioned, wcu: 20, rcu: 30 }"],
            total: 12.34),
        WorkedExample(name: "NAT gateway", source: infracost, meters: ["nat: { data: 100 GB }"], total: 37.35),
        WorkedExample(
            name: "Load balancer, example 2", source: "aws.amazon.com/elasticloadbalancing/pricing",
            meters: [
                "alb: { new-connections: 100/s, active-connections: 18000, data: 0.36 GB/h, rules: 20, requests: 4/s }",
            ], hours: 720, total: 50.76, tolerance: 0.0254),
        WorkedExample(
            name: "Queue, a million messages of 128 KB", source: infracost, meters: ["sqs: { requests: 1M, size: 128 KB }"],
            total: 0.8),
        WorkedExample(
            name: "Topic, a million messages of 128 KB", source: infracost, meters: ["sns: { publishes: 1M, size: 128 KB }"],
            freeTier: true, total: 0.5),
        WorkedExample(
            name: "State machine, four transitions", source: "aws.amazon.com/step-functions/pricing",
            meters: ["step-functions: { executions: 100000, transitions: 4 }"], freeTier: true, total: 9.9),
        WorkedExample(
            name: "A real bill, eu-west-1, July 2026", source: "Cost Explorer, without tax and the hosted zone of 0.50",
            meters: [
                "elb/alb_hour: 595", "elb/alb_lcu: 0.8", "rds_postgres/db.t4g.micro_single_az: 593",
                "vpc/public_ipv4: 1783", "fargate/vcpu_x86: 148", "fargate/memory_x86: 297", "rds_postgres/gp3_storage: 20",
            ], region: "eu-west-1", total: 43.88, tolerance: 0.06),
    ]
}

@Suite struct WorkedExampleTests {
    @Test(arguments: WorkedExample.all) func agreesWithItsPublishedTotal(example: WorkedExample) throws {
        let book = try PriceBook.standard()
        let invoice = try UsageSheet(text: example.sheet, name: "example.yaml", book: book).invoice(with: book)
        #expect(invoice.notPriced.isEmpty, "\(example.source)")
        let difference = invoice.total - example.total
        #expect(abs(difference) <= example.tolerance, "\(invoice.total) for \(example.total): \(example.source)")
        #expect(invoice.lines.reduce(0) { $0 + $1.amount } == invoice.total)
    }

    /// B07 states its cents exactly: 750,000 GB-seconds and 29 million billed requests after the free tier.
    @Test func theSecondHistoricExample() throws {
        let example = WorkedExample(
            name: "B07", source: "", meters: ["lambda: { requests: 30M, duration: 200 ms, memory: 128 MB }"],
            freeTier: true, prices: ["lambda/duration_x86: 0.00001667"], total: 0)
        let book = try PriceBook.standard()
        let invoice = try UsageSheet(text: example.sheet, name: "example.yaml", book: book).invoice(with: book)
        #expect(invoice.total == Decimal(string: "11.6345"))
    }

    @Test func mistakesAreReportedWithTheirPlaces() throws {
        let book = try PriceBook.standard()
        let text = "provider: aws\nregion: us-est-1\nmeters:\n  - lamda: { requests: 1M }\n  - http-api: { reqests: 3 }\n"
        do {
            _ = try UsageSheet(text: text, name: "bad.yaml", book: book)
            Issue.record("the sheet was accepted")
        } catch {
            let lines = error.diagnostics.map(\.place.line)
            #expect(Set(lines).isSuperset(of: [2, 4, 5]))
        }
    }
}
