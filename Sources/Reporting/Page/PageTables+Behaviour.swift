// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// The tables of the page that tell how the options behave.
extension PageTables {
    private static var quantiles: [Double] { [0.5, 0.9, 0.95, 0.99, 0.999] }
    private static var latencyHeads: [String] { ["Requests", "p50", "p90", "p95", "p99", "p99.9"] }

    private func percentiles(_ latency: LatencySummary) -> [TableContent.Cell] {
        Self.quantiles.map { quantile in
            let percentile = latency.percentile(quantile)
            return .number(Figures.seconds(percentile))
        }
    }

    var latencies: TableContent {
        TableContent(
            "Latency of answered requests, from when the sender wanted the answer until it came",
            heads: Self.latencyHeads,
            rows: result.deployments.flatMap { option in
                [
                    ("all", option.overall.latency), ("warm", option.overall.warmLatency),
                    ("cold", option.overall.coldLatency),
                ].filter { $0.1.count > 0 }.map { ("\(option.name), \($0.0)", percentiles($0.1)) }
            })
    }

    /// Each option's sources and handlers.
    var flows: [PageContent.Details] {
        result.deployments.map { option in
            let flows = option.handlers + (option.sources.count > 1 ? option.sources : [])
            let table = TableContent(
                "What became of the requests of \(option.name)",
                heads: Self.latencyHeads + ["A month", "Cold", "Refused", "Failed", "Timed out", "Attempts"],
                rows: flows.map { flow in
                    (flow.name, percentiles(flow.latency) + [
                        .number(Figures.short(flow.monthlyRequests.value)), .number(Figures.share(flow.coldShare)),
                        .number(Figures.share(flow.refusedShare)), .number(Figures.share(flow.failedShare)),
                        .number(Figures.share(flow.timedOutShare)),
                        .number(flow.attemptsPerRequest.map { Figures.significant($0.value, 5) } ?? Figures.none),
                    ])
                })
            return PageContent.Details(summary: "\(option.name) by handler", isOpen: false, table: table)
        }.filter { !$0.table.isEmpty }
    }

    private func level(_ level: LevelResult) -> TableContent.Cell {
        .number("\(Figures.significant(level.mean.value, 3)) / \(level.peak)")
    }

    private func month(_ estimate: Estimate) -> TableContent.Cell { .number(Figures.short(estimate.value)) }

    private func optionally(_ value: Double?, _ format: (Double) -> String) -> TableContent.Cell {
        .number(value.map(format) ?? Figures.none)
    }

    var functions: TableContent {
        TableContent(
            "Functions, a billed month (levels: mean over time / peak)",
            heads: [
                "Function", "Invocations", "Cold", "Throttled", "Timeouts", "Mean duration", "Billed duration", "Busy",
                "Instances", "Utilisation",
            ],
            rows: result.deployments.flatMap { option in
                option.functions.map { function in
                    let refused = function.throttles.filter { $0.count.value > 0 }
                        .map { "\(Figures.short($0.count.value)) (\($0.limit.rawValue))" }.joined(separator: ", ")
                    return ("\(option.name), \(function.name)", [
                        month(function.invocations), .number(Figures.share(function.coldStartShare)),
                        .number(refused.isEmpty ? "0" : refused), month(function.timeouts),
                        optionally(function.meanDuration) { Figures.seconds($0) },
                        optionally(function.meanBilledDuration) { Figures.seconds($0) }, level(function.busy),
                        level(function.instances), optionally(function.utilisation) { Figures.percent($0) },
                    ])
                }
            })
    }

    var services: TableContent {
        TableContent(
            "Container services, a billed month (levels: mean over time / peak)",
            heads: [
                "Service", "Requests", "Refused", "Gave up", "Mean duration", "Tasks", "Requests at once", "Queue",
                "At most tasks", "CPU",
            ],
            rows: result.deployments.flatMap { option in
                option.services.map { service in
                    ("\(option.name), \(service.name)", [
                        month(service.requests), month(service.refused), month(service.impatient),
                        optionally(service.meanDuration) { Figures.seconds($0) }, level(service.tasks),
                        level(service.running), level(service.queue),
                        .number(Figures.percent(service.tasks.shareOfTimeAtLimit) + " of the time"),
                        optionally(service.utilisation) { Figures.percent($0) },
                    ])
                }
            })
    }

    var backends: TableContent {
        TableContent(
            "Backends, a billed month (levels: mean over time / peak)",
            heads: [
                "Backend", "Calls", "Refused", "Timeouts", "Retries", "p50", "p99", "In service", "Queue", "Stale reads",
            ],
            rows: result.deployments.flatMap { option in
                option.backends.map { backend in
                    ("\(option.name), \(backend.name)", [
                        month(backend.calls), .number(Figures.share(backend.refusedShare)), month(backend.timeouts),
                        month(backend.retries), .number(Figures.seconds(backend.latency.percentile(0.5))),
                        .number(Figures.seconds(backend.latency.percentile(0.99))), level(backend.inService),
                        level(backend.queue), .number(Figures.share(backend.staleShare)),
                    ])
                }
            })
    }

    var doors: TableContent {
        TableContent(
            "Front doors, a billed month",
            heads: ["Door", "Requests", "Preflights", "Throttled", "Cache hits", "Authorizer calls", "Timeouts"],
            rows: result.deployments.flatMap { option in
                option.doors.map { door in
                    ("\(option.name), \(door.name)", [
                        month(door.requests), month(door.preflights), .number(Figures.share(door.throttledShare)),
                        .number(Figures.share(door.cacheHitShare)), month(door.authorizerCalls), month(door.timeouts),
                    ])
                }
            })
    }
}
