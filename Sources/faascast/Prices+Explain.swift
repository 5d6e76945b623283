// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Reporting

extension Prices {
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells all about a price: tiers, what is free, billing rules, source, an example.",
            discussion: """
                A price is named as lists and invoices name it: service/dimension, with the provider or the
                provider and the region before it, if it should be one alone.
                """)
        @Argument(help: "Such as lambda/duration_x86 or aws/us-east-1/lambda/duration_x86.") var name: String
        @Flag(help: "No colour.") var noColor = false
        @OptionGroup var prices: PriceOptions

        func run() throws {
            try Complaints.reporting(noColour: noColor) {
                let book = try prices.book()
                let found = book.prices(named: name)
                guard !found.isEmpty else {
                    let parts = name.split(separator: "/").suffix(2).joined(separator: "/")
                    if let gap = book.gaps.first(where: { $0.name == parts }) {
                        Complaints.say("faascast: \(gap.provider.rawValue)/\(gap.name) is not priced: \(gap.reason)")
                    } else if !name.contains("/") {
                        Complaints.say(
                            "faascast: error: '\(name)' is no price; name it as in lambda/duration_x86. "
                                + "`faascast prices \(name)` lists those with this word.")
                    } else {
                        let known = Set(book.prices.map(\.id.name)).sorted()
                        throw Complaints.unknown("price", name, known, near: parts)
                    }
                    throw Exit.wrongOption
                }
                let style = TerminalStyle.of(.standardOutput, isRefused: noColor)
                let cards = found.map { PriceCard($0, in: book).text(style: style) }
                try Descriptor.standardOutput.write(cards.joined(separator: "\n"))
            }
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what differs between two price files; 1 if anything does.",
            discussion: """
                Each is a price book, a file of your own (discounts, single prices) that holds on top of the
                prices of this program, or the name of a provider for the price book that comes with it.
                """)
        @Argument(help: "The old prices.") var old: String
        @Argument(help: "The new prices.") var new: String
        @Option(help: "table, json or csv.") var format = PriceListing.Format.table
        @Flag(help: "No colour.") var noColor = false

        func run() throws {
            try Complaints.reporting(noColour: noColor) {
                let difference = PriceBookDifference(from: try Self.book(old), to: try Self.book(new))
                let style = TerminalStyle.of(.standardOutput, isRefused: noColor)
                try Descriptor.standardOutput.write(PriceChanges(difference).text(as: format, style: style))
                if !difference.isEmpty { throw Exit.different }
            }
        }

        /// A provider's own book, the book in a file, or the standard one under a user's terms.
        private static func book(_ name: String) throws -> PriceBook {
            let provider = CloudProvider(rawValue: name)
            if PriceBook.standardProviders.contains(provider), !FileManager.default.fileExists(atPath: name) {
                return try PriceBook.standard().only(provider)
            }
            return try PriceBook.compared(file: name)
        }
    }
}

extension Complaints {
    /// Says that there is no such thing, and what is nearest.
    /// - Returns: The status to end with.
    static func unknown(_ kind: String, _ name: String, _ names: [String], near: String? = nil) -> ExitCode {
        let nearest = NearestName.of(near ?? name, among: names).map { "; did you mean \($0)?" }
        let known = names.count <= 12 ? "; there are \(names.joined(separator: ", "))" : ""
        say("faascast: error: there is no \(kind) '\(name)'" + (nearest ?? known))
        return Exit.wrongOption
    }
}
