// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study
import Testing

@testable import Reporting

@Suite struct FocusTests {
    /// Heads to values, for each row.
    private func rows(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map { Self.fields(String($0)) }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    /// The fields of a line in which quotes may stand.
    private static func fields(_ line: String) -> [String] {
        var fields = [""], isQuoted = false
        for letter in line.replacing("\"\"", with: "\u{1}") {
            if letter == "\"" {
                isQuoted.toggle()
            } else if letter == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(letter == "\u{1}" ? "\"" : letter)
            }
        }
        return fields
    }

    /// The numbers are reckoned in `HandMadeRun`. Two values of 170 and 300 have a standard error of 65, and Student's
    /// t with one degree of freedom is 12.7062 at 97.5 %: the half-width is 825.903.
    @Test func eachPartOfALineIsARow() throws {
        let month = try #require(BillingMonth("2026-11"))
        let exported = try HandMadeRun.pieces.focus(prices: HandMadeRun.book, list: HandMadeRun.book, month: month)
        let found = rows(exported.text)
        #expect(found.map { $0["ResourceId"] } == ["mails", "orders"])
        #expect(found.map { $0["BilledCost"] } == ["85", "235"])
        #expect(found.map { $0["EffectiveCost"] } == ["85", "235"])
        #expect(found.map { $0["ConsumedQuantity"] } == ["30", "80"])
        let orders = try #require(found.last)
        let expected = [
            "ListCost": "235", "ContractedUnitPrice": "2.9375", "ConsumedUnit": "piece", "ChargeCategory": "Usage",
            "ChargeFrequency": "Usage-Based", "ChargeDescription": "Lambda: Pieces, \"small\"",
            "ChargePeriodStart": "2026-11-01T00:00:00Z", "ChargePeriodEnd": "2026-12-01T00:00:00Z",
            "BillingPeriodStart": "2026-11-01T00:00:00Z", "BillingPeriodEnd": "2026-12-01T00:00:00Z",
            "BillingCurrency": "USD", "ServiceName": "Lambda", "ServiceCategory": "Compute", "RegionId": "us-east-1",
            "RegionName": "US East (N. Virginia)", "SkuId": "lambda/pieces",
            "SkuPriceId": "aws/us-east-1/lambda/pieces", "PricingCategory": "Standard", "ProviderName": "AWS",
            "PublisherName": "AWS", "InvoiceIssuerName": "AWS", "x_Option": "lambda", "x_ScenarioId": "Shop",
            "Tags": "{\"option\": \"lambda\", \"scenario\": \"Shop\"}",
        ]
        for (head, value) in expected { #expect(orders[head] == value, "\(head)") }
        let low = try #require(orders["x_CostLow95"].flatMap(Double.init))
        let high = try #require(orders["x_CostHigh95"].flatMap(Double.init))
        #expect(abs(high - 1060.903) < 0.01 && abs(low + 590.903) < 0.01)
        #expect(exported.notes.isEmpty)
    }

    /// The book is of December, whose month ends in another year.
    @Test func theMonthIsThatOfThePriceBook() throws {
        let text = try HandMadeRun.pieces.focus(prices: HandMadeRun.book, list: HandMadeRun.book).text
        #expect(rows(text).allSatisfy { $0["BillingPeriodStart"] == "2026-12-01T00:00:00Z" })
        #expect(rows(text).allSatisfy { $0["BillingPeriodEnd"] == "2027-01-01T00:00:00Z" })
        for wrong in ["2026-13", "2026-1", "26-01", "2026-00", "2026-01-01", "", "+026-01"] {
            #expect(BillingMonth(wrong) == nil, "\(wrong)")
        }
    }

    /// Three replications of a third make no finite decimal; rows sum to the month nevertheless.
    @Test func rowsSumToTheMonth() throws {
        let ids = ["duration_x86", "requests_x86"].map { HandMadeRun.aws("lambda", $0) }
        let meters = ["a", "b", "c"].flatMap { part in
            ids.map { MeterRecord.Meter(price: $0, part: part, quantities: [1_000_003, 77, 5_000_009]) }
        }
        var run = HandMadeRun.run([])
        run.deployments[0].record = MeterRecord(replications: 3, freeTier: false, meters: meters)
        let prices = try PriceBook.standard()
        let text = try run.focus(prices: prices, list: prices).text
        let sum = rows(text).compactMap { $0["BilledCost"].flatMap { Decimal(string: $0) } }.reduce(0, +)
        // Gigabyte-seconds: 3 × 6,000,089 / 3 at 0.0000166667; requests: as many at 0.0000002.
        let exact = Decimal(6_000_089) * (Decimal(string: "0.0000166667") ?? 0) + Decimal(6_000_089) / 5_000_000
        #expect(sum == exact.toPlaces(10))
        let month = run.repriced(under: prices).first?.monthlyCost.value
        #expect(abs(NSDecimalNumber(decimal: sum).doubleValue - (month ?? 0)) < 1e-9)
    }

    /// A cost of zero would say that it is free.
    @Test func whatHasNoPriceHasNoRow() throws {
        let unknown = HandMadeRun.aws("lambda", "no_such_thing")
        let cluster = MeterRecord.Unnamed(
            service: "MSK", title: "Kafka cluster", unit: "hour", note: "not part of it", part: "log",
            quantities: [730, 730])
        let run = HandMadeRun.run(
            [HandMadeRun.meter(HandMadeRun.id, "orders", 1, 1), HandMadeRun.meter(unknown, "orders", 1, 1)],
            unnamed: [cluster])
        let exported = try run.focus(prices: HandMadeRun.book, list: HandMadeRun.book)
        #expect(rows(exported.text).count == 1)
        #expect(exported.notes.count == 2)
        #expect(exported.notes[0].contains("no_such_thing") && exported.notes[1].contains("Kafka cluster"))
    }

    /// 10 % off 235 and 85; list prices stay.
    @Test func discountsLeaveTheListCost() throws {
        let mine = try HandMadeRun.book.adding(text: "discounts: { aws: 10% }\n", name: "mine.yaml")
        let found = rows(try HandMadeRun.pieces.focus(prices: mine, list: HandMadeRun.book).text)
        #expect(found.map { $0["BilledCost"] } == ["76.5", "211.5"])
        #expect(found.map { $0["ListCost"] } == ["85", "235"])
    }

    /// Every service of the price book has a category of its own.
    @Test func everyServiceHasACategory() throws {
        let words = try FocusVocabulary.standard()
        for price in try PriceBook.standard().prices {
            #expect(words.category(of: price.id) != .other, "\(price.id)")
        }
        let made = PriceID(provider: CloudProvider(rawValue: "acme"), region: "x", service: "y", dimension: "z")
        #expect(words.category(of: made) == .other && words.name(of: made.provider) == "acme")
        #expect(words.pricing(of: HandMadeRun.aws("fargate", "spot_vcpu_arm")) == .dynamic)
    }
}
