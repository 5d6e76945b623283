// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pricing
import Reporting

struct Prices: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the price book.",
        discussion: """
            EXAMPLES:
              faascast prices                                   what there is
              faascast prices lambda duration --region us-east-1
              faascast prices search always ready
              faascast prices explain azure/functions-flex/on_demand_execution_time
              faascast prices diff aws our-contract.yaml        1 if any price differs
            """,
        subcommands: [List.self, Search.self, Explain.self, Diff.self], defaultSubcommand: List.self)

    /// How prices are chosen and shown.
    struct Selection: ParsableArguments {
        @Option(help: "Only this provider: aws, azure, google, cloudflare.") var provider: String?
        @Option(help: "Only this service, such as lambda.") var service: String?
        @Option(help: "Only this region.") var region: String?
        @Option(help: "table, json or csv.") var format = PriceListing.Format.table
        @Flag(help: "No colour.") var noColor = false
        @OptionGroup var prices: PriceOptions

        func show(_ words: [String], always: Bool) throws {
            try Complaints.reporting(noColour: noColor) {
                let book = try prices.book()
                let providers = book.editions.map(\.provider.rawValue)
                let services = Set(book.prices.map(\.id.service)).sorted()
                let regions = book.editions.flatMap { $0.regions.keys.sorted() }
                let filter = PriceFilter(
                    provider: try provider.map { CloudProvider(rawValue: try known($0, "provider", providers)) },
                    service: try service.map { try known($0, "service", services) },
                    region: try region.map { try known($0, "region", regions) }, words: words)
                let style = TerminalStyle.of(.standardOutput, isRefused: noColor)
                guard always || !filter.isEmpty || format != .table else {
                    return try Descriptor.standardOutput.write(PriceOverview(book).text(style: style))
                }
                let found = book.prices(matching: filter)
                if found.isEmpty {
                    Complaints.say("faascast: no price has all of these words; `faascast prices` shows what there is.")
                    throw Exit.nothingFound
                }
                try Descriptor.standardOutput.write(PriceListing(found, in: book).text(as: format, style: style))
            }
        }

        private func known(_ name: String, _ kind: String, _ names: [String]) throws -> String {
            if names.contains(name) { return name }
            throw Complaints.unknown(kind, name, names)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists prices, or what there is without a filter.")
        @Argument(help: "Only prices with all of these words.") var words: [String] = []
        @OptionGroup var selection: Selection

        func run() throws { try selection.show(words, always: false) }
    }

    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the prices that have all of some words.")
        @Argument(help: "Words of a name, a title, a unit or a note.") var words: [String]
        @OptionGroup var selection: Selection

        func run() throws { try selection.show(words, always: true) }
    }
}

extension PriceListing.Format: ExpressibleByArgument {}
