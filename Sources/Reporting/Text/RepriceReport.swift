// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Measurement
import Pricing
import Study

/// A finished run under other prices, beside what the run found.
public struct RepriceReport: Sendable {
    private let run: StoredRun
    private let repriced: [Repricing]
    private let currency: CurrencyRate?

    public init(_ run: StoredRun, under prices: PriceBook) {
        self.run = run
        repriced = run.repriced(under: prices)
        currency = prices.terms.currency
    }

    /// In `format`, ending with a line break.
    public func text(as format: ReportFormat, style: TerminalStyle = .plain) -> String {
        switch format {
        case .table: table(style)
        case .json: Shape<[Repricing]>.repricings.write(repriced).document
        case .csv: CSVTable(heads: Self.heads, rows: rows).text
        case .markdown: markdown
        }
    }

    private func table(_ style: TerminalStyle) -> String {
        let title = "\(run.scenarioName): US dollars a month, the same usage under other prices"
        var lines = TextTable.wrapped(title, width: 80)
        let options = zip(run.deployments, repriced).map { old, new in
            [
                TextTable.Cell(old.name, .strong), TextTable.Cell(Figures.dollars(old.monthlyCost)),
                TextTable.Cell(bound(new) + Figures.dollars(new.monthlyCost)),
                TextTable.Cell(Self.change(from: old.monthlyCost, to: new.monthlyCost.value)),
            ] + (currency.map { [TextTable.Cell(inCurrency(new, $0))] } ?? [])
        }
        let heads = ["option", "as run", "now", "change"] + (currency.map { [$0.code] } ?? [])
        lines += TextTable(heads: heads, rows: options).lines(width: 80, style: style)
        for deployment in repriced {
            lines += ["", style(TerminalStyle.safe(deployment.name), .strong)]
            let rows = deployment.invoice.map { line in
                [
                    TextTable.Cell("  \(line.service): \(line.title)"),
                    TextTable.Cell("\(Figures.quantity(line.quantity.value)) \(line.unit)"),
                    line.amount.map { TextTable.Cell(Figures.dollars($0.value)) }
                        ?? TextTable.Cell("not priced", .doubtful),
                ]
            }
            lines += TextTable(heads: ["  item", "quantity", "USD"], rows: rows).lines(width: 80, style: style)
            lines += deployment.invoice.filter(\.isOld).flatMap {
                TextTable.wrapped("  Old or undated price: \($0.service) \($0.title) (\($0.date))", width: 80)
            }
        }
        if let currency {
            lines += [""] + TextTable.wrapped(
                "1 USD = \(currency.perDollar) \(currency.code) on \(currency.date) (\(currency.source))", width: 80)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func bound(_ deployment: Repricing) -> String { deployment.isLowerBound ? "≥ " : "" }

    private func inCurrency(_ deployment: Repricing, _ rate: CurrencyRate) -> String {
        let factor = rate.perDollar.approximate
        return bound(deployment) + Figures.fixed(deployment.monthlyCost.value * factor, 2)
    }

    /// `−12.5 %`
    private static func change(from old: Double, to new: Double) -> String {
        guard old > 0 else { return Figures.none }
        // What differs by less than the millionth that results keep is the same.
        let share = abs(new - old) < 1e-6 ? 0 : (new - old) / old * 100
        return (share > 0 ? "+" : "") + Figures.significant(share, 3) + " %"
    }

    private var markdown: String {
        let rows = zip(run.deployments, repriced).map { old, new in
            "| \(old.name) | \(Figures.dollars(old.monthlyCost)) | \(bound(new))\(Figures.dollars(new.monthlyCost)) "
                + "| \(Self.change(from: old.monthlyCost, to: new.monthlyCost.value)) |"
        }
        let heads = ["| Option | As run | Now | Change |", "| --- | ---: | ---: | ---: |"]
        return (heads + rows).joined(separator: "\n") + "\n"
    }

    private static let heads = [
        "option", "meter", "title", "quantity", "unit", "amount_usd", "source", "date", "confidence",
    ]

    private var rows: [[String]] {
        repriced.flatMap { deployment in
            deployment.invoice.map { line in
                [
                    deployment.name, line.meter, "\(line.service): \(line.title)", "\(line.quantity.value)", line.unit,
                    line.amount.map { "\($0.value)" } ?? "", line.source, line.date, line.confidence?.rawValue ?? "",
                ]
            }
        }
    }
}

extension Shape where Value == [Repricing] {
    static var repricings: Self {
        Shape<Repricing>.record("repricing", "A deployment's month under other prices.", [
            Field("name", .text) { $0.name },
            Field("monthly-cost", .money) { $0.monthlyCost },
            Field("is-lower-bound", .flag, "true when a line could not be priced") { $0.isLowerBound },
            Field("invoice", Shape<InvoiceLineSummary>.invoiceLine.list) { $0.invoice },
            Field("cost-by-service", Shape<NamedAmount>.namedAmount.list) { $0.costByService },
            Field("per-replication", Shape<Double>.money.list) { $0.perReplication },
        ]).list
    }
}
