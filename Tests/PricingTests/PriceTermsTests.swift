// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Testing

/// A user's own price file: discounts, prices, commitments, a currency, an age.
@Suite struct PriceTermsTests {
    private let standard: PriceBook

    init() throws { standard = try PriceBook.standard() }

    private func book(_ text: String) throws -> PriceBook { try standard.adding(text: text, name: "mine.yaml") }

    private static func id(_ service: String, _ dimension: String, _ region: String = "us-east-1") -> PriceID {
        PriceID(provider: .aws, region: region, service: service, dimension: dimension)
    }

    private func first(_ book: PriceBook, _ id: PriceID) throws -> Decimal {
        try #require(book.price(for: id)?.tiers.first?.unitPrice)
    }

    /// The public IPv4 address costs 0.005 USD an hour, a vCPU of Fargate 0.04048, a million HTTP requests 1 USD.
    @Test func theDiscountThatIsAimedClosestHolds() throws {
        let book = try book("discounts: { all: 10%, aws: 20%, aws/fargate: 50% }\n")
        #expect(try first(book, Self.id("fargate", "vcpu_x86")) == Decimal(string: "0.02024"))
        #expect(try first(book, Self.id("vpc", "public_ipv4")) == Decimal(string: "0.004"))
        let azure = PriceID(provider: .azure, region: "eastus", service: "nat-gateway", dimension: "gateway")
        #expect(try first(book, azure) == Decimal(string: "0.0405"))
        #expect(book.price(for: azure)?.note == "10% negotiated")
    }

    @Test func everyTierIsLowered() throws {
        let book = try book("discounts: { aws/lambda: 50% }\n")
        let tiers = try #require(book.price(for: Self.id("lambda", "duration_x86"))).tiers
        #expect(tiers.map(\.unitPrice) == ["0.00000833335", "0.0000075", "0.0000066667"].map { Decimal(string: $0) })
        #expect(tiers.map(\.upTo) == [6_000_000_000, 15_000_000_000, nil])
    }

    @Test func aPriceOfOnesOwnHoldsAsItStands() throws {
        let book = try book("""
            discounts: { aws: 20% }
            prices:
              aws/us-east-1/vpc/public_ipv4: 0.003
              aws/lambda/requests_x86: { price: 0.0000001, source: contract 4711, date: 2026-01-15 }

            """)
        #expect(try first(book, Self.id("vpc", "public_ipv4")) == Decimal(string: "0.003"), "no discount on top")
        #expect(try first(book, Self.id("vpc", "public_ipv4", "eu-west-1")) == Decimal(string: "0.004"))
        for region in ["us-east-1", "eu-west-1", "ap-northeast-1"] {
            let price = try #require(book.price(for: Self.id("lambda", "requests_x86", region)))
            #expect(price.tiers.map(\.unitPrice) == [Decimal(string: "0.0000001")])
            #expect(price.source == "contract 4711" && price.date == "2026-01-15")
            #expect(price.freeAllowance == "lambda-requests", "what is free stays free")
        }
    }

    // MARK: Commitments

    /// Ten tasks of 1 vCPU on x86 for 730 hours: 7,300 vCPU-hours at 0.04048 USD, under the plan of one year at
    /// 0.032384. 0.16192 USD an hour pay for five of the ten; the other five cost 3,650 × 0.04048 = 147.752.
    @Test func usageBeyondACommitmentIsOnDemand() throws {
        let book = try book("commitments: [ { provider: aws, plan: compute-1y-no-upfront, hourly: 0.16192 } ]\n")
        let reading = MeterReading(price: Self.id("fargate", "vcpu_x86"), quantity: 7300, part: "shop")
        let bill = book.invoice(for: [reading], freeTier: false)
        let line = try #require(bill.lines.first { $0.id.service == "fargate" })
        #expect(line.coveredQuantity == 3650)
        #expect(line.amount == Decimal(string: "147.752"))
        let paid = try #require(bill.lines.first { $0.id.service == "commitment" })
        #expect(paid.amount == Decimal(string: "118.2016"), "730 × 0.16192")
        #expect(bill.total == Decimal(string: "265.9536"))
        #expect(bill.lines.reduce(0) { $0 + $1.amount } == bill.total)
    }

    @Test func anUnusedCommitmentIsBilledAllTheSame() throws {
        let book = try book("commitments: [ { provider: aws, plan: compute-3y-no-upfront, hourly: 2 } ]\n")
        let bill = book.invoice(for: [], freeTier: false, hours: 720)
        #expect(bill.total == 1440)
        #expect(bill.lines.first?.price.note?.hasPrefix("0% of it used") == true)
        let small = MeterReading(price: Self.id("fargate", "vcpu_x86"), quantity: 100, part: "shop")
        let more = book.invoice(for: [small], freeTier: false, hours: 720)
        #expect(more.total == 1440, "covered in full")
        #expect(more.lines.first { $0.id.service == "fargate" }?.coveredQuantity == 100)
    }

