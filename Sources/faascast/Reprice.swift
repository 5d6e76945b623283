// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pricing
import Reporting

struct Reprice: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prices a finished run again under other prices, without simulating.",
        discussion: """
            EXAMPLES:
              faascast reprice reports/shop/results.json --prices our-contract.yaml
              faascast reprice reports/shop/results.json --prices next-year.yaml --format csv
            """)

    @Argument(help: "The results.json of a run.") var results: String
    @Option(help: "table, json, csv or markdown.") var format = ReportFormat.table
    @Flag(help: "No colour.") var noColor = false
    @OptionGroup var prices: PriceOptions

    func run() throws {
        try Complaints.reporting(noColour: noColor) {
            let book = try prices.book()
            let stored = try StoredRun(file: results)
            for name in stored.stopped {
                Complaints.say("faascast: note: \(name) is left out: a cap stopped its run, so that it has no month.")
            }
            let report = RepriceReport(stored, under: book)
            let style = TerminalStyle.of(.standardOutput, isRefused: noColor)
            try Descriptor.standardOutput.write(report.text(as: format, style: style))
        }
    }
}
