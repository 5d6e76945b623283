// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Measurement

/// The bills of all replications, averaged.
struct BillSummary {
    let bills: [Bill]

    init(_ bills: [Bill]) { self.bills = bills }

    /// Dollars of each replication: for statistics.
    var totals: [Double] { bills.map(\.total.approximate) }
    var monthlyCost: Estimate { ReplicationInterval.mean(of: totals) }
    var isLowerBound: Bool { bills.contains(where: \.isLowerBound) }

    /// The lines of all replications' bills, averaged line by line; a line that some replications lack counts 0 there.
    var invoiceLines: [InvoiceLineSummary] {
        var order: [String] = []
        var first: [String: BillLine] = [:]
        for bill in bills {
            for line in bill.lines where first[line.key] == nil {
                first[line.key] = line
                order.append(line.key)
            }
        }
        return order.compactMap { key in first[key].map { summary(of: $0) } }
    }

    private func summary(of line: BillLine) -> InvoiceLineSummary {
        let found = bills.map { bill in bill.lines.first { $0.key == line.key } }
        let isPriced = !found.contains { $0 != nil && $0?.amount == nil }
        let count = Decimal(found.count)
        let quantity = found.reduce(Decimal(0)) { $0 + ($1?.quantity ?? 0) } / count
        let amount = found.reduce(Decimal(0)) { $0 + ($1?.amount ?? 0) } / count
        var names: [String] = []
        for part in found.flatMap({ $0?.parts ?? [] }) where !names.contains(part.name) { names.append(part.name) }
        let parts = names.map { name in
            let own = found.reduce(Decimal(0)) { sum, line in
                sum + (line?.parts.filter { $0.name == name }.reduce(0) { $0 + $1.quantity } ?? 0)
            } / count
            // In proportion to the quantity: parts of a line share its tiers.
            let cost = found.reduce(Decimal(0)) { sum, line in sum + (line?.amount(ofPart: name) ?? 0) } / count
            return PartCost(part: name, quantity: own.approximate, amount: isPriced ? cost.approximate : nil)
        }
        return InvoiceLineSummary(
            service: line.service, meter: line.meter, title: line.title, unit: line.unit,
            quantity: Self.estimate(of: found.map { $0?.quantity ?? 0 }, mean: quantity),
            unitPrice: line.unitPrice,
            amount: isPriced ? Self.estimate(of: found.map { $0?.amount ?? 0 }, mean: amount) : nil,
            tier: line.tier, source: line.source, date: line.date, confidence: line.confidence, note: line.note,
            isOld: line.isOld, parts: parts)
    }

    /// The mean is taken in decimal, its spread in binary.
    private static func estimate(of values: [Decimal], mean: Decimal) -> Estimate {
        var estimate = ReplicationInterval.mean(of: values.map(\.approximate))
        estimate.value = mean.approximate
        return estimate
    }

    var costByService: [NamedAmount] {
        var services: [String] = []
        for line in bills.flatMap({ $0.lines }) where !services.contains(line.service) {
            services.append(line.service)
        }
        return services.map { service in
            let amounts = bills.map { bill in
                bill.lines.reduce(Decimal(0)) { $0 + ($1.service == service ? $1.amount ?? 0 : 0) }.approximate
            }
            return NamedAmount(name: service, amount: ReplicationInterval.mean(of: amounts))
        }
    }
}

extension DeploymentFold {
    var billSummary: BillSummary { BillSummary(records.map(\.bill)) }

    func costPerMillion() -> CostPerMillion {
        let attribution = CostAttribution(subject.plan)
        let costs = records.map { attribution.costs(of: $0.bill, in: $0.observation) }
        func perMillion(_ scope: FlowScope) -> Estimate? {
            let pairs = zip(records, costs).map { record, costs in
                (numerator: scope.flows.reduce(0) { $0 + costs[$1] } * 1e6,
                 denominator: Double(scope.counts(in: record.observation).offered) * record.scale)
            }
            guard pairs.contains(where: { $0.denominator > 0 }) else { return nil }
            return ReplicationInterval.ratio(pairs)
        }
        func named(_ scopes: [FlowScope]) -> [NamedAmount] {
            scopes.compactMap { scope in perMillion(scope).map { NamedAmount(name: scope.name, amount: $0) } }
        }
        return CostPerMillion(
            overall: perMillion(scopes.overall), bySource: named(scopes.sources), byHandler: named(scopes.handlers))
    }
}

extension BillLine {
    /// The share of the amount that a part's quantity has.
    func amount(ofPart name: String) -> Decimal {
        let total = parts.reduce(Decimal(0)) { $0 + $1.quantity }
        guard let amount, total > 0 else { return 0 }
        return amount * parts.filter { $0.name == name }.reduce(Decimal(0)) { $0 + $1.quantity } / total
    }
}
