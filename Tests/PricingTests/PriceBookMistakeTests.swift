// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Testing

/// A malformed price book names line, column and the rule that is broken.
@Suite struct PriceBookMistakeTests {
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

    /// What stands after the price at line 14, from line 15 on.
    @Test(arguments: [
        ("meters: { work: { title: Work, inputs: { n: cuont }, uses: { work/piece: n } } }", "15:45", "count"),
        ("meters: { work: { title: Work, inputs: { n: count }, uses: { work/pice: n } } }", "15:62", "work/piece"),
        ("meters: { work: { title: Work, inputs: { n: count }, uses: { work/piece: m } } }", "15:74", "n"),
        ("meters: { work: { title: Work, inputs: { n: count }, uses: { work/piece: n * } } }", "15:74", "too early"),
        ("meters: { work: { title: Work, inputs: { n: time }, uses: { work/piece: billed(n) } } }", "15:73", "increment"),
        ("meters: { work: { title: Work, inputs: { n: count }, uses: {} } }", "15:17", "uses no price"),
        ("meters: [ work ]", "15:9", "mapping"),
        ("base-fees: { plan: { title: Plan, price: work/pice, services: work, source: a } }", "15:42", "work/piece"),
        ("base-fees: { plan: { title: Plan, price: work/piece, services: wrok, source: a } }", "15:64", "work"),
        ("not-priced: { work/piece: nobody says }", "15:15", "has a price"),
        ("not-priced: { piece: nobody says }", "15:15", "service/dimension"),
        ("savings-plans: { year: { title: A, regions: here, discounts: { work/pice: 5% }, source: a } }", "15:64", "work/piece"),
        ("savings-plans: { year: { title: A, regions: here, discounts: { work/piece: 0.05 }, source: a } }", "15:76", "%"),
    ])
    func mistakesBesidePricesHaveTheirPlaces(line: String, place: String, words: String) throws {
        let text = Self.book("{ price: 1, source: a, confidence: high }") + line + "\n"
        let failure = try #require(throws: DocumentFailure.self) { try PriceBook(text: text, name: "mine.yaml") }
        #expect(failure.description.contains("mine.yaml:\(place)"), "\(failure)")
        #expect(failure.description.contains(words), "\(failure)")
    }

    @Test(arguments: [
        ("billing: { increment: 100 }", "ms"),
        ("billing: { first-chunk: 64 KB }", "chunk"),
        ("billing: { chunk: 0 KB }", "zero"),
        ("billing: { round-up-to: 0 }", "zero"),
        ("billing: { size-minimum: 2 GB, size-maximum: 1 GB }", "below"),
        ("billing: { measured: hourly }", "hourly-maximum"),
        ("billing: { incerment: 1 ms }", "increment"),
        ("billing: 1 ms", "mapping"),
    ])
    func mistakesInBillingRulesAreTold(line: String, words: String) throws {
        let text = Self.book("{ price: 1, source: a, confidence: high }\n        \(line)")
        let failure = try #require(throws: DocumentFailure.self) { try PriceBook(text: text, name: "mine.yaml") }
        #expect(failure.diagnostics.allSatisfy { $0.place.line == 15 }, "\(failure)")
        #expect(failure.description.contains(words), "\(failure)")
    }

    @Test func aBookHasADay() throws {
        let text = Self.book("{ price: 1, source: a, confidence: high }")
            .replacing("effective: 2026-11-23", with: "effective: soon")
        let failure = try #require(throws: DocumentFailure.self) { try PriceBook(text: text, name: "mine.yaml") }
        #expect(failure.description.contains("mine.yaml:3:12") && failure.description.contains("2026-10-06"), "\(failure)")
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
