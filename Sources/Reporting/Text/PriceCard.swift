// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing

/// All about one price: tiers, what is free, how it is billed, where it was read, and a bill to follow.
public struct PriceCard: Sendable {
    private let price: Price
    private let book: PriceBook

    public init(_ price: Price, in book: PriceBook) {
        self.price = price
        self.book = book
    }

    /// Ending with a line break.
    public func text(style: TerminalStyle = .plain) -> String {
        var lines = [style("\(price.id)", .strong), "  \(price.service): \(price.title)"]
        lines += tiers
        if let free = book.allowance(of: price) {
            let kind = free.kind == .included ? "included in the plan" : "free each month"
            let pool = free.covers.count > 1 ? ", one pool for \(free.covers.joined(separator: ", "))" : ""
            lines.append("  \(kind): \(free.title)\(pool)")
        }
        lines += unapplied.map { free in
            "  not taken off: \(free.title) (\(free.kind == .firstYear ? "an account's first year" : "on request"))"
        }
        lines += price.rule.sentences.map { "  billing: \($0)" }
        lines += book.plans(lowering: price).map { plan, fraction in
            "  \(plan.name): \(fraction * 100)% off (\(plan.title))"
        }
        lines += book.meters(of: price).map { "  in a sheet: \($0.synopsis)" }
        if let note = price.note { lines.append("  note: \(note)") }
        lines.append("  source: \(price.source)")
        lines.append("  date: \(price.date)" + (book.isOld(price) ? ", older than is wanted" : ""))
        lines.append("  confidence: \(price.confidence.rawValue)")
        lines += example
        return lines.flatMap { TextTable.wrapped($0, width: 80) }.joined(separator: "\n") + "\n"
    }

    private var tiers: [String] {
        price.tiers.enumerated().map { index, tier in
            let amount = tier.unitPrice == 0 ? "free" : "\(tier.unitPrice) USD"
            let million = tier.unitPrice > 0 && tier.unitPrice < Decimal(1) / 1000
                ? ", \(tier.unitPrice * 1_000_000) USD per million" : ""
            let span = tier.upTo.map { "to \(Figures.short($0.approximate)) a month" }
                ?? (index == 0 ? "each" : "above")
            return "  \(span): \(amount) per \(price.unit)\(million)"
        }
    }

    private var unapplied: [FreeAllowance] {
        book.allowances.filter { allowance in
            allowance.provider == price.id.provider && allowance.covers.contains(price.id.name)
                && (allowance.kind == .firstYear || allowance.kind == .optIn)
        }
    }

    // MARK: A bill to follow

    /// A quantity that shows what is special: twice what is free, a half more than the first tier, or a plain amount.
    private var quantity: Decimal {
        if let free = book.allowance(of: price) { return free.quantity * 2 }
        if let bound = price.tiers.first?.upTo { return bound * 3 / 2 }
        if price.unit.hasSuffix("hour") { return 730 }
        return price.tiers.first.map { $0.unitPrice < Decimal(1) / 1000 } == true ? 1_000_000 : 100
    }

    private var example: [String] {
        let reading = MeterReading(price: price.id, quantity: quantity, part: "")
        let invoice = book.invoice(for: [reading], freeTier: true, baseFees: false)
        guard let line = invoice.lines.first(where: { $0.id == price.id }) else { return [] }
        var steps = ["  \(Self.count(quantity)) in a month:"]
        if line.freeQuantity > 0 { steps.append("    \(Self.count(line.freeQuantity)) free") }
        if line.roundedUp > 0 { steps.append("    rounded up by \(Self.count(line.roundedUp))") }
        steps += line.tiers.map { tier in
            "    \(Self.count(tier.quantity)) (\(tier.label)) at \(tier.unitPrice) = \(tier.amount) USD"
        }
        return steps + ["    together \(line.amount) USD"]
    }

    private static func count(_ value: Decimal) -> String {
        Figures.quantity(value.approximate)
    }
}
