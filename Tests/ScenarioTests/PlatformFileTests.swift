// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Pricing
import Testing

@testable import Scenario

/// What holds for the files of all platforms, and what is told of one that is wrong.
@Suite struct PlatformFileTests {
    /// A name with a word in braces is looked up with the word that the product has for it.
    @Test func billsNameOnlyPricesOfTheBookOrKnownGaps() throws {
        let book = try PriceBook.standard()
        for product in try Catalogue.load().products {
            guard let provider = product.provider else {
                #expect(product.bill.isEmpty, "\(product.name) has no provider, and so no price book")
                continue
            }
            let seller = CloudProvider(rawValue: provider.rawValue)
            let known = Set(book.prices.filter { $0.id.provider == seller }.map(\.id.name))
                .union(book.gaps.filter { $0.provider == seller }.map(\.name))
            for term in product.bill {
                let name = term.wordsInPrice.reduce(term.price) { name, word in
                    name.replacing("{\(word)}", with: product.profile.values[word]?.node.text ?? "")
                }
                #expect(known.contains(name), "\(product.name) bills \(name)")
            }
        }
    }

    @Test func everyPartHasAtMostOneNaturalPlaceAtAProvider() throws {
        let catalogue = try Catalogue.load()
        for seller in catalogue.sellers {
            let natural = catalogue.products.filter { $0.provider == seller.provider }.flatMap { Array($0.natural) }
            #expect(natural.count == Set(natural).count, "\(seller.title)")
            for product in catalogue.products where product.provider == seller.provider {
                #expect(product.natural.isSubset(of: product.runs), "\(product.name)")
            }
        }
    }

    /// Each of the four sells something to run handlers, doors, tables, queues and workflows on.
    @Test(arguments: ["aws", "azure", "google", "cloudflare"])
    func whatEveryApplicationNeedsIsNatural(provider: String) throws {
        let offers = try Catalogue.load().offers(of: Provider(rawValue: provider))
        for part in ["handler", "door", "workflow", "table", "object-store", "queue", "schedule"] {
            let offer = try #require(offers.first { $0.part == part })
            #expect(offer.natural != nil, "\(provider) \(part)")
        }
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var file: String
        var says: String
        var testDescription: String { says }
    }

    static let good = "provider: nimbus\nregions: { north: { area: europe } }\n"

    @Test(arguments: [
        Mistake(file: "title: Nimbus\n", says: "provider"),
        Mistake(file: "provider: nimbus\n", says: "regions"),
        Mistake(file: good + "products: { a: { model: instance, runs: [ handler ] } }\n", says: "instances"),
        Mistake(file: good + "products: { a: { model: push, runs: [ qeue ] } }\n", says: "queue"),
        Mistake(file: good + "products: { a: { model: push, runs: [ queue ], natural: [ topic ] } }\n", says: "topic"),
        Mistake(file: good + "products: { lambda: { model: push, runs: [ queue ] } }\n", says: "already"),
        Mistake(
            file: good + "products: { a: { model: push, runs: [ queue ], values: { keeps: { value: 1 d } } } }\n",
            says: "source"),
        Mistake(
            file: good + "products: { a: { model: push, runs: [ queue ], bill: { x/y: publishs } } }\n",
            says: "publishes"),
        Mistake(
            file: good + "products: { a: { model: push, runs: [ queue ], bill: { x/y: hours }, shared: [ x/z ] } }\n",
            says: "x/y"),
        Mistake(
            file: good + "products: { a: { model: push, runs: [ queue ], natural: [ queue ] },"
                + " b: { model: push, runs: [ queue ], natural: [ queue ] } }\n",
            says: "'a'"),
    ])
    func mistakesAreToldWithTheirPlace(_ mistake: Mistake) throws {
        let diagnostics = Diagnostics()
        let root = try #require(Document.parse(mistake.file, name: "nimbus.yaml", diagnostics: diagnostics)?.root)
        do {
            _ = try Catalogue.load(ProfileLibrary.load(), adding: [root], diagnostics: diagnostics)
            Issue.record("nothing was wrong")
        } catch {
            let texts = error.diagnostics.map { FaultSentence($0.fault).text }
            #expect(texts.contains { $0.contains(mistake.says) }, "\(texts)")
            #expect(error.diagnostics.allSatisfy { $0.place.file == "nimbus.yaml" && $0.place.line >= 1 })
        }
    }
}
