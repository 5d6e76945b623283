// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pricing
import Reporting

struct Price: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turns a list of meters into an invoice.",
        discussion: """
            EXAMPLES:
              faascast price meters.yaml
              faascast price meters.yaml --format json
              faascast price meters.yaml --prices our-contract.yaml

            A FILE OF METERS:
              provider: aws
              region: us-east-1
              free-tier: off          on, if nothing is said
              meters:
                - lambda: { requests: 3M, duration: 200 ms, memory: 512 MB }
                - http-api: { requests: 3M }
                - { provider: azure, region: eastus, event-grid: { operations: 5M } }
            """)

    @Argument(help: "A usage sheet: provider, region, meters.") var meters: String
    @Option(help: "table, json, csv or markdown.") var format = ReportFormat.table
    @Flag(help: "No colour.") var noColor = false
    @OptionGroup var prices: PriceOptions

    func run() throws {
        try Complaints.reporting(noColour: noColor) {
            let book = try prices.book()
            let invoice = try UsageSheet.load(meters, book: book).invoice(with: book)
            let style = TerminalStyle.of(.standardOutput, isRefused: noColor)
            try Descriptor.standardOutput.write(InvoiceReport(invoice).text(as: format, style: style))
        }
    }
}