    /// Fargate on x86 is 20 % cheaper under the plan and Lambda 12 %: the deeper discount is served first. Requests are
    /// never covered.
    @Test func theDeepestDiscountIsServedFirst() throws {
        let book = try book("commitments: [ { provider: aws, plan: compute-1y-no-upfront, hourly: 0.032384 } ]\n")
        let readings = [
            MeterReading(price: Self.id("lambda", "duration_x86"), quantity: 1_000_000, part: "a"),
            MeterReading(price: Self.id("lambda", "requests_x86"), quantity: 1_000_000, part: "a"),
            MeterReading(price: Self.id("fargate", "vcpu_x86"), quantity: 730, part: "b"),
        ]
        let lines = book.invoice(for: readings, freeTier: false).lines
        #expect(lines.first { $0.id.service == "fargate" }?.coveredQuantity == 730)
        #expect(lines.filter { $0.id.service == "lambda" }.map(\.coveredQuantity) == [0, 0])
    }

    /// Google's flexible commitment: 28 % off instance-based Cloud Run. A vCPU-second costs 0.000018, 0.00001296 under
    /// it; 0.046656 USD an hour are exactly one vCPU.
    @Test func googleCommitsBySpendToo() throws {
        let book = try book("commitments: [ { provider: google, plan: compute-flexible-1y, hourly: 0.046656 } ]\n")
        let id = PriceID(provider: .google, region: "us-central1", service: "cloud-run-instance", dimension: "cpu")
        let bill = book.invoice(for: [MeterReading(price: id, quantity: 2 * 730 * 3600, part: "")], freeTier: false)
        let line = try #require(bill.lines.first { $0.id == id })
        #expect(line.coveredQuantity == 2_628_000, "the seconds of 730 hours")
        #expect(line.amount == Decimal(string: "47.304"), "730 × 3,600 × 0.000018")
    }

    // MARK: Currency and age

    @Test func anotherCurrencyStandsBeside() throws {
        let book = try book("currency: { code: EUR, rate: 0.92, date: 2026-11-20, source: European Central Bank }\n")
        let bill = book.invoice(
            for: [MeterReading(price: Self.id("vpc", "public_ipv4"), quantity: 1000, part: "")], freeTier: false)
        #expect(bill.total == 5 && bill.totalInCurrency == Decimal(string: "4.6"))
    }

    /// The newest book is of 2026-10-06: a price of 2024-12 is 674 days older.
    @Test func oldPricesAreFlagged() throws {
        let rest = MeterReading(price: Self.id("apigateway", "rest_request"), quantity: 1, part: "")
        let lambda = MeterReading(price: Self.id("lambda", "requests_x86"), quantity: 1, part: "")
        func old(_ book: PriceBook) -> [String] {
            book.invoice(for: [rest, lambda], freeTier: false).oldLines.map(\.id.service)
        }
        #expect(old(standard) == ["apigateway"])
        #expect(try old(book("price-age: 3 years\n")).isEmpty)
        #expect(try old(book("price-age: 30d\n")) == ["apigateway"], "that of Lambda is of the very day")
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("discounts: { aws: 120% }", "1:19", "100%"),
        ("discounts: { asw: 12% }", "1:14", "aws"),
        ("discounts: { aws/lamda: 12% }", "1:14", "lambda"),
        ("discounts: 5%", "1:12", "mapping"),
        ("prices: { aws/us-east-1/lambda/duration_x68: 1 }", "1:11", "lambda/duration_x86"),
        ("prices: { aws/us-esat-1/lambda/duration_x86: 1 }", "1:11", "us-east-1"),
        ("prices: { lambda/duration_x86: 1 }", "1:11", "aws/us-east-1/lambda/duration_x86"),
        ("prices: { aws/lambda/duration_x86: 0 }", "1:36", "price of zero"),
        ("prices: { aws/lambda/duration_x86: { tiers: [ { up-to: 5, price: 1 } ] } }", "1:47", "above the last tier"),
        ("commitments: [ { provider: aws, plan: compute-1y, hourly: 5 } ]", "1:39", "compute-1y"),
        ("commitments: [ { provider: aws, plan: compute-1y-no-upfront, hourly: 0 } ]", "1:70", "zero"),
        ("currency: { code: euro, rate: 0.92, date: 2026-11-20, source: x }", "1:19", "EUR"),
        ("currency: { code: EUR, rate: -1, date: 2026-11-20, source: x }", "1:30", "zero"),
        ("currency: { code: EUR, rate: 1, date: yesterday, source: x }", "1:39", "2026-10-06"),
        ("currency: { code: EUR, rate: 1, date: 2026-11-20 }", "1:11", "source"),
        ("price-age: 12", "1:12", "no unit"),
        ("discount: { aws: 5% }", "1:1", "discounts"),
    ])
    func mistakesHaveTheirPlaces(line: String, place: String, words: String) throws {
        let failure = try #require(throws: DocumentFailure.self) { try book(line + "\n") }
        #expect(failure.description.contains("mine.yaml:\(place)"), "\(failure)")
        #expect(failure.description.contains(words), "\(failure)")
    }
}
