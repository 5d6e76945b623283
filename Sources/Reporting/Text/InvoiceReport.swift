// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
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

    // MARK: For a screen

    private func table(_ style: TerminalStyle) -> String {
        let rows = invoice.lines.flatMap { line in
            [cells(line.title, Self.quantity(of: line), line.amount)] + details(of: line).map { faint($0) }
        }
        let total = cells("Total", "", invoice.total).map { TextTable.Cell($0.text, .strong) }
        let heads = ["item", "quantity", "USD"] + (invoice.currency.map { [$0.code] } ?? [])
        var lines = TextTable(heads: heads, rows: rows + [total]).lines(width: 80, style: style)
        lines += remarks(style)
        return lines.joined(separator: "\n") + "\n"
    }

    private func cells(_ title: String, _ quantity: String, _ amount: Decimal) -> [TextTable.Cell] {
        let isTotal = title == "Total"
        let mark = isTotal && invoice.isLowerBound ? "≥ " : ""
        let other = invoice.currency.map { [TextTable.Cell(mark + Self.dollars(amount * $0.perDollar))] } ?? []
        return [TextTable.Cell(title), TextTable.Cell(quantity), TextTable.Cell(mark + Self.dollars(amount))] + other
    }

    private func faint(_ text: String) -> [TextTable.Cell] {
        let empty = [TextTable.Cell](repeating: TextTable.Cell(""), count: invoice.currency == nil ? 2 : 3)
        return [TextTable.Cell("  \(text)", .faint)] + empty
    }

    /// What is free, what commitments cover, and what each tier costs.
    private func details(of line: InvoiceLine) -> [String] {
        var details: [String] = []
        if line.freeQuantity > 0 { details.append("\(Self.count(line.freeQuantity)) of them free") }
        if line.coveredQuantity > 0 { details.append("\(Self.count(line.coveredQuantity)) under commitments") }
        if line.roundedUp > 0 { details.append("rounded up by \(Self.count(line.roundedUp))") }
        details += line.tiers.map { tier in
            tier.quantity > 0 ? "\(tier.label) at \(tier.unitPrice)" : "\(tier.label): \(Self.dollars(tier.amount))"
        }
        if line.id.service == "commitment", let note = line.price.note { details.append(note) }
        return details
    }

    private func remarks(_ style: TerminalStyle) -> [String] {
        var lines: [String] = []
        func section(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            lines += ["", style(title, .doubtful)]
            lines += items.flatMap { TextTable.wrapped("  \($0)", width: 80, hanging: 4) }
        }
        section("Not priced (the bill is higher):", invoice.notPriced.map { unpriced in
            "\(unpriced.reading.price), \(Self.count(unpriced.reading.quantity)): \(unpriced.sentence)"
        })
        section("Prices known with low confidence:", invoice.lowConfidenceLines.map(\.title))
        section("Old or undated prices:", invoice.oldLines.map { "\($0.title) (\($0.price.date))" })
        if let rate = invoice.currency {
            lines += [""] + TextTable.wrapped(
                "1 USD = \(rate.perDollar) \(rate.code) on \(rate.date) (\(rate.source))", width: 80)
        }
        return lines
    }

    // MARK: For other programs

    private var markdown: String {
        let other = invoice.currency.map { [$0.code] } ?? []
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        func amounts(_ amount: Decimal) -> [String] {
            [Self.dollars(amount)] + (invoice.currency.map { [Self.dollars(amount * $0.perDollar)] } ?? [])
        }
        let rule = ["---", "---:", "---:"] + other.map { _ in "---:" }
        let shown = invoice.lines.map { line([$0.title, Self.quantity(of: $0)] + amounts($0.amount)) }
        let mark = invoice.isLowerBound ? "≥ " : ""
        let total = line(["**Total**", ""] + amounts(invoice.total).map { "**\(mark)\($0)**" })
        let heads = line(["Item", "Quantity", "USD"] + other)
        return ([heads, line(rule)] + shown + [total]).joined(separator: "\n") + "\n"
    }

    private var heads: [String] {
        [
            "price", "title", "quantity", "free_quantity", "covered_quantity", "unit", "amount_usd", "source", "date",
            "is_old", "confidence", "note",
        ] + (invoice.currency.map { ["amount_\($0.code.lowercased())"] } ?? [])
    }

    private var rows: [[String]] {
        invoice.lines.map { line in
            [
                line.id.description, line.title, "\(line.quantity)", "\(line.freeQuantity)", "\(line.coveredQuantity)",
                line.unit, "\(line.amount)", line.price.source, line.price.date, "\(line.isOld)",
                line.price.confidence.rawValue, line.price.note ?? "",
            ] + (invoice.currency.map { ["\(line.amount * $0.perDollar)"] } ?? [])
        } + invoice.notPriced.map { unpriced in
            [unpriced.reading.price.description, "", "\(unpriced.reading.quantity)"]
                + Array(repeating: "", count: 8) + ["not priced: \(unpriced.sentence)"]
                + (invoice.currency == nil ? [] : [""])
        }
    }

    private static func quantity(of line: InvoiceLine) -> String { "\(count(line.quantity)) \(line.unit)" }

    private static func count(_ value: Decimal) -> String { Figures.quantity(value.approximate) }

    /// To the cent, half up: the only place where an amount is rounded.
    private static func dollars(_ amount: Decimal) -> String { Figures.fixed(amount.approximate, 2) }
}
