// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing

/// What changed from one price book to another.
public struct PriceChanges: Sendable {
    private let difference: PriceBookDifference

    public init(_ difference: PriceBookDifference) { self.difference = difference }

    /// Ending with a line break.
    public func text(as format: PriceListing.Format, style: TerminalStyle = .plain) -> String {
        switch format {
        case .table: table(style)
        case .json: Shape<PriceBookDifference>.difference.write(difference).document
        case .csv: CSVTable(heads: ["change", "price", "old_usd", "new_usd", "percent"], rows: rows).text
        }
    }

    private func table(_ style: TerminalStyle) -> String {
        guard !difference.isEmpty else { return "No price differs.\n" }
        var lines: [String] = []
        func section(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            lines.append(style("\(title) (\(items.count))", .strong))
            lines += items.flatMap { TextTable.wrapped("  \($0)", width: 80) }
        }
        section("changed", difference.changed.map { change in
            "\(change.old.id): \(Self.amount(change.old)) becomes \(Self.amount(change.new))\(Self.percent(change))"
        })
        section("added", difference.added.map { "\($0.id): \(Self.amount($0)) per \($0.unit)" })
        section("removed", difference.removed.map { "\($0.id): \(Self.amount($0)) per \($0.unit)" })
        section("free allowances", difference.allowances)
        return lines.joined(separator: "\n") + "\n"
    }

    private var rows: [[String]] {
        difference.changed.map { change in
            ["changed", change.old.id.description, first(change.old), first(change.new), Self.figure(change) ?? ""]
        } + difference.added.map { ["added", $0.id.description, "", first($0), ""] }
            + difference.removed.map { ["removed", $0.id.description, first($0), "", ""] }
    }

    private func first(_ price: Price) -> String { price.tiers.first.map { "\($0.unitPrice)" } ?? "" }

    private static func amount(_ price: Price) -> String { PriceListing.tiers(of: price) }

    private static func percent(_ change: PriceBookDifference.Change) -> String {
        if change.old.unit != change.new.unit { return ", per \(change.new.unit) instead of \(change.old.unit)" }
        if change.old.tiers == change.new.tiers { return ", by another billing rule" }
        return figure(change).map { " (\($0) %)" } ?? ""
    }

    /// `+12.5`, `−10`
    static func figure(_ change: PriceBookDifference.Change) -> String? {
        change.fraction.map { fraction in
            let percent = (fraction * 100).approximate
            return (percent > 0 ? "+" : "") + Figures.significant(percent, 3)
        }
    }
}

extension Shape where Value == PriceBookDifference {
    static var difference: Self {
        .record("price-difference", "What changed from one price book to another.", [
            Field("changed", Shape<PriceBookDifference.Change>.change.list) { $0.changed },
            Field("added", Shape<Price>.price.list) { $0.added },
            Field("removed", Shape<Price>.price.list) { $0.removed },
            Field("allowances", Shape<String>.text.list) { $0.allowances },
        ])
    }
}

extension Shape where Value == PriceBookDifference.Change {
    static var change: Self {
        .record("price-change", "A price that is not the same in both.", [
            Field("old", .price) { $0.old },
            Field("new", .price) { $0.new },
            Field("percent", Shape<String>.text.optional, "of the first unit's price") { PriceChanges.figure($0) },
        ])
    }
}
