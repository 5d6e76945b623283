// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

@Suite struct BillingRuleTests {
    private let book: PriceBook

    init() throws { book = try PriceBook.standard() }

    private func rule(_ service: String, _ dimension: String) throws -> BillingRule {
        let id = PriceID(provider: .aws, region: "us-east-1", service: service, dimension: dimension)
        return try #require(book.price(for: id)).rule
    }

    /// Case B05 of the validation suite: exact multiples are not rounded up.
    @Test(arguments: [
        (nanoseconds: 100_000_000, hundred: 100, one: 100),
        (nanoseconds: 100_000_001, hundred: 200, one: 101),
        (nanoseconds: 0, hundred: 0, one: 0),
        (nanoseconds: 1, hundred: 100, one: 1),
    ] as [(nanoseconds: Int64, hundred: Int64, one: Int64)])
    func timeIsRoundedUpToIncrements(nanoseconds: Int64, hundred: Int64, one: Int64) throws {
        let express = try rule("stepfunctions", "express_duration"), lambda = try rule("lambda", "duration_x86")
        #expect(express.billed(nanoseconds: nanoseconds) == hundred * 1_000_000)
        #expect(lambda.billed(nanoseconds: nanoseconds) == one * 1_000_000)
    }

    @Test func roundingNeverOverflows() throws {
        let billed = try rule("stepfunctions", "express_duration").billed(nanoseconds: .max)
        #expect(billed > 0)
        #expect(billed.isMultiple(of: 100_000_000))
        #expect(try rule("lambda", "duration_x86").billed(nanoseconds: -5) == 0)
    }

    /// AWS Compute Blog 2025-04-29.
    @Test func initialisationAndHandlerAreRoundedTogether() throws {
        #expect(try rule("lambda", "duration_x86").billed(nanoseconds: 250_060_000 + 100_770_000) == 351_000_000)
    }

    @Test(arguments: [(0, 60), (59, 60), (60, 60), (61, 61)])
    func tasksAreBilledForAMinuteAtLeast(seconds: Int64, billed: Int64) throws {
        let rule = try rule("fargate", "vcpu_x86")
        #expect(TaskSeconds(nanoseconds: seconds * 1_000_000_000, rule: rule).seconds == billed)
        #expect(TaskSeconds(nanoseconds: seconds * 1_000_000_000 + 1, rule: rule).seconds == max(60, seconds + 1))
    }

    /// What the simulator reckons with and what the book says must not drift apart.
    @Test func theBookAndTheMetersAgreeOnFreeStorage() throws {
        #expect(try rule("lambda", "ephemeral_storage_above_512MB").charged(gigabytes: 2) == Decimal(string: "1.5"))
        #expect(FunctionDuration.billedEphemeral(megabytes: 2048) == 1536)
        #expect(try rule("fargate", "ephemeral_above_20GB").charged(gigabytes: 30) == 10)
    }

    @Test func twentyGigabytesOfTaskStorageAreFree() {
        #expect(TaskSeconds.billedStorage(gigabytes: 30) == 10)
        #expect(TaskSeconds.billedStorage(gigabytes: 5) == 0)
    }

    @Test func provisionedConcurrencyIsBilledInFiveMinutes() throws {
        let rule = try rule("lambda", "provisioned_concurrency_x86")
        let held = ProvisionedConcurrencyHours(concurrency: 7, nanoseconds: 301_000_000_000, rule: rule)
        #expect(held.billedSeconds == 600)
        // 7 environments × 600 s × 4 GB.
        #expect(held.gigabyteSeconds(megabytes: 4096) == 16_800)
    }

