// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads a price of a user's own: a number, or a mapping with tiers. What it leaves out is as in the book.
struct OwnPriceReader {
    let book: PriceBook
    /// Where the price comes from if nothing is said.
    let source: String

    func price(_ id: PriceID, _ node: Node, _ diagnostics: Diagnostics) -> Price? {
        let old = book.price(for: id)
        var unit = old?.unit
        var source = source
        // A price that is stated for this book holds on its day, if it says no other.
        var date = book.editions.first { $0.provider == id.provider }?.effective ?? "undated"
        let tiers: [PriceTier]?
        if node.entries == nil {
            let reader: ValueReader<UnitPrice> = .quantity
            tiers = reader.read(node, diagnostics).map { [PriceTier(unitPrice: $0.dollars)] }
        } else {
            tiers = MappingReader.read(node, diagnostics) { keys in
                unit = keys.optional("unit", .text) ?? unit
                source = keys.optional("source", .text) ?? source
                date = keys.optional("date", .text) ?? date
                return keys.tiers()
            }
        }
        guard let tiers else { return nil }
        return Price(
            id: id, service: old?.service ?? id.service, title: old?.title ?? id.dimension, unit: unit ?? "unit",
            tiers: tiers, freeAllowance: old?.freeAllowance, rule: old?.rule ?? BillingRule(), source: source,
            date: date, confidence: .high)
    }
}
