// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// The result as tidy tables, one observation a row: seconds, US dollars, fractions of 1.
public struct TidyTables: Sendable {
    let result: StudyResult

    public init(_ result: StudyResult) { self.result = result }

    /// Every headline figure with its interval.
    public var options: String {
        let rows = result.deployments.flatMap { option in
            let flow = option.overall
            var rows = option.stopped == nil ? [row(option, "monthly-cost", "usd", option.monthlyCost)] : []
            rows += flow.latency.percentiles.map { row(option, "latency-\($0.label)", "s", $0.estimate) }
            rows.append(row(option, "latency-mean", "s", flow.latency.mean))
            rows.append(row(option, "monthly-requests", "requests", flow.monthlyRequests))
            rows.append(row(option, "cost-per-million", "usd", option.costPerMillion.overall))
            for (name, share) in [
                ("answered", flow.answeredShare), ("refused", flow.refusedShare), ("failed", flow.failedShare),
                ("timed-out", flow.timedOutShare), ("cold", flow.coldShare),
            ] {
                rows.append([option.name, name, "share"] + [share.value, share.lower, share.upper].map(CSVTable.number))
            }
            rows.append([option.name, "is-stable", "flag", option.stability.isStable ? "1" : "0", "", ""])
            return rows
        }
        return CSVTable(heads: ["option", "metric", "unit", "value", "lower", "upper"], rows: rows).text
    }

    /// Every line of every bill.
    public var invoice: String {
        let rows = result.deployments.flatMap { option in
            option.invoice.map { line in
                [
                    option.name, line.service, line.meter, line.title, CSVTable.number(line.quantity.value), line.unit,
                    line.unitPrice.map { "\($0)" } ?? "", CSVTable.number(line.amount?.value),
                    CSVTable.number(line.amount?.halfWidth), line.tier, line.source, line.date,
                    line.confidence?.rawValue ?? "", line.note,
                ]
            }
        }
        let heads = [
            "option", "service", "meter", "title", "quantity", "unit", "unit_price_usd", "amount_usd",
            "amount_half_width", "tiers", "source", "date", "confidence", "note",
        ]
        return CSVTable(heads: heads, rows: rows).text
    }

    /// Percentiles and distribution functions, by option, stream of requests and temperature.
    public var latency: String {
        var rows: [[String]] = []
        for option in result.deployments {
            for flow in [option.overall] + option.sources + option.handlers {
                for (kind, latency) in [
                    ("all", flow.latency), ("warm", flow.warmLatency), ("cold", flow.coldLatency),
                ] {
                    let head = [option.name, flow.name, kind]
                    for percentile in latency.percentiles {
                        let (value, lower, upper) = Self.bounds(percentile.estimate)
                        rows.append(head + ["percentile"] + [percentile.quantile, value, lower, upper].map(CSVTable.number))
                    }
                    for point in latency.distribution {
                        rows.append(head + ["distribution"] + [point.share, point.seconds, nil, nil].map(CSVTable.number))
                    }
                }
            }
        }
        let heads = ["option", "requests", "temperature", "kind", "share", "seconds", "lower", "upper"]
        return CSVTable(heads: heads, rows: rows).text
    }

    /// What changed over time.
    public var concurrency: String {
        var rows: [[String]] = []
        for option in result.deployments {
            for series in option.charts {
                let head = [option.name, series.subject, series.quantity.rawValue]
                for segment in series.segments {
                    for (index, mean) in segment.means.enumerated() {
                        let start = segment.start + Double(index) * series.bucketWidth
                        let peak = segment.peaks.indices.contains(index) ? segment.peaks[index] : nil
                        rows.append(
                            head + [segment.label]
                                + [start, series.bucketWidth, mean, peak, series.limit?.value].map(CSVTable.number))
                    }
                }
            }
        }
        let heads = ["option", "subject", "quantity", "stretch", "start_s", "width_s", "mean", "peak", "limit"]
        return CSVTable(heads: heads, rows: rows).text
    }

    private func row(_ option: DeploymentResult, _ metric: String, _ unit: String, _ estimate: Estimate?) -> [String] {
        let (value, lower, upper) = Self.bounds(estimate)
        return [option.name, metric, unit] + [value, lower, upper].map(CSVTable.number)
    }

    private static func bounds(_ estimate: Estimate?) -> (Double?, Double?, Double?) {
        guard let estimate else { return (nil, nil, nil) }
        guard let half = estimate.halfWidth else { return (estimate.value, nil, nil) }
        return (estimate.value, estimate.value - half, estimate.value + half)
    }
}
