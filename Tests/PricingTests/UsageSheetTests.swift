// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Testing

@Suite struct UsageSheetTests {
    @Test(arguments: [
        (
            "lambda: { requests: 10, duration: 100.77 ms, init: 250.06 ms, cold-starts: 10, memory: 1 GB }",
            ["requests_x86": "10", "duration_x86": "3.51"]
        ),
        (
            "lambda: { requests: 1k, duration: 1 s, memory: 512 MB, savings-plan: compute-1y-no-upfront }",
            ["requests_x86": "1000", "duration_x86": "500"]
        ),
        (
            "lambda-provisioned: { concurrency: 2, memory: 1 GB, hours: 1.01, requests: 10, duration: 0.1 s, architecture: arm }",
            ["provisioned_concurrency_arm": "7800", "provisioned_duration_arm": "1", "provisioned_requests_arm": "10"]
        ),
        (
            "http-api: { requests: 1M, size: 513 KB }",
            ["http_request": "2000000"]
        ),
        (
            "rest-api: { requests: 1M, cache: 0.5 GB }",
            ["rest_request": "1000000", "rest_cache_0.5GB": "730"]
        ),
        (
            "websocket-api: { messages: 10, size: 33 KB, connection-minutes: 5 }",
            ["websocket_message": "20", "websocket_connection_minute": "5"]
        ),
        (
            "alb: { data: 2 GB/h, targets: lambda, hours: 10 }",
            ["alb_hour": "10", "alb_lcu": "50"]
        ),
        (
            "fargate: { tasks: 4, vcpu: 0.25, memory: 0.5 GB, seconds: 30, pricing: spot }",
            ["spot_vcpu_x86": "0.016666666667", "spot_memory_x86": "0.033333333333"]
        ),
        (
            "fargate: { tasks: 2, vcpu: 1, memory: 2 GB, hours: 10, pricing: compute-3y-no-upfront }",
            ["vcpu_x86": "20", "memory_x86": "40"]
        ),
        (
            "dynamodb: { reads: 10, writes: 10, item-size: 5 KB, consistency: strong, storage: 1 GB }",
            ["ondemand_write_unit": "50", "ondemand_read_unit": "20", "storage": "1"]
        ),
        (
            "dynamodb: { reads: 10, writes: 10, item-size: 5 KB }",
            ["ondemand_write_unit": "50", "ondemand_read_unit": "10"]
        ),
        (
            "rds: { instance: db.m7g.large, multi-az: true, storage: 100 GB }",
            ["db.m7g.large_single_az": "1460", "gp3_storage": "200"]
        ),
        (
            "rds-proxy: { vcpu: 1 }",
            ["vcpu_hour": "1460"]
        ),
        (
            "rds-proxy: { capacity-units: 2 }",
            ["vcpu_hour": "5840"]
        ),
        (
            "express-workflow: { executions: 1M, duration: 101 ms, memory: 65 MB }",
            ["express_request": "1000000", "express_duration": "25000"]
        ),
        (
            "logs: { ingested: 1.5 TB, stored: 512 MB }",
            ["logs_ingest": "1536", "logs_storage": "0.5"]
        ),
        (
            "nat: { gateways: 2, data: 3 GB }",
            ["nat_gateway_hour": "1460", "nat_gateway_data": "3"]
        ),
        (
            "data-transfer-out: { data: 110 GB }",
            ["internet_out": "110"]
        ),
    ])
    func formsApplyTheBillingRules(meter: String, quantities: [String: String]) throws {
        let invoice = try Self.invoice("free-tier: off", [meter])
        let found = Dictionary(uniqueKeysWithValues: invoice.lines.map { ($0.id.dimension, $0.quantity) })
        #expect(found == quantities.compactMapValues { Decimal(string: $0) })
        #expect(invoice.notPriced.isEmpty)
    }

