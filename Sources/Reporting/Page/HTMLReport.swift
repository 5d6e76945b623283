// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Study

/// `report.html`: one file that needs no script and asks nobody for anything.
public struct HTMLReport {
    private let result: StudyResult

    public init(_ result: StudyResult) { self.result = result }

    public var text: String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(Markup.text(result.scenarioName)): forecast</title><style>\(Self.style)</style></head><body><main>
        <p class="kicker">\(Markup.text(result.scenarioName)), a month of \(Int(result.billedHours)) hours</p>
        <h1>\(Markup.text(result.verdict.sentence))</h1>
        \(section("Options", optionsTable))
        \(section("Cost by service", CostBars(deployments: result.deployments).svg + CostBars(deployments: result.deployments).table))
        \(section("Latency of answered requests", (LatencyCurves(result.deployments).svg ?? "") + latencyTable))
        \(section("Cost of a million requests", costPerMillion))
        \(section("Objectives", objectives))
        \(result.warnings.isEmpty ? "" : section("Mind", "<ul>" + result.warnings.map { "<li>\(Markup.text($0))</li>" }.joined() + "</ul>"))
        \(section("Bills", result.deployments.map(invoice).joined()))
        \(section("Assumptions", assumptions))
        \(section("Method", method))
        </main></body></html>
        """
    }

    private func section(_ title: String, _ content: String) -> String {
        "<section><h2>\(Markup.text(title))</h2>\n\(content)\n</section>"
    }

    private var optionsTable: String {
        Markup.table(
            ["Option", "USD a month", "p50", "p99", "cold", "refused", "objectives"],
            result.deployments.map { option in
                let met = option.objectives.filter { $0.status == .met }.count
                return [
                    option.name, (option.isLowerBound ? "≥ " : "") + Money.withInterval(option.monthlyCost),
                    percentile(option.overall.latency, 0.5), percentile(option.overall.latency, 0.99),
                    share(option.overall.coldShare), share(option.overall.refusedShare),
                    option.stability.isStable ? "\(met) of \(option.objectives.count) met" : "unstable",
                ]
            })
    }

    private var latencyTable: String {
        var rows: [[String]] = []
        for option in result.deployments {
            for (label, latency) in [
                ("all", option.overall.latency), ("warm", option.overall.warmLatency), ("cold", option.overall.coldLatency),
            ] {
                rows.append(["\(option.name), \(label)"] + [0.5, 0.9, 0.95, 0.99, 0.999].map { percentile(latency, $0) })
            }
        }
        return Markup.table(["Requests", "p50", "p90", "p95", "p99", "p99.9"], rows)
    }

    private var costPerMillion: String {
        result.deployments.map { option in
            let rows = option.costPerMillion.bySource.map { ["source " + $0.name, Money.withInterval($0.amount)] }
                + option.costPerMillion.byHandler.map { ["handler " + $0.name, Money.withInterval($0.amount)] }
            return "<h3>\(Markup.text(option.name))</h3>" + Markup.table(["Of", "USD per million"], rows)
        }.joined()
    }

    private var objectives: String {
        let rows = result.deployments.flatMap { option in
            option.objectives.map { [option.name, $0.name, $0.status.rawValue, $0.evidence] }
        }
        return rows.isEmpty ? "<p>The scenario sets none.</p>"
            : Markup.table(["Option", "Objective", "Status", "Evidence"], rows, numbers: false)
    }

    private func invoice(_ option: DeploymentResult) -> String {
        let rows = option.invoice.map { line in
            [
                "\(line.service): \(line.title)", Money.grouped(line.quantity.value, decimals: 0) + " " + line.unit,
                line.unitPrice.map { "\($0)" } ?? "not priced", line.tier,
                line.amount.map { Money.withInterval($0) } ?? "not priced", line.source, line.date,
                line.confidence?.rawValue ?? "–",
            ]
        }
        return "<details><summary>\(Markup.text(option.name)): \(Money.withInterval(option.monthlyCost))</summary>"
            + Markup.table(["Meter", "Quantity", "Unit price", "Tier", "Amount", "Source", "Date", "Confidence"], rows)
            + "</details>"
    }

    private var assumptions: String {
        func rows(_ notes: [AssumptionNote]) -> [[String]] {
            notes.map { [$0.address, $0.value, $0.source, $0.confidence?.rawValue ?? "–"] }
        }
        let heads = ["What", "Value", "Where it comes from", "Confidence"]
        return Markup.table(heads, rows(result.assumptions), numbers: false)
            + result.deployments.map { option in
                "<details><summary>\(Markup.text(option.name)): \(option.assumptions.count) values</summary>"
                    + Markup.table(heads, rows(option.assumptions), numbers: false) + "</details>"
            }.joined()
    }

    private var method: String {
        """
        <p>Every option saw the same requests with the same work (common random numbers, seed \(result.seed)).
        \(result.stopping.replications) independent replications; 95 % intervals by Student's t over replications, of
        percentiles by sectioning. \(Money.grouped(Double(result.engine.invocations), decimals: 0)) invocations and
        \(Money.grouped(Double(result.engine.events), decimals: 0)) events were simulated. Percentiles are over answered
        requests; an objective on a percentile counts the unanswered as missed. Intervals cover sampling, not wrong
        inputs. A share given as ≤ was not seen once: the bound is three in the number of requests.</p>
        """
    }

    private func percentile(_ latency: LatencySummary, _ quantile: Double) -> String {
        guard let estimate = latency.percentile(quantile)?.estimate else { return "–" }
        let half = estimate.halfWidth.map { String(format: " ± %.1f", $0 * 1000) } ?? ""
        return String(format: "%.1f", estimate.value * 1000) + half + " ms"
    }

    private func share(_ share: ShareEstimate) -> String {
        guard let value = share.value else { return "–" }
        if share.isUpperBound { return String(format: "≤ %.2g %%", (share.upper ?? 0) * 100) }
        return String(format: "%.3g %%", value * 100)
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--line:#d5dae1;--soft:#5b6673}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--paper:#15181d;--line:#39414c;--soft:#9aa5b1}}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.6rem;line-height:1.3}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
        .kicker{color:var(--soft);margin:0}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0}
        th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}.numbers td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .numbers th[scope=col]:not(:first-child){text-align:right}svg{width:100%;height:auto;font:13px system-ui,sans-serif}svg text{fill:var(--ink)}.grid{stroke:var(--line)}
        @media print{details{display:block}details>*{display:block}}
        """
}
