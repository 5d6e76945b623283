// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing

extension Shape where Value == Invoice {
    /// What `faascast price` writes: exact amounts.
    static var invoice: Self {
        .record("invoice", "A month's meters with their prices.", [
            Field("total", .money, "US dollars, before tax") { $0.total },
            Field("currency", Shape<CurrencyRate>.currency.optional, "null if no other was asked for") { $0.currency },
            Field("total-in-currency", Shape<Decimal>.money.optional) { $0.totalInCurrency },
            Field("is-lower-bound", .flag) { $0.isLowerBound },
            Field("free-tier", .flag, "whether free allowances were applied") { $0.freeTier },
            Field("lines", Shape<InvoiceLine>.line.list) { $0.lines },
            Field("not-priced", Shape<UnpricedReading>.unpriced.list) { $0.notPriced },
        ])
    }
}

extension Shape where Value == InvoiceLine {
    static var line: Self {
        .record("priced-line", "One price, and how much was used of it.", [
            Field("price", .text) { $0.id.description },
            Field("service", .text) { $0.price.service },
            Field("title", .text) { $0.price.title },
            Field("unit", .text) { $0.unit },
            Field("quantity", .money) { $0.quantity },
            Field("free-quantity", .money) { $0.freeQuantity },
            Field("covered-quantity", .money, "by commitments") { $0.coveredQuantity },
            Field("tiers", Shape<TierCharge>.tier.list) { $0.tiers },
            Field("amount", .money, "US dollars") { $0.amount },
            Field("source", .text) { $0.price.source },
            Field("date", .text) { $0.price.date },
            Field("is-old", .flag, "whether the price was read longer ago than is wanted") { $0.isOld },
            Field("confidence", .word) { $0.price.confidence },
            Field("note", Shape<String>.text.optional) { $0.price.note },
        ])
    }
}

extension Shape where Value == TierCharge {
    static var tier: Self {
        .record("tier", "What the units of one tier cost.", [
            Field("label", .text) { $0.label },
            Field("quantity", .money) { $0.quantity },
            Field("unit-price", .money) { $0.unitPrice },
            Field("amount", .money) { $0.amount },
        ])
    }
}

extension Shape where Value == UnpricedReading {
    static var unpriced: Self {
        .record("unpriced", "What has no price; never counted as zero.", [
            Field("price", .text) { $0.reading.price.description },
            Field("part", .text) { $0.reading.part },
            Field("quantity", .money) { $0.reading.quantity },
            Field("reason", .text) { $0.sentence },
        ])
    }
}

extension Shape where Value == CurrencyRate {
    static var currency: Self {
        .record("currency", "A currency at a stated rate.", [
            Field("code", .text) { $0.code },
            Field("per-dollar", .money, "units of it for one US dollar") { $0.perDollar },
            Field("date", .text) { $0.date },
            Field("source", .text) { $0.source },
        ])
    }
}
