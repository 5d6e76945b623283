// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing

/// An invoice: what was used, at what price, for how much.
public struct InvoiceReport: Sendable {
    private let invoice: Invoice

    public init(_ invoice: Invoice) { self.invoice = invoice }

    /// In `format`, ending with a line break.
    public func text(as format: ReportFormat, style: TerminalStyle = .plain) -> String {
        switch format {
        case .table: table(style)
        case .json: Shape<Invoice>.invoice.write(invoice).document
        case .csv: CSVTable(heads: heads, rows: rows).text
        case .markdown: markdown
        }
    }

    private func table(_ style: TerminalStyle) -> String {
        let rows = invoice.lines.map { line in
            [
                TextTable.Cell(line.title), TextTable.Cell(Self.quantity(of: line)),
                TextTable.Cell(Self.dollars(line.amount)),
            ]
        }
        let total = [TextTable.Cell("Total", .strong), TextTable.Cell(""), TextTable.Cell(total, .strong)]
        var lines = TextTable(heads: ["item", "quantity", "USD"], rows: rows + [total]).lines(width: 100, style: style)
        if !invoice.notPriced.isEmpty {
            lines += ["", style("Not priced (the bill is higher):", .doubtful)]
            lines += invoice.notPriced.map { unpriced in
                "  \(unpriced.reading.price), \(Figures.quantity(Self.approximate(unpriced.reading.quantity)))"
            }
        }
        let weak = invoice.lowConfidenceLines
        if !weak.isEmpty {
            lines += ["", style("Prices known with low confidence:", .doubtful)] + weak.map { "  \($0.title)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var total: String { (invoice.isLowerBound ? "≥ " : "") + Self.dollars(invoice.total) }

    private var markdown: String {
        let shown = invoice.lines.map { line in
            "| \(line.title) | \(Self.quantity(of: line)) | \(Self.dollars(line.amount)) |"
        }
        return (["| Item | Quantity | USD |", "| --- | ---: | ---: |"] + shown + ["| **Total** | | **\(total)** |"])
            .joined(separator: "\n") + "\n"
    }

    private var heads: [String] {
        ["price", "title", "quantity", "free_quantity", "unit", "amount_usd", "source", "date", "confidence"]
    }

    private var rows: [[String]] {
        invoice.lines.map { line in
            [
                line.id.description, line.title, "\(line.quantity)", "\(line.freeQuantity)", line.unit,
                "\(line.amount)", line.price.source, line.price.date, line.price.confidence.rawValue,
            ]
        } + invoice.notPriced.map { unpriced in
            [unpriced.reading.price.description, "", "\(unpriced.reading.quantity)"] + Array(repeating: "", count: 6)
        }
    }

    private static func quantity(of line: InvoiceLine) -> String {
        let all = "\(Figures.quantity(approximate(line.quantity))) \(line.unit)"
        guard line.freeQuantity > 0 else { return all }
        return "\(all), \(Figures.quantity(approximate(line.freeQuantity))) of them free"
    }

    /// To the cent, half up: the only place where an amount is rounded.
    private static func dollars(_ amount: Decimal) -> String { Figures.fixed(approximate(amount), 2) }

    private static func approximate(_ value: Decimal) -> Double { NSDecimalNumber(decimal: value).doubleValue }
}
