// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing

/// Prices for a screen, a table or a program.
public struct PriceListing: Sendable {
    private let prices: [Price]
    private let book: PriceBook

    public init(_ prices: [Price], in book: PriceBook) {
        self.prices = prices
        self.book = book
    }

    public enum Format: String, Sendable, CaseIterable {
        case table, json, csv
    }

    public func text(as format: Format, style: TerminalStyle = .plain) -> String {
        switch format {
        case .table: table(style)
        case .json: Shape<Price>.price.list.write(prices).document
        case .csv: CSVTable(heads: Self.heads, rows: prices.map(row)).text
        }
    }

    // MARK: For a screen

    /// Of each price its name, what it is, and a line for each region.
    private func table(_ style: TerminalStyle) -> String {
        var lines: [String] = []
        var last: PriceID?
        let width = prices.map(\.id.region.count).max() ?? 0
        for price in prices {
            if last.map({ ($0.provider, $0.name) != (price.id.provider, price.id.name) }) ?? true {
                let about = TextTable.wrapped("  \(price.service): \(price.title), USD per \(price.unit)", width: 80)
                lines.append(style("\(price.id.provider.rawValue)/\(price.id.name)", .strong))
                lines += about.map { style($0, .faint) }
                last = price.id
            }
            let region = price.id.region.padding(toLength: width, withPad: " ", startingAt: 0)
            let text = "\(Self.tiers(of: price))\(remarks(on: price))"
            let wrapped = TextTable.wrapped(text, width: 76 - width, hanging: 0)
            lines += wrapped.enumerated().map { index, part in
                "  \(index == 0 ? region : String(repeating: " ", count: width))  \(part)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func remarks(on price: Price) -> String {
        var remarks: [String] = []
        if let free = book.allowance(of: price) { remarks.append("free: \(free.title)") }
        if price.confidence == .low { remarks.append("low confidence") }
        if book.isOld(price) { remarks.append("of \(price.date)") }
        return remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
    }

    /// `0.0000166667 to 6 B, 0.000015 to 15 B, then 0.0000133334`
    static func tiers(of price: Price) -> String {
        price.tiers.enumerated().map { index, tier in
            let amount = tier.unitPrice == 0 ? "free" : "\(tier.unitPrice)"
            guard let bound = tier.upTo else { return index == 0 ? amount : "then \(amount)" }
            return "\(amount) to \(Figures.short(bound.approximate))"
        }.joined(separator: ", ")
    }

    // MARK: For programs

    private static let heads = [
        "provider", "region", "service", "dimension", "title", "unit", "up_to", "price_usd", "free", "billing",
        "source", "date", "confidence", "note",
    ]

    private func row(_ price: Price) -> [String] {
        [
            price.id.provider.rawValue, price.id.region, price.id.service, price.id.dimension, price.title, price.unit,
            price.tiers.map { $0.upTo.map { "\($0)" } ?? "" }.joined(separator: "|"),
            price.tiers.map { "\($0.unitPrice)" }.joined(separator: "|"), book.allowance(of: price)?.title ?? "",
            price.rule.sentences.joined(separator: "; "), price.source, price.date, price.confidence.rawValue,
            price.note ?? "",
        ]
    }
}

extension Shape where Value == Price {
    static var price: Self {
        .record("price", "What one unit costs, with the evidence for it.", [
            Field("provider", .text) { $0.id.provider.rawValue },
            Field("region", .text) { $0.id.region },
            Field("service", .text) { $0.id.service },
            Field("dimension", .text) { $0.id.dimension },
            Field("title", .text) { "\($0.service): \($0.title)" },
            Field("unit", .text) { $0.unit },
            Field("tiers", Shape<PriceTier>.priceTier.list) { $0.tiers },
            Field("free-allowance", Shape<String>.text.optional) { $0.freeAllowance },
            Field("billing", Shape<String>.text.list) { $0.rule.sentences },
            Field("source", .text) { $0.source },
            Field("date", .text) { $0.date },
            Field("confidence", .word) { $0.confidence },
            Field("note", Shape<String>.text.optional) { $0.note },
        ])
    }
}

extension Shape where Value == PriceTier {
    static var priceTier: Self {
        .record("price-tier", "Units of a month at one price.", [
            Field("up-to", Shape<Decimal>.money.optional, "null for all that is left") { $0.upTo },
            Field("price", .money, "US dollars a unit") { $0.unitPrice },
        ])
    }
}
