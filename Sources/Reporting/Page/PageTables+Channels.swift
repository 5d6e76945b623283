// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// The tables of the page that tell what became of messages, executions and calls.
extension PageTables {
    private func month(_ estimate: Estimate) -> TableContent.Cell { .number(Figures.short(estimate.value)) }

    private func level(_ level: LevelResult) -> TableContent.Cell {
        .number("\(Figures.significant(level.mean.value, 3)) / \(level.peak)")
    }

    private func time(_ latency: LatencySummary, _ quantile: Double = 0.99) -> TableContent.Cell {
        .number(Figures.seconds(latency.percentile(quantile)))
    }

    var channels: TableContent {
        TableContent(
            "Channels, a billed month", heads: ["Channel", "Published", "Of these fed", "Refused"],
            rows: result.deployments.flatMap { option in
                option.channels.map { channel in
                    ("\(option.name), \(channel.name)", [
                        month(channel.published), month(channel.fed), .number(Figures.share(channel.refusedShare)),
                    ])
                }
            })
    }

    var subscriptions: TableContent {
        TableContent(
            "Subscriptions, a billed month (levels: mean over time / peak)",
            heads: [
                "Subscription", "Processed", "Dead-lettered", "Never tried", "Lost", "Repeated", "Out of order",
                "Redelivered", "Failed deliveries", "Refused deliveries", "Backlog", "At the end", "At once",
            ],
            rows: result.deployments.flatMap { option in
                option.channels.flatMap(\.subscriptions).map { one in
                    ("\(option.name), \(one.name)", [
                        month(one.processed), month(one.deadLettered), month(one.deadUnprocessed), month(one.lost),
                        month(one.duplicates), month(one.outOfOrder), month(one.redeliveries),
                        month(one.failedDeliveries), month(one.refusedDeliveries), level(one.backlog),
                        month(one.finalBacklog), level(one.busy),
                    ])
                }
            })
    }

    var messageAges: TableContent {
        TableContent(
            "Times of messages, of those processed: until a delivery began, until the work was done, and since the "
                + "user asked",
            heads: [
                "Subscription", "Wait p50", "Wait p99", "Age p50", "Age p95", "Age p99", "Since asked p50",
                "Since asked p99",
            ],
            rows: result.deployments.flatMap { option in
                option.channels.flatMap(\.subscriptions).filter { $0.waits.count > 0 }.map { one in
                    ("\(option.name), \(one.name)", [
                        time(one.waits, 0.5), time(one.waits), time(one.ages, 0.5), time(one.ages, 0.95),
                        time(one.ages), time(one.endToEnd, 0.5), time(one.endToEnd),
                    ])
                }
            })
    }

    var workflows: TableContent {
        TableContent(
            "Workflows, a billed month (levels: mean over time / peak)",
            heads: [
                "Workflow", "Started", "Refused", "Succeeded", "Failed", "Timed out", "History full", "Transitions",
                "Each", "Delayed", "p50", "p99", "Open",
            ],
            rows: result.deployments.flatMap { option in
                option.workflows.map { flow in
                    ("\(option.name), \(flow.name)", [
                        month(flow.started), month(flow.refused), month(flow.succeeded), month(flow.failed),
                        month(flow.timedOut), month(flow.historyFull), month(flow.transitions),
                        .number(WorkflowRow(seen: flow).transitions), month(flow.delayedTransitions),
                        time(flow.durations, 0.5), time(flow.durations), level(flow.open),
                    ])
                }
            })
    }

    /// Each option's calls.
    var calls: [PageContent.Details] {
        result.deployments.map { option in
            let table = TableContent(
                "Calls of \(option.name), a billed month",
                heads: [
                    "Call", "Attempts", "Retries", "Failures", "Given up", "Cache hits", "Hedges", "Refused by itself",
                ],
                rows: option.calls.map { call in
                    ("\(call.handler) → \(call.target)", [
                        month(call.attempts), month(call.retries), month(call.failures), month(call.givenUp),
                        month(call.cacheHits), month(call.hedges), month(call.refusedLocally),
                    ])
                })
            return PageContent.Details(summary: "\(option.name) by call", isOpen: false, table: table)
        }.filter { !$0.table.isEmpty }
    }
}
