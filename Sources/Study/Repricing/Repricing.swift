// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Pricing

/// A deployment's month under other prices, from the meters of a finished run and without simulating.
public struct Repricing: Sendable, Equatable {
    public var name: String
    /// Dollars a billed month, with its 95 % interval over the replications.
    public var monthlyCost: Estimate
    /// True when a line could not be priced: the month costs at least this much.
    public var isLowerBound: Bool
    /// Amounts sum to `monthlyCost`.
    public var invoice: [InvoiceLineSummary]
    public var costByService: [NamedAmount]
    /// Dollars a billed month, by replication.
    public var perReplication: [Double]

    /// - Parameters:
    ///   - record: What each replication used.
    ///   - hours: That a month is billed for.
    public init(name: String, _ record: MeterRecord, prices: PriceBook, hours: Double) {
        let summary = BillSummary(record.bills(under: prices, hours: Decimal(hours)))
        self.name = name
        monthlyCost = summary.monthlyCost
        isLowerBound = summary.isLowerBound
        invoice = summary.invoiceLines
        costByService = summary.costByService
        perReplication = summary.totals
    }
}
