// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study

extension Shape where Value == MeterRecord {
    static var meterRecord: Self {
        .record("meter-record", "What each replication used of everything that is billed.", [
            Field("replications", .count) { $0.replications },
            Field("free-tier", .flag, "whether always-free allowances were taken off") { $0.freeTier },
            Field("meters", Shape<MeterRecord.Meter>.meter.list) { $0.meters },
            Field("unnamed", Shape<MeterRecord.Unnamed>.unnamed.list, "what no price book names") { $0.unnamed },
        ])
    }
}

extension Shape where Value == MeterRecord.Meter {
    static var meter: Self {
        .record("meter", "What one part of the application used of one price.", [
            Field("provider", .text) { $0.price.provider.rawValue },
            Field("region", .text) { $0.price.region },
            Field("service", .text) { $0.price.service },
            Field("dimension", .text) { $0.price.dimension },
            Field("savings-plan", Shape<String>.text.optional, "null on demand") { $0.price.savingsPlan },
            Field("part", .text) { $0.part },
            Field("quantities", Shape<Decimal>.money.list, "of a month, by replication; exact") { $0.quantities },
        ])
    }
}

extension Shape where Value == MeterRecord.Unnamed {
    static var unnamed: Self {
        .record("unnamed-use", "What no price book has a name for.", [
            Field("service", .text) { $0.service },
            Field("title", .text) { $0.title },
            Field("unit", .text) { $0.unit },
            Field("note", .text) { $0.note },
            Field("part", .text) { $0.part },
            Field("unit-price", Shape<Decimal>.money.optional, "US dollars, where the scenario says it") {
                $0.unitPrice
            },
            Field("quantities", Shape<Decimal>.money.list, "of a month, by replication") { $0.quantities },
        ])
    }
}