    @Test(arguments: [
        ("apigateway/http_request", 0, 1, "an empty request is one"),
        ("apigateway/http_request", 512 * 1024, 1, "512 KB is exactly one"),
        ("apigateway/http_request", 512 * 1024 + 1, 2, "a byte more is two"),
        ("apigateway/websocket_message", 33 * 1024, 2, "the pricing page: 33 KB is two"),
        ("sqs/standard_request", 256 * 1024, 4, "a message of 256 KB is four"),
        ("kinesis/put_payload_unit", 45 * 1024, 2, "the pricing page: 45 KB is two"),
        ("lambda/async_event_extra_chunk", 256 * 1024, 1, "the first 256 KB are one"),
        ("lambda/async_event_extra_chunk", 257 * 1024, 2, "1 KB more is one more"),
        ("lambda/async_event_extra_chunk", 1024 * 1024, 13, "1 + 768 / 64"),
    ] as [(String, Int, Int, String)])
    func messagesCountInChunks(price: String, bytes: Int, count: Int, reason: String) throws {
        let name = price.split(separator: "/").map(String.init)
        #expect(try rule(name[0], name[1]).count(bytes: bytes) == Decimal(count), "\(reason)")
    }

    /// docs.aws.amazon.com/amazondynamodb, read and write operations.
    @Test func itemsCountInCapacityUnits() throws {
        let kilobyte = 1024
        let write = try rule("dynamodb", "ondemand_write_unit"), read = try rule("dynamodb", "ondemand_read_unit")
        #expect(CapacityUnits.write(itemBytes: 3 * kilobyte, rule: write) == 3)
        #expect(CapacityUnits.write(itemBytes: 3 * kilobyte, transactional: true, rule: write) == 6)
        #expect(CapacityUnits.write(itemBytes: 3 * kilobyte + 1, rule: write) == 4)
        #expect(CapacityUnits.write(itemBytes: 0, rule: write) == 1)
        #expect(CapacityUnits.read(itemBytes: 8 * kilobyte, consistency: .strong, rule: read) == 2)
        #expect(CapacityUnits.read(itemBytes: 8 * kilobyte, consistency: .eventual, rule: read) == 1)
        #expect(CapacityUnits.read(itemBytes: 8 * kilobyte, consistency: .transactional, rule: read) == 4)
        #expect(CapacityUnits.read(itemBytes: kilobyte, consistency: .eventual, rule: read) == Decimal(string: "0.5"))
    }

    @Test func theGreatestDimensionOfALoadBalancerIsBilled() {
        typealias Traffic = LoadBalancerUnits.Traffic
        #expect(LoadBalancerUnits(Traffic(newConnectionsPerSecond: 100, activeConnections: 3000)).billed == 4)
        #expect(LoadBalancerUnits(Traffic(activeConnections: 18_000)).billed == 6)
        #expect(LoadBalancerUnits(Traffic(activeConnections: 18_000), mutualTLS: true).billed == 12)
        #expect(LoadBalancerUnits(Traffic(gigabytesPerHour: 2)).billed == 2)
        #expect(LoadBalancerUnits(Traffic(functionGigabytesPerHour: 2)).billed == 5)
        // 1 + 2 / 0.4
        #expect(LoadBalancerUnits(Traffic(gigabytesPerHour: 1, functionGigabytesPerHour: 2)).billed == 6)
        #expect(LoadBalancerUnits(Traffic(requestsPerSecond: 1000), rules: 10).billed == 0)
        #expect(LoadBalancerUnits(Traffic(requestsPerSecond: 1000), rules: 13).billed == 3)
        #expect(LoadBalancerUnits(Traffic(requestsPerSecond: 1000), rules: 1).billed == 0, "free rules are no credit")
    }

    @Test func proxiesHaveAMinimum() {
        #expect(ProxyCapacity.instance(vCPU: 1).billed == 2)
        #expect(ProxyCapacity.instance(vCPU: 4).billed == 4)
        #expect(ProxyCapacity.serverless(capacityUnits: 2).billed == 8)
    }

    /// aws.amazon.com/step-functions/pricing: steps of 100 ms and 64 MB.
    @Test func expressWorkflowsAreBilledInSteps() throws {
        let rule = try rule("stepfunctions", "express_duration")
        #expect(rule.billed(nanoseconds: 250_000_000) == 300_000_000)
        #expect(rule.billed(gigabytes: Decimal(65) / 1024) == Decimal(128) / 1024)
        #expect(rule.billed(gigabytes: Decimal(64) / 1024) == Decimal(64) / 1024)
        #expect(rule.billed(gigabytes: 0) == Decimal(64) / 1024)
    }
}
