// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Study

/// What a person reads first: the options, the verdict, what was missed, what to mind. At most 80 columns wide.
public struct TerminalReport: Sendable {
    let result: StudyResult
    let style: TerminalStyle
    let width = 80

    public init(_ result: StudyResult, style: TerminalStyle = .plain) {
        self.result = result
        self.style = style
    }

    public var text: String {
        var blocks = [heading, table.lines(width: width, style: style, stacked: true) + impossible]
        blocks += [channels, freshness, workflows].filter { !$0.isEmpty }
        blocks.append(verdict)
        blocks += [findings, objectives, instability, growth, notPriced, warnings].filter { !$0.isEmpty }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let hours = Figures.quantity(result.billedHours)
        let name = result.period.isPilot ? "\(result.scenarioName) — FIRST LOOK, not a result" : result.scenarioName
        let detail = result.period.isPilot
            ? "a month of \(hours) h, from short samples of the period"
            : "a month of \(hours) h, \(result.howLong), 95 % intervals"
        return TextTable.wrapped(name, width: width).map { style($0, .strong) }
            + TextTable.wrapped(detail, width: width).map { style($0, .faint) }
    }

    private var table: TextTable {
        let rows = result.deployments.map { option in
            let row = OptionRow(option: option, isPilot: result.period.isPilot)
            let standing = row.objectives
            return [
                TextTable.Cell(option.name, .strong), TextTable.Cell(row.cost),
                TextTable.Cell(milliseconds(row.percentile(0.5))), TextTable.Cell(milliseconds(row.percentile(0.95))),
                TextTable.Cell(milliseconds(row.percentile(0.99))), TextTable.Cell(row.cold),
                TextTable.Cell(row.lost),
                row.isStable ? TextTable.Cell(standing.text, standing.mood.tone) : TextTable.Cell("UNSTABLE", .bad),
            ]
        }
        let heads = ["option", "USD a month", "p50 ms", "p95", "p99", "cold", "lost", "objectives"]
        return TextTable(heads: heads, rows: rows)
    }

    private var impossible: [String] {
        result.impossible.flatMap { TextTable.wrapped("\($0.name): impossible: \($0.reason)", width: width) }
            .map { style($0, .faint) }
    }

    /// Whole milliseconds from ten on, so that a column can be compared at a glance.
    private func milliseconds(_ percentile: Percentile?) -> String {
        guard let value = percentile?.estimate?.value else { return Figures.none }
        let size = value * 1000
        return size >= 10 ? Figures.fixed(size, 0) : Figures.significant(size, 2)
    }

    private var verdict: [String] {
        TextTable.wrapped(result.verdict.sentence, width: width).map { style($0, .strong) }
    }

    private var objectives: [String] {
        guard !result.period.isPilot else { return [] }
        let open = result.deployments.filter { $0.stopped == nil }.flatMap { option in
            option.objectives.filter { $0.status != .met }.map { objective in
                "\(option.name): \(objective.name) \(objective.status.rawValue): \(objective.evidence)"
            }
        }
        return block("Objectives missed or undecided", open)
    }

    private var instability: [String] {
        block("Unstable", result.deployments.flatMap { option in
            option.stability.sentences.map { "\(option.name): \($0)" }
                + (option.stopped.map { ["\(option.name): not priced: \($0.sentence)"] } ?? [])
        })
    }

    private var growth: [String] {
        block("What is stored grows: the same traffic later costs", result.deployments.compactMap { option in
            option.months.isEmpty ? nil : "\(option.name): " + option.growthText
        })
    }

    private var notPriced: [String] {
        block("Not priced (the month costs more than is shown)", result.notPriced.map { option, line in
            "\(option): \(line.title), \(Figures.quantity(line.quantity.value)) \(line.unit)"
                + (line.note.isEmpty ? "" : " (\(line.note))")
        })
    }

    private var warnings: [String] {
        // Instability has a block of its own.
        block("Mind", result.groupedWarnings.filter { !$0.contains(" is unstable: ") })
    }

    func block(_ title: String, _ items: [String]) -> [String] {
        guard !items.isEmpty else { return [] }
        return [style("\(title):", .doubtful)] + items.flatMap { TextTable.wrapped("  \($0)", width: width) }
    }
}
