// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study

/// The simulated month in the columns of FOCUS 1.2, a row for each part of each line of each deployment's bill.
///
/// Unit prices are averages over free units and tiers, because FOCUS wants a cost to be its unit price times its
/// quantity. What has no price has no row: a cost of zero would say that it is free.
struct FocusTable {
    private let run: StoredRun
    private let month: BillingMonth
    private let words: FocusVocabulary
    private let editions: [PriceBook.Edition]
    private let bills: [(deployment: String, bill: BilledShares, list: [Key: Decimal])]

    init(_ run: StoredRun, prices: PriceBook, list: PriceBook, month: BillingMonth, words: FocusVocabulary) {
        self.run = run
        self.month = month
        self.words = words
        editions = prices.editions
        let hours = Decimal(run.billedHours)
        bills = run.deployments.map { deployment in
            let onDemand = deployment.record.onDemand.billedShares(under: list, hours: hours)
            let amounts = onDemand.shares.map { (Key(price: $0.price.id, part: $0.part), $0.amount) }
            return (
                deployment.name, deployment.record.billedShares(under: prices, hours: hours),
                Dictionary(amounts, uniquingKeysWith: +)
            )
        }
    }

    var text: String { CSVTable(heads: FocusRow.heads, rows: rows.map(\.fields)).text }

    var notes: [String] {
        bills.flatMap { name, bill, _ in
            bill.notPriced.map { gap in
                "\(name): \(gap.title) of \(gap.part) is not priced and has no row: \(gap.reason)"
            }
        }
    }

    private var rows: [FocusRow] {
        bills.flatMap { name, bill, list in
            // Ten places are far below what any provider charges for one unit of a row.
            var billed = RunningRounding(places: 10), listed = RunningRounding(places: 10)
            return bill.shares.map { share in
                let key = Key(price: share.price.id.onDemand, part: share.part)
                let row = FocusRow(
                    share: share, billed: billed.next(share.amount), list: listed.next(list[key] ?? share.amount),
                    provider: words.name(of: share.price.id.provider), category: words.category(of: share.price.id),
                    pricing: words.pricing(of: share.price.id), regionName: regionName(of: share.price.id),
                    month: month, option: name, scenario: run.scenarioName)
                return row
            }
        }
    }

    private func regionName(of id: PriceID) -> String {
        editions.first { $0.provider == id.provider }?.regions[id.region] ?? ""
    }

    private struct Key: Hashable {
        let price: PriceID
        let part: String
    }
}

extension MeterRecord {
    /// The same use without savings plans, for list prices.
    fileprivate var onDemand: MeterRecord {
        var record = self
        record.meters = meters.map { meter in
            Meter(price: meter.price.onDemand, part: meter.part, quantities: meter.quantities)
        }
        return record
    }
}
