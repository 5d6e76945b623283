// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Pricing
import Study

extension Shape where Value == InvoiceLineSummary {
    static var invoiceLine: Self {
        .record("invoice-line", "A line of the bill: priced in each replication on its own month, then averaged.", [
            Field("service", .text) { $0.service },
            Field("meter", .text, "name in the price book") { $0.meter },
            Field("title", .text) { $0.title },
            Field("unit", .text) { $0.unit },
            Field("quantity", .estimate, "a month") { $0.quantity },
            Field("unit-price", Shape<Decimal>.money.optional, "US dollars; null when it is not priced") {
                $0.unitPrice
            },
            Field("amount", Shape<Estimate>.money.optional, "null when it is not priced, which is not 0") { $0.amount },
            Field("tier", .text, "the tiers that were reached; empty with a single price") { $0.tier },
            Field("source", .text, "where the price was read") { $0.source },
            Field("date", .text, "when the price was read") { $0.date },
            Field("confidence", Shape<PriceConfidence>.word.optional, "null without a price") { $0.confidence },
            Field("note", .text) { $0.note },
            Field("is-old", .flag, "whether the price was read longer ago than is wanted") { $0.isOld },
            Field("parts", Shape<PartCost>.partCost.list, "what each part of the application has of it") { $0.parts },
        ])
    }
}

extension Shape where Value == PartCost {
    static var partCost: Self {
        .record("part-cost", "What one part of the application has of a line.", [
            Field("part", .text) { $0.part },
            Field("quantity", .number) { $0.quantity },
            Field("amount", Shape<Double>.money.optional, "US dollars a month") { $0.amount },
        ])
    }
}

extension Shape where Value == NamedAmount {
    static var namedAmount: Self {
        .record("named-amount", "US dollars under a name.", [
            Field("name", .text) { $0.name },
            Field("amount", .money) { $0.amount },
        ])
    }
}

extension Shape where Value == CostPerMillion {
    static var costPerMillion: Self {
        .record("cost-per-million", "US dollars for a million offered requests.", [
            Field("overall", Shape<Estimate>.money.optional, "null without requests") { $0.overall },
            Field("by-source", Shape<NamedAmount>.namedAmount.list) { $0.bySource },
            Field("by-handler", Shape<NamedAmount>.namedAmount.list) { $0.byHandler },
        ])
    }
}