    @Test func partsNameTheUser() throws {
        let invoice = try Self.invoice("free-tier: off", ["{ part: shop, http-api: { requests: 1M } }", "http-api: { requests: 3M }"])
        #expect(invoice.parts.map(\.part) == ["http-api", "shop"])
        #expect(invoice.parts.map(\.amount) == [3, 1])
    }

    @Test func egressIsFreeToHundredGigabytes() throws {
        let invoice = try Self.invoice("free-tier: on", ["data-transfer-out: { data: 110 GB }"])
        #expect(invoice.total == Decimal(string: "0.9"))
    }

    @Test func aPriceUnknownInTheRegionMakesALowerBound() throws {
        let book = try PriceBook.standard()
        let text = "provider: aws\nregion: eu-west-1\nmeters:\n  - rds-proxy: { vcpu: 2 }\n"
        let invoice = try UsageSheet(text: text, name: "sheet.yaml", book: book).invoice(with: book)
        #expect(invoice.isLowerBound)
        #expect(invoice.total == 0 && invoice.lines.isEmpty)
    }

    @Test(arguments: [
        ("lamda: { requests: 1 }", "5:5", "lambda"),
        ("lambda/duration_x68: 5", "5:5", "lambda/duration_x86"),
        ("lambda: { request: 1, duration: 1 ms, memory: 1 GB }", "5:15", "requests"),
        ("lambda: { requests: 1, duration: 1, memory: 1 GB }", "5:38", "ms"),
        ("lambda: { requests: 1, duration: 1 ms, memory: 1 Gb }", "5:52", "GB"),
        ("lambda: { requests: 1m, duration: 1 ms, memory: 1 GB }", "5:25", "M"),
        ("lambda: { requests: 1, duration: 1 ms, memory: 1 GB, architecture: amr }", "5:72", "arm"),
        ("lambda: { requests: 1, duration: 1 ms, memory: 1 GB, cold-starts: 2 }", "5:13", "cold starts"),
        ("fargate: { tasks: 1, vcpu: 1, memory: 1 GB, pricing: sopt }", "5:58", "spot"),
        ("rest-api: { requests: 1, cache: 0.6 GB }", "5:37", "0.5GB"),
        ("rds: { instance: db.t4g.mircro }", "5:22", "db.t4g.micro"),
        ("alb: { data: 1 GB }", "5:18", "GB/h"),
        ("lambda/requests_x86: -5", "5:26", "-5"),
        ("{ part: a }", "5:5", "one meter"),
    ])
    func mistakesHaveTheirPlacesAndAWayOut(meter: String, place: String, words: String) throws {
        let failure = try #require(throws: DocumentFailure.self) { try Self.invoice("free-tier: on", [meter]) }
        let message = failure.description
        #expect(message.contains("sheet.yaml:\(place)"), "\(message)")
        #expect(message.contains(words), "\(message)")
    }

    @Test func allMistakesAreToldAtOnce() throws {
        let meters = ["lamda: 1", "http-api: { requests: many }", "nat: { date: 1 GB }"]
        let failure = try #require(throws: DocumentFailure.self) { try Self.invoice("free-teir: on", meters) }
        #expect(failure.diagnostics.map(\.place.line) == [3, 5, 6, 7], "\(failure)")
    }

    @Test func ownPricesMayHaveTiers() throws {
        let prices = "prices: { lambda/requests_x86: { tiers: [ { up-to: 10, price: 3 }, { price: 2 } ] } }\nfree-tier: off"
        let line = try #require(try Self.invoice(prices, ["lambda/requests_x86: 12"]).lines.first)
        #expect(line.amount == 34)
        #expect(line.price.source == "given in the usage sheet")
    }

    /// The invoice of a sheet whose meters begin at line 5, after `line` in line 3.
    private static func invoice(_ line: String, _ meters: [String]) throws -> Invoice {
        let book = try PriceBook.standard()
        let list = meters.map { "  - \($0)\n" }.joined()
        let text = "provider: aws\nregion: us-east-1\n\(line)\nmeters:\n\(list)"
        return try UsageSheet(text: text, name: "sheet.yaml", book: book).invoice(with: book)
    }
}
