// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

@Suite struct BillingRuleTests {
    /// Case B05 of the validation suite: exact multiples are not rounded up.
    @Test(arguments: [
        (nanoseconds: 100_000_000, hundred: 100, one: 100),
        (nanoseconds: 100_000_001, hundred: 200, one: 101),
        (nanoseconds: 0, hundred: 0, one: 0),
        (nanoseconds: 1, hundred: 100, one: 1),
    ] as [(nanoseconds: Int64, hundred: Int64, one: Int64)])
    func timeIsRoundedUpToIncrements(nanoseconds: Int64, hundred: Int64, one: Int64) {
        #expect(BillingIncrement.hundredMilliseconds.billed(nanoseconds: nanoseconds) == hundred * 1_000_000)
        #expect(BillingIncrement.lambda.billed(nanoseconds: nanoseconds) == one * 1_000_000)
    }

    @Test func roundingNeverOverflows() {
        let billed = BillingIncrement.hundredMilliseconds.billed(nanoseconds: .max)
        #expect(billed > 0)
        #expect(billed.isMultiple(of: 100_000_000))
        #expect(BillingIncrement.lambda.billed(nanoseconds: -5) == 0)
    }

    /// AWS Compute Blog 2025-04-29.
    @Test func initialisationAndHandlerAreRoundedTogether() {
        #expect(BillingIncrement.lambda.billed(nanoseconds: 250_060_000 + 100_770_000) == 351_000_000)
    }

    @Test(arguments: [(0, 60), (59, 60), (60, 60), (61, 61)])
    func tasksAreBilledForAMinuteAtLeast(seconds: Int64, billed: Int64) {
        #expect(TaskSeconds(nanoseconds: seconds * 1_000_000_000).seconds == billed)
        #expect(TaskSeconds(nanoseconds: seconds * 1_000_000_000 + 1).seconds == max(60, seconds + 1))
    }

    @Test func twentyGigabytesOfTaskStorageAreFree() {
        #expect(TaskSeconds.billedStorage(gigabytes: 30) == 10)
        #expect(TaskSeconds.billedStorage(gigabytes: 5) == 0)
    }

    @Test func provisionedConcurrencyIsBilledInFiveMinutes() {
        let held = ProvisionedConcurrencyHours(concurrency: 7, nanoseconds: 301_000_000_000)
        #expect(held.billedSeconds == 600)
        // 7 environments × 600 s × 4 GB.
        #expect(held.gigabyteSeconds(megabytes: 4096) == 16_800)
    }

    @Test(arguments: [
        (RequestChunks.httpAPI, 0, 1, "an empty request is one"),
        (.httpAPI, 512 * 1024, 1, "512 KB is exactly one"),
        (.httpAPI, 512 * 1024 + 1, 2, "a byte more is two"),
        (.webSocket, 33 * 1024, 2, "the pricing page: 33 KB is two"),
        (.message, 256 * 1024, 4, "a message of 256 KB is four"),
        (.kinesisRecord, 45 * 1024, 2, "the pricing page: 45 KB is two"),
        (.asynchronousEvent, 256 * 1024, 1, "the first 256 KB are one"),
        (.asynchronousEvent, 257 * 1024, 2, "1 KB more is one more"),
        (.asynchronousEvent, 1024 * 1024, 13, "1 + 768 / 64"),
    ] as [(RequestChunks, Int, Int, String)])
    func messagesCountInChunks(chunks: RequestChunks, bytes: Int, count: Int, reason: String) {
        #expect(chunks.count(bytes: bytes) == count, "\(reason)")
    }

    /// docs.aws.amazon.com/amazondynamodb, read and write operations.
    @Test func itemsCountInCapacityUnits() {
        let kilobyte = 1024
        #expect(CapacityUnits.write(itemBytes: 3 * kilobyte) == 3)
        #expect(CapacityUnits.write(itemBytes: 3 * kilobyte, transactional: true) == 6)
        #expect(CapacityUnits.write(itemBytes: 3 * kilobyte + 1) == 4)
        #expect(CapacityUnits.write(itemBytes: 0) == 1)
        #expect(CapacityUnits.read(itemBytes: 8 * kilobyte, consistency: .strong) == 2)
        #expect(CapacityUnits.read(itemBytes: 8 * kilobyte, consistency: .eventual) == 1)
        #expect(CapacityUnits.read(itemBytes: 8 * kilobyte, consistency: .transactional) == 4)
        #expect(CapacityUnits.read(itemBytes: kilobyte, consistency: .eventual) == Decimal(string: "0.5"))
    }

    @Test func theGreatestDimensionOfALoadBalancerIsBilled() {
        typealias Traffic = LoadBalancerUnits.Traffic
        #expect(LoadBalancerUnits(Traffic(newConnectionsPerSecond: 100, activeConnections: 3000)).billed == 4)
        #expect(LoadBalancerUnits(Traffic(activeConnections: 18_000)).billed == 6)
        #expect(LoadBalancerUnits(Traffic(activeConnections: 18_000), mutualTLS: true).billed == 12)
        #expect(LoadBalancerUnits(Traffic(gigabytesPerHour: 2)).billed == 2)
        #expect(LoadBalancerUnits(Traffic(gigabytesPerHour: 2), targets: .lambda).billed == 5)
        #expect(LoadBalancerUnits(Traffic(requestsPerSecond: 1000), rules: 10).billed == 0)
        #expect(LoadBalancerUnits(Traffic(requestsPerSecond: 1000), rules: 13).billed == 3)
        #expect(LoadBalancerUnits(Traffic(requestsPerSecond: 1000), rules: 1).billed == 0, "free rules are no credit")
    }

    @Test func proxiesHaveAMinimum() {
        #expect(ProxyCapacity.instance(vCPU: 1).billed == 2)
        #expect(ProxyCapacity.instance(vCPU: 4).billed == 4)
        #expect(ProxyCapacity.serverless(capacityUnits: 2).billed == 8)
    }

    @Test func expressWorkflowsAreBilledInSteps() {
        let megabyte: Int64 = 1024 * 1024
        let billed = ExpressDuration(nanoseconds: 250_000_000, bytes: 65 * megabyte)
        #expect(billed.milliseconds == 300)
        #expect(billed.megabytes == 128)
        #expect(billed.gigabyteSeconds == Decimal(string: "0.0375"))
        #expect(ExpressDuration(nanoseconds: 1, bytes: 64 * megabyte).megabytes == 64)
    }
}
