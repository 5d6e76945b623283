// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// The options and the verdict for a comment on a change.
public struct MarkdownReport: Sendable {
    let result: StudyResult

    public init(_ result: StudyResult) { self.result = result }

    public var text: String {
        var lines = ["## \(Self.escaped(result.scenarioName))", "", "**\(Self.escaped(result.verdict.sentence))**", ""]
        lines += table(
            ["Option", "USD a month", "p50", "p95", "p99", "Cold", "Lost", "Objectives"],
            result.deployments.map { option in
                let row = OptionRow(option: option, isPilot: result.period.isPilot)
                let standing = row.objectives
                return [
                    option.name, row.cost, Figures.seconds(row.percentile(0.5)), Figures.seconds(row.percentile(0.95)),
                    Figures.seconds(row.percentile(0.99)), row.cold, row.lost,
                    row.isStable ? standing.mood.sign + standing.text : "✗ unstable",
                ]
            })
        if !result.impossible.isEmpty {
            lines += [""] + result.impossible.map { "- " + Self.escaped($0.sentence) }
        }
        lines += findings + channels + workflows
        let objectives = result.deployments.flatMap { option in
            option.objectives.map { [option.name, $0.name, $0.status.mood.sign + $0.status.rawValue, $0.evidence] }
        }
        if !objectives.isEmpty {
            lines += ["", "<details><summary>Objectives</summary>", ""]
            lines += table(["Option", "Objective", "Status", "Evidence"], objectives)
            lines += ["", "</details>"]
        }
        if !result.warnings.isEmpty { lines += [""] + result.warnings.map { "- " + Self.escaped($0) } }
        lines += ["", "A month of \(Figures.quantity(result.billedHours)) h, \(result.howLong), "
            + "95 % intervals, seed \(result.seed)."]
        return lines.joined(separator: "\n") + "\n"
    }

    func table(_ heads: [String], _ rows: [[String]]) -> [String] {
        let rule = heads.indices.map { $0 == 0 ? "---" : "---:" }
        return ([heads, rule] + rows.map { $0.map(Self.escaped) }).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    /// What has a meaning in Markdown or HTML is taken as text.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in TerminalStyle.safe(text).unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\n": result += " "
            case "\\", "`", "*", "_", "[", "]", "|", "#":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
