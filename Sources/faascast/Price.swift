// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Pricing
import Reporting

struct Price: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Turns a list of meters into an invoice.")

    @Argument(help: "A usage sheet: provider, region, meters.") var meters: String

    func run() throws {
        try reportingInputErrors {
            let book = try PriceBook.standard()
            let sheet = try UsageSheet.load(meters, book: book)
            print(InvoiceReport(sheet.invoice(with: book)).text, terminator: "")
        }
    }
}
