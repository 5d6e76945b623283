// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Study

/// What a person reads first: a table of the options, the verdict, what to mind. At most 80 columns wide.
public struct TerminalReport {
    private let result: StudyResult

    public init(_ result: StudyResult) { self.result = result }

    public var text: String {
        var lines = ["", result.verdict.sentence]
        let missed = result.deployments.flatMap { deployment in
            deployment.objectives.filter { $0.status == .missed }.map { "  \(deployment.name): \($0.subject), \($0.evidence)" }
        }
        if !missed.isEmpty { lines += ["", "Objectives missed:"] + missed }
        if !result.warnings.isEmpty { lines += ["", "Mind:"] + result.warnings.map { "  " + $0 } }
        return (wrapped(title) + [""] + table + lines.flatMap { wrapped($0) }).joined(separator: "\n") + "\n"
    }

    private var title: String {
        let kind = result.period.isPilot ? "a first look" : "\(result.stopping.replications) replications"
        return "\(result.scenarioName): a month of \(Int(result.billedHours)) hours, \(kind), 95 % intervals; latency in ms"
    }

    private var table: [String] {
        let head = ["option", "USD a month", "p50", "p95", "p99", "cold", "refused", "goals"]
        let rows = result.deployments.map { deployment in
            let latency = deployment.overall.latency
            return [
                deployment.name, money(deployment), milliseconds(latency, 0.5), milliseconds(latency, 0.95),
                milliseconds(latency, 0.99), share(deployment.overall.coldShare),
                share(deployment.overall.refusedShare), goals(deployment),
            ]
        }
        let all = [head] + rows
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            row.enumerated().map { index, cell in
                let padding = String(repeating: " ", count: widths[index] - cell.count)
                return index == 0 ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
    }

    private func money(_ deployment: DeploymentResult) -> String {
        let value = String(format: "%.2f", deployment.monthlyCost.value)
        let half = deployment.monthlyCost.halfWidth.map { String(format: " ± %.2f", $0) } ?? ""
        return (deployment.isLowerBound ? "≥ " : "") + value + half
    }

    private func milliseconds(_ latency: LatencySummary, _ quantile: Double) -> String {
        guard let estimate = latency.percentile(quantile)?.estimate else { return "–" }
        return String(format: estimate.value < 0.01 ? "%.2f" : "%.0f", estimate.value * 1000)
    }

    private func share(_ share: ShareEstimate) -> String {
        guard let value = share.value else { return "–" }
        if share.isUpperBound { return "0 %" }
        return String(format: value < 0.0001 ? "%.1g %%" : "%.2f %%", value * 100)
    }

    private func goals(_ deployment: DeploymentResult) -> String {
        if !deployment.stability.isStable { return "unstable" }
        guard !deployment.objectives.isEmpty else { return "none" }
        let met = deployment.objectives.filter { $0.status == .met }.count
        return met == deployment.objectives.count ? "met" : "\(met) of \(deployment.objectives.count)"
    }

    /// Breaks a line at spaces so that it fits 80 columns; its indentation is kept.
    private func wrapped(_ line: String) -> [String] {
        guard line.count > 80 else { return [line] }
        let indent = String(line.prefix { $0 == " " })
        var lines: [String] = [], current = indent
        for word in line.split(separator: " ") {
            if current.count + word.count + 1 > 80, current != indent {
                lines.append(current)
                current = indent + "  "
            }
            current += (current.hasSuffix(" ") || current.isEmpty ? "" : " ") + word
        }
        return lines + [current]
    }
}
