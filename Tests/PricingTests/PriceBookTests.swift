// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Testing

@Suite struct PriceBookTests {
    @Test(arguments: [
        ("lambda", "duration_x86", "us-east-1", "0.0000166667"),
        ("lambda", "provisioned_duration_arm", "us-east-1", "0.0000077778"),
        ("dynamodb", "ondemand_write_unit", "eu-west-1", "0.000000705"),
        ("elb", "alb_hour", "eu-west-1", "0.0252"),
        ("sns", "deliver_sqs_lambda", "eu-west-1", "0"),
        ("dynamodb", "storage", "us-east-1", "0.25"),
    ])
    func theStandardBookKnowsPrices(service: String, dimension: String, region: String, first: String) throws {
        let id = PriceID(provider: .aws, region: region, service: service, dimension: dimension)
        let price = try #require(try PriceBook.standard().price(for: id))
        #expect(price.tiers.first?.unitPrice == Decimal(string: first))
        #expect(!price.source.isEmpty && !price.date.isEmpty)
    }

    @Test func freeAllowancesArePoolsOfTheirOwn() throws {
        let book = try PriceBook.standard()
        let duration = try #require(book.allowances.first { $0.name == "lambda-duration" })
        #expect(duration.quantity == 400_000)
        #expect(duration.covers == ["lambda/duration_x86", "lambda/duration_arm"])
        let gateway = try #require(book.allowances.first { $0.name == "api-gateway-http" })
        #expect(gateway.kind == .firstYear)
        #expect(book.prices.filter { $0.id.dimension == "provisioned_duration_x86" }.allSatisfy { $0.freeAllowance == nil })
    }

    @Test func savingsPlansComeToThePublishedRates() throws {
        let book = try PriceBook.standard()
        func price(_ service: String, _ dimension: String, _ plan: String) throws -> Decimal? {
            let id = PriceID(
                provider: .aws, region: "us-east-1", service: service, dimension: dimension, savingsPlan: plan)
            return try #require(book.price(for: id)).tiers.first?.unitPrice
        }
        // AWS Price List API, savings plans of 2026-09-25.
        #expect(try price("fargate", "vcpu_x86", "compute-1y-no-upfront") == Decimal(string: "0.032384"))
        #expect(try price("fargate", "vcpu_x86", "compute-3y-no-upfront") == Decimal(string: "0.022264"))
        #expect(try price("fargate", "vcpu_x86", "compute-3y-all-upfront") == Decimal(string: "0.0194304"))
        #expect(try price("fargate", "memory_x86", "compute-3y-no-upfront") == Decimal(string: "0.00244475"))
        let requests = PriceID(
            provider: .aws, region: "us-east-1", service: "lambda", dimension: "requests_x86",
            savingsPlan: "compute-1y-no-upfront")
        #expect(book.price(for: requests) == nil, "requests are never discounted")
    }

    @Test func pricesWithoutASourceAreOfLowConfidence() throws {
        let fromMemory = try PriceBook.standard().prices.filter { $0.source.hasPrefix("from memory") }
        #expect(!fromMemory.isEmpty)
        #expect(fromMemory.allSatisfy { $0.confidence == .low && $0.date == "undated" })
    }

    @Test func aUsersOwnBookMayNameThePricesOfAnother() throws {
        let standard = try PriceBook.standard()
        let text = """
            provider: aws
            currency: USD
            effective: 2026-11-23
            regions: { us-east-1: Our contract }
            sources: { contract: { title: Our contract, date: 2026-01-01 } }
            free-allowances:
              egress: { title: 1 TB out, quantity: 1024, unit: GB, kind: always, covers: [ datatransfer/internet_out ], source: contract }
            services: { lambda: { title: Lambda, prices: {} } }
            """
        let own = try PriceBook(text: text, name: "contract.yaml", over: standard)
        let allowances = standard.overriding(with: own).allowances
        #expect(allowances.contains { $0.name == "egress" })
        #expect(!allowances.contains { $0.name == "internet-out" }, "or the same GB would be free twice")
        #expect(throws: DocumentFailure.self, "alone it names a price that it does not have") {
            try PriceBook(text: text, name: "contract.yaml")
        }
    }
}
