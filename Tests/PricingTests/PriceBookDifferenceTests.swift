// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Testing

@Suite struct PriceBookDifferenceTests {
    private static func book(_ prices: [(String, Decimal)], free: Decimal = 10) -> PriceBook {
        PriceBook(
            prices: prices.map { Sample.price($0.0, [PriceTier(unitPrice: $0.1)]) },
            allowances: [
                FreeAllowance(
                    provider: .aws, name: "pool", title: "a pool", quantity: free, unit: "piece", kind: .always,
                    covers: ["work/kept"], source: "a test")
            ])
    }

    @Test func whatCameWentAndChangedIsTold() throws {
        let old = Self.book([("kept", 4), ("gone", 1), ("raised", 10)])
        let new = Self.book([("kept", 4), ("new", 2), ("raised", 12)], free: 20)
        let difference = PriceBookDifference(from: old, to: new)
        #expect(difference.added.map(\.id.dimension) == ["new"])
        #expect(difference.removed.map(\.id.dimension) == ["gone"])
        #expect(difference.changed.map(\.old.id.dimension) == ["raised"])
        #expect(difference.changed.first?.fraction == Decimal(string: "0.2"))
        #expect(difference.allowances == ["aws/pool: 10 becomes 20 piece"])
    }

    @Test func equalBooksDoNotDiffer() throws {
        let book = try PriceBook.standard()
        #expect(PriceBookDifference(from: book, to: book).isEmpty)
        let discounted = try book.adding(text: "discounts: { cloudflare: 10% }\n", name: "mine.yaml")
        let difference = PriceBookDifference(from: book, to: discounted)
        #expect(Set(difference.changed.map(\.old.id.provider)) == [.cloudflare])
        #expect(difference.changed.allSatisfy { $0.fraction == nil || $0.fraction == Decimal(string: "-0.1") })
    }

    @Test func pricesAreFoundByWordsAndNames() throws {
        let book = try PriceBook.standard()
        let found = book.prices(matching: PriceFilter(words: ["flex", "ALWAYS ready", "eastus"]))
        #expect(found.map(\.id.dimension) == [
            "always_ready_baseline", "always_ready_execution_time", "always_ready_executions",
        ])
        let regions = book.prices(named: "lambda/duration_x86").map(\.id.region)
        #expect(regions == ["ap-northeast-1", "eu-west-1", "us-east-1"])
        #expect(book.prices(named: "aws/eu-west-1/lambda/duration_x86").count == 1)
        #expect(book.prices(named: "workflows/requests").map(\.id.provider) == [.cloudflare])
        #expect(book.prices(named: "lambda").isEmpty)
    }
}
