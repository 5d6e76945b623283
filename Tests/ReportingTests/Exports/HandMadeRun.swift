// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study

@testable import Reporting

/// A finished month with numbers that can be reckoned in the head.
///
/// Pieces cost 3 USD, but 2 above 100. `lambda`: in two replications `orders` uses 60 and 100 pieces, `mails` 60 and
/// none. The bills are 120 pieces (300 + 40 = 340 USD, half of it each part's) and 100 (300 USD): 320 USD on average,
/// of which `orders` has (170 + 300) / 2 = 235 and `mails` (170 + 0) / 2 = 85.
enum HandMadeRun {
    static let id = PriceID(provider: .aws, region: "us-east-1", service: "lambda", dimension: "pieces")

    static let book = PriceBook(
        editions: [
            PriceBook.Edition(provider: .aws, effective: "2026-12-06", regions: ["us-east-1": "US East (N. Virginia)"])
        ],
        prices: [
            Price(
                id: id, service: "Lambda", title: "Pieces, \"small\"", unit: "piece",
                tiers: [PriceTier(upTo: 100, unitPrice: 3), PriceTier(unitPrice: 2)], source: "a test",
                date: "2026-11-23", confidence: .high)
        ])

    static func meter(_ id: PriceID, _ part: String, _ quantities: Decimal...) -> MeterRecord.Meter {
        MeterRecord.Meter(price: id, part: part, quantities: quantities)
    }

    static func aws(_ service: String, _ dimension: String, region: String = "us-east-1") -> PriceID {
        PriceID(provider: .aws, region: region, service: service, dimension: dimension)
    }

    static func run(
        _ meters: [MeterRecord.Meter], unnamed: [MeterRecord.Unnamed] = [],
        durations: [(name: String, seconds: Double)] = []
    ) -> StoredRun {
        let record = MeterRecord(replications: 2, freeTier: false, meters: meters, unnamed: unnamed)
        let deployment = StoredRun.Deployment(
            name: "lambda", monthlyCost: 0, perReplication: [0, 0], record: record, billedDurations: durations)
        return StoredRun(scenarioName: "Shop", billedHours: 730, deployments: [deployment])
    }

    static let pieces = run([meter(id, "mails", 60, 0), meter(id, "orders", 60, 100)])
}
