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

    // MARK: Mistakes

    @Test(arguments: [
        ("{ price: 0, source: a, confidence: high }", "14:24", "price of zero"),
        ("{ price: -1, source: a, confidence: high }", "14:24", "-1"),
        ("{ price: cheap, source: a, confidence: high }", "14:24", "cheap"),
        ("{ source: a, confidence: high }", "14:15", "price"),
        ("{ price: 1, tiers: [ { price: 1 } ], source: a, confidence: high }", "14:24", "both"),
        ("{ tiers: [ { up-to: 5, price: 1 } ], source: a, confidence: high }", "14:26", "above the last tier"),
        ("{ tiers: [ { up-to: 5, price: 1 }, { up-to: 4, price: 1 }, { price: 1 } ], source: a, confidence: high }", "14:50", "above the one before"),
        ("{ tiers: [ { price: 1 }, { price: 2 } ], source: a, confidence: high }", "14:26", "before other tiers"),
        ("{ tiers: [], source: a, confidence: high }", "14:24", "at least one"),
        ("{ price: 1, source: b, confidence: high }", "14:35", "source"),
        ("{ price: 1, source: a, confidence: hihg }", "14:50", "high"),
        ("{ price: 1, sources: a, confidence: high }", "14:27", "source"),
    ])
    func mistakesHaveTheirPlaces(price: String, place: String, words: String) throws {
        let text = Self.book(price)
        let failure = try #require(throws: DocumentFailure.self) { try PriceBook(text: text, name: "mine.yaml") }
        let message = failure.description
        #expect(message.contains("mine.yaml:\(place)"), "\(message)")
        #expect(message.contains(words), "\(message)")
    }

    @Test func aPriceMayBeFreeIfSaidSo() throws {
        let book = try PriceBook(text: Self.book("{ price: free, source: a, confidence: high }"), name: "mine.yaml")
        let id = PriceID(provider: .aws, region: "here", service: "work", dimension: "piece")
        #expect(book.price(for: id)?.tiers == [PriceTier(unitPrice: 0)])
    }

    @Test func duplicatesAndStrangersAreFoundTogether() throws {
        let text =
            Self.book("{ price: 1, source: a, confidence: high }") + """
                    here: { price: 2, source: a, confidence: high }
                    hree: { price: 2, source: a, confidence: high }
            free-alowances: {}

            """
        let failure = try #require(throws: DocumentFailure.self) { try PriceBook(text: text, name: "mine.yaml") }
        #expect(failure.diagnostics.map(\.place.line) == [15, 16, 17], "\(failure)")
    }

    @Test func allowancesMustFitTheirPrices() throws {
        let text =
            Self.book("{ price: 1, source: a, confidence: high }") + """
            free-allowances:
              gift: { title: A gift, quantity: 5, unit: pound, kind: always, covers: [ work/piece ], source: a }
              more: { title: More, quantity: 5, unit: piece, kind: always, covers: [ work/piece ], source: a }
              typo: { title: Typo, quantity: 5, unit: piece, kind: always, covers: [ work/pice ], source: a }

            """
        let failure = try #require(throws: DocumentFailure.self) { try PriceBook(text: text, name: "mine.yaml") }
        let message = failure.description
        #expect(message.contains("pound"), "\(message)")
        #expect(message.contains("covered twice"), "\(message)")
        #expect(message.contains("work/piece"), "\(message)")
        #expect(Set(failure.diagnostics.map(\.place.line)) == [16, 17, 18], "\(message)")
    }

    /// A book of one price; the price's mapping begins at line 14, column 15.
    private static func book(_ price: String) -> String {
        """
        provider: aws
        currency: USD
        effective: 2026-11-23
        regions: { here: Here }
        sources:
          a: { title: A, date: 2026-11-23 }
        services:
          work:
            title: Work
            prices:
              piece:
                title: Piece
                unit: piece
                here: \(price)

        """
    }
}
