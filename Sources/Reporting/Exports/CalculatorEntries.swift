// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Study

/// What a month uses of AWS, as entries of `bcm-pricing-calculator batch-create-workload-estimate-usage`.
///
/// Amounts are means over replications and before any free tier: the calculator has its own prices and takes off what
/// is free itself.
struct CalculatorEntries {
    private struct Entry {
        let name: UsageTypeTable.Name
        let group: String
        var amount: Decimal
    }

    /// The most entries that one call takes (bcm-pricing-calculator, BatchCreateWorkloadEstimateUsage).
    private static let mostInACall = 25

    private var entries: [Entry] = []
    private(set) var notes: [String] = []
    private let account: AccountNumber

    init(_ run: StoredRun, account: AccountNumber, usageTypes: UsageTypeTable) {
        self.account = account
        for deployment in run.deployments { add(deployment, usageTypes) }
        if entries.count > Self.mostInACall {
            notes.append("a call takes \(Self.mostInACall) entries: these \(entries.count) need several")
        }
        if account == .placeholder { notes.append("the account is a placeholder; --account gives yours") }
    }

    var text: String {
        let items = entries.enumerated().map { index, entry -> JSONValue in
            .object([
                "key": .text("u\(index + 1)"),
                "serviceCode": .text(entry.name.service),
                "usageType": .text(entry.name.usageType),
                "operation": .text(entry.name.operation),
                "amount": .number(entry.amount.toPlaces(6).approximate),
                "usageAccountId": .text(account.digits),
                "group": .text(entry.group),
            ])
        }
        return JSONValue.list(items).document
    }

    private mutating func add(_ deployment: StoredRun.Deployment, _ usageTypes: UsageTypeTable) {
        let group = Self.group(deployment.name)
        let first = entries.endIndex
        var places: [UsageTypeTable.Name: Int] = [:]
        var unknown: [String: [String]] = [:]
        for meter in deployment.record.meters {
            guard meter.price.provider == .aws, let name = usageTypes.name(of: meter.price) else {
                unknown[meter.price.onDemand.description, default: []].append(meter.part)
                continue
            }
            if let place = places[name] {
                entries[place].amount += meter.mean
            } else {
                places[name] = entries.endIndex
                entries.append(Entry(name: name, group: group, amount: meter.mean))
            }
        }
        // Plain names for equal runs of equal scenarios: the order of the meters is that of the price book.
        entries[first...].sort {
            ($0.name.service, $0.name.usageType, $0.name.operation)
                < ($1.name.service, $1.name.usageType, $1.name.operation)
        }
        notes += unknown.sorted { $0.key < $1.key }.map { price, parts in
            "\(deployment.name): \(price) of \(parts.joined(separator: ", ")) is left out: "
                + "the calculator's name for it is not known"
        }
        notes += deployment.record.unnamed.map { use in
            "\(deployment.name): \(use.service): \(use.title) of \(use.part) is left out: \(use.note)"
        }
    }

    /// Letters, digits and hyphens, thirty at the most.
    private static func group(_ name: String) -> String {
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(plain.prefix(30))
    }
}

extension MeterRecord.Meter {
    /// The mean quantity of a month over replications.
    var mean: Decimal { quantities.isEmpty ? 0 : quantities.reduce(0, +) / Decimal(quantities.count) }
}
