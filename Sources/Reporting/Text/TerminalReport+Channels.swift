// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// What became of messages and executions, where an option has any.
extension TerminalReport {
    var channels: [String] {
        let rows = result.deployments.flatMap { option -> [[TextTable.Cell]] in
            let own = option.channels.flatMap(\.subscriptions).map { seen in
                let row = SubscriptionRow(seen: seen)
                return [
                    TextTable.Cell("  \(seen.name)"), TextTable.Cell(row.done), TextTable.Cell(row.backlogPeak),
                    TextTable.Cell(row.age), TextTable.Cell(row.deadLettered, row.isGivingUp ? .doubtful : nil),
                    TextTable.Cell(row.lost, row.isLosing ? .bad : nil),
                    TextTable.Cell(row.duplicates, row.isRepeating ? .doubtful : nil),
                ]
            }
            return own.isEmpty ? [] : [heading(option, columns: 7)] + own
        }
        guard !rows.isEmpty else { return [] }
        let heads = ["messages", "done/s", "backlog≤", "p99 age", "dead", "lost", "repeated"]
        return TextTable(heads: heads, rows: rows).lines(width: width, style: style)
            + legend("done/s, p99 age: of what was processed, not of what still waits; backlog≤: most that waited at "
                + "once; dead: given to a dead-letter channel; repeated: work done more than once")
    }

    /// How far projections are behind what was written, where an option has any.
    var freshness: [String] {
        let items = result.deployments.flatMap { option in
            let stale = option.backends.compactMap { backend in
                backend.staleShare.map {
                    "\(option.name): \(Figures.share($0)) of the reads of \(backend.name) came before the last change "
                        + "of their key was in it"
                }
            }
            let late = option.channels.flatMap(\.subscriptions).filter { $0.outOfOrder.value > 0 }.map {
                "\(option.name): \($0.name) processed \(Figures.short($0.outOfOrder.value)) a month after a later one "
                    + "of their key"
            }
            return stale + late
        }
        return items.isEmpty ? [] : block("Stale reads and messages out of order", items)
    }

    var workflows: [String] {
        let rows = result.deployments.flatMap { option -> [[TextTable.Cell]] in
            let own = option.workflows.map { seen in
                let row = WorkflowRow(seen: seen)
                return [
                    TextTable.Cell("  \(seen.name)"), TextTable.Cell(row.started),
                    TextTable.Cell(row.failed, seen.failed.value + seen.timedOut.value > 0 ? .doubtful : nil),
                    TextTable.Cell(row.duration(0.5)), TextTable.Cell(row.duration(0.99)),
                    TextTable.Cell(row.transitions), TextTable.Cell(row.openPeak),
                ]
            }
            return own.isEmpty ? [] : [heading(option, columns: 7)] + own
        }
        guard !rows.isEmpty else { return [] }
        let heads = ["workflow", "a month", "failed", "p50", "p99", "transitions", "open≤"]
        return TextTable(heads: heads, rows: rows).lines(width: width, style: style)
            + legend("p50, p99: from start to end, of executions that ended; open≤: most that were open at once")
    }

    /// What the heads of a table mean.
    private func legend(_ text: String) -> [String] {
        TextTable.wrapped(text, width: width).map { style($0, .faint) }
    }

    private func heading(_ option: DeploymentResult, columns: Int) -> [TextTable.Cell] {
        [TextTable.Cell(option.name, .strong)] + (1..<columns).map { _ in TextTable.Cell("") }
    }
}
