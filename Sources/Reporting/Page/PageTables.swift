// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// The tables of the page that compare the options.
struct PageTables {
    let result: StudyResult
    let record: RunRecord

    var options: TableContent {
        TableContent(
            "Each option under the same requests",
            heads: ["Option", "USD a month", "p50", "p95", "p99", "Cold", "Lost", "Stable", "Objectives"],
            rows: result.deployments.map { option in
                let row = OptionRow(option: option, isPilot: result.period.isPilot)
                let standing = row.objectives
                return (option.name, [
                    .number(row.cost), .number(Figures.seconds(row.percentile(0.5))),
                    .number(Figures.seconds(row.percentile(0.95))), .number(Figures.seconds(row.percentile(0.99))),
                    .number(row.cold), .number(row.lost),
                    row.isStable ? .standing("stable", .good) : .standing("unstable", .bad),
                    .standing(standing.text, standing.mood),
                ])
            })
    }

    var differences: TableContent {
        TableContent(
            "Difference from \(result.comparison.baseline), replication by replication",
            heads: ["Option", "USD a month", "Relative", "p99", "Beyond chance"],
            rows: result.comparison.differences.map { difference in
                (difference.deployment, [
                    .number(Figures.dollars(difference.monthlyCost)),
                    .number(difference.relative.map { Figures.percent($0) } ?? Figures.none),
                    .number(difference.p99.map { Figures.seconds($0) } ?? Figures.none),
                    .standing(
                        difference.isDistinguishable ? "yes" : "no", difference.isDistinguishable ? .neutral : .doubtful),
                ])
            })
    }

    var costs: TableContent {
        let services = result.deployments.flatMap(\.costByService).map(\.name).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        let rows = services.map { service in
            (service, result.deployments.map { option in
                TableContent.Cell.number(
                    option.costByService.first { $0.name == service }.map { Figures.dollars($0.amount) } ?? Figures.none)
            })
        }
        let total = ("Total", result.deployments.map { TableContent.Cell.number(OptionRow(option: $0).cost) })
        return TableContent(
            "US dollars a month by service", heads: ["Service"] + result.deployments.map(\.name), rows: rows + [total])
    }

    var perMillionBySource: TableContent { perMillion("traffic source", "Source") { $0.bySource } }
    var perMillionByHandler: TableContent { perMillion("handler", "Handler") { $0.byHandler } }

    private func perMillion(
        _ what: String, _ head: String, _ amounts: (CostPerMillion) -> [NamedAmount]
    ) -> TableContent {
        let costs = result.deployments.map(\.costPerMillion)
        let names = costs.flatMap { amounts($0).map(\.name) }.reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        var rows = names.map { name in
            (name, costs.map { cost in
                TableContent.Cell.number(
                    amounts(cost).first { $0.name == name }.map { Figures.dollars($0.amount) } ?? Figures.none)
            })
        }
        if !rows.isEmpty {
            rows.append(("All requests", costs.map { .number($0.overall.map { Figures.dollars($0) } ?? Figures.none) }))
        }
        return TableContent(
            "US dollars for a million requests by \(what)", heads: [head] + result.deployments.map(\.name), rows: rows)
    }

    var objectives: TableContent {
        TableContent(
            "Objectives and the evidence for each", heads: ["Option", "Objective", "Status", "Evidence"],
            rows: result.deployments.flatMap { option in
                option.objectives.map { objective in
                    (option.name, [
                        .text("\(objective.name) ≤ \(objective.boundText)"),
                        .standing(objective.status.rawValue, objective.status.mood), .text(objective.evidence),
                    ])
                }
            })
    }

    var notPriced: TableContent {
        TableContent(
            "Used but not priced: the month costs more than is shown", heads: ["Option", "What", "Quantity", "Why"],
            rows: result.notPriced.map { option, line in
                (option, [
                    .text("\(line.service): \(line.title)"),
                    .number("\(Figures.quantity(line.quantity.value)) \(line.unit)"), .text(line.note),
                ])
            })
    }

    var invoices: [PageContent.Details] {
        result.deployments.map { option in
            let rows = option.invoice.map { line -> (String, [TableContent.Cell]) in
                ("\(line.service): \(line.title)", [
                    .number("\(Figures.quantity(line.quantity.value)) \(line.unit)"),
                    .number(line.unitPrice.map { "$\($0)" } ?? "not priced"),
                    .text(line.tier.isEmpty ? Figures.none : line.tier),
                    .number(line.amount.map { Figures.dollars($0) } ?? "not priced"),
                    .source(line.source + (line.note.isEmpty ? "" : " — \(line.note)")), .text(line.date),
                    .text(line.confidence?.rawValue ?? Figures.none),
                ])
            }
            let table = TableContent(
                "Bill of \(option.name)",
                heads: ["Meter", "Quantity a month", "Unit price", "Tiers", "Amount", "Source", "Date", "Confidence"],
                rows: rows)
            return PageContent.Details(
                summary: "\(option.name): \(OptionRow(option: option).cost) a month, \(rows.count) lines"
                    + (option.months.isEmpty ? "" : "; what is stored grows: \(option.growthText)"),
                isOpen: false, table: table)
        }
    }
}

extension ObjectiveResult {
    /// The bound in its unit.
    var boundText: String {
        switch measure {
        case .latencyPercentile, .meanLatency, .agePercentile: Figures.seconds(bound)
        case .monthlyCost: Figures.dollars(bound)
        case .refusedShare, .failedShare, .timedOutShare, .unansweredShare, .lostShare, .coldShare: Figures.percent(bound)
        }
    }
}
