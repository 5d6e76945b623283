// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// Messages, executions and findings for a comment on a change.
extension MarkdownReport {
    var findings: [String] {
        let groups = FindingGroup.groups(of: result)
        guard !groups.isEmpty else { return [] }
        return ["", "### Findings", ""] + groups.enumerated().map { index, group in
            "\(index + 1). **\(Self.escaped("\(group.names): \(group.first.title)"))** "
                + Self.escaped("\(group.first.evidence) \(group.first.knob)")
                + " `--set \(Self.code(group.first.address))=…`"
        }
    }

    var channels: [String] {
        let rows = result.deployments.flatMap { option in
            option.channels.flatMap(\.subscriptions).map { seen in
                let row = SubscriptionRow(seen: seen)
                return [
                    "\(option.name): \(seen.name)", row.done, row.backlogPeak, row.age, row.deadLettered, row.lost,
                    row.duplicates,
                ]
            }
        }
        return folded(
            "Messages",
            [
                "Subscription", "Done/s", "Backlog peak", "p99 age (of those processed)", "Dead-lettered", "Lost",
                "Repeated",
            ],
            rows)
    }

    var workflows: [String] {
        let rows = result.deployments.flatMap { option in
            option.workflows.map { seen in
                let row = WorkflowRow(seen: seen)
                return [
                    "\(option.name): \(seen.name)", row.started, row.failed, row.duration(0.5), row.duration(0.99),
                    row.transitions, row.openPeak,
                ]
            }
        }
        return folded(
            "Workflows", ["Workflow", "Executions", "Failed", "p50", "p99", "Transitions each", "Open peak"], rows)
    }

    private func folded(_ summary: String, _ heads: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return [] }
        return ["", "<details><summary>\(summary)</summary>", ""] + table(heads, rows) + ["", "</details>"]
    }

    /// An address has no backticks but what a name of the user's might bring.
    private static func code(_ text: String) -> String { TerminalStyle.safe(text).replacing("`", with: "'") }
}
