// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// Channels, workflows and calls: one row for each subscription, workflow, and pair of caller and target.
extension TidyTables {
    /// Nil when no option has a channel.
    var channels: String? {
        let rows = result.deployments.flatMap { option in
            option.channels.flatMap { channel in
                channel.subscriptions.map { row(option.name, channel, $0) }
            }
        }
        guard !rows.isEmpty else { return nil }
        let counts = [
            "arrived", "filtered", "processed", "forwarded", "dead_lettered", "dead_unprocessed", "lost", "duplicates",
            "out_of_order", "deliveries", "failed_deliveries", "refused_deliveries", "redeliveries", "reappeared",
        ]
        let times = ["wait", "age", "end_to_end"].flatMap { time in
            Self.quantiles.map { "\(time)_p\($0.percent)_s" }
        }
        let levels = ["backlog_mean", "backlog_peak", "backlog_final", "busy_mean", "busy_peak"]
        let heads = ["option", "channel", "subscription", "published", "fed", "refused"] + counts
            + ["done_per_second"] + levels + times
        return CSVTable(heads: heads, rows: rows).text
    }

    private static var quantiles: [(value: Double, percent: Int)] { [(0.5, 50), (0.95, 95), (0.99, 99)] }

    private func row(_ option: String, _ channel: ChannelResult, _ one: SubscriptionResult) -> [String] {
        let counts = [
            channel.published, channel.fed, channel.refused, one.arrived, one.filtered, one.processed, one.forwarded,
            one.deadLettered, one.deadUnprocessed, one.lost, one.duplicates, one.outOfOrder, one.deliveries,
            one.failedDeliveries, one.refusedDeliveries, one.redeliveries, one.reappeared, one.donePerSecond,
        ].map(\.value)
        let levels = [
            one.backlog.mean.value, Double(one.backlog.peak), one.finalBacklog.value, one.busy.mean.value,
            Double(one.busy.peak),
        ]
        let times = [one.waits, one.ages, one.endToEnd].flatMap { time in
            Self.quantiles.map { time.percentile($0.value)?.estimate?.value }
        }
        return [option, channel.name, one.name] + (counts + levels).map { CSVTable.number($0) }
            + times.map(CSVTable.number)
    }

    /// Nil when no option has a workflow.
    var workflows: String? {
        let rows = result.deployments.flatMap { option in
            option.workflows.map { flow -> [String] in
                let counts = [
                    flow.started, flow.refused, flow.succeeded, flow.failed, flow.timedOut, flow.historyFull,
                    flow.transitions, flow.delayedTransitions,
                ].map { CSVTable.number($0.value) }
                let times = Self.quantiles.map { CSVTable.number(flow.durations.percentile($0.value)?.estimate?.value) }
                return [option.name, flow.name] + counts
                    + [CSVTable.number(flow.transitionsPerExecution?.value)] + times
                    + [CSVTable.number(flow.open.mean.value), CSVTable.number(Double(flow.open.peak))]
            }
        }
        guard !rows.isEmpty else { return nil }
        let heads = [
            "option", "workflow", "started", "refused", "succeeded", "failed", "timed_out", "history_full",
            "transitions", "delayed_transitions", "transitions_per_execution",
        ] + Self.quantiles.map { "duration_p\($0.percent)_s" } + ["open_mean", "open_peak"]
        return CSVTable(heads: heads, rows: rows).text
    }

    /// Nil when nothing was called.
    var calls: String? {
        let rows = result.deployments.flatMap { option in
            option.calls.map { call in
                [option.name, call.handler, call.target, call.kind.rawValue] + [
                    call.attempts, call.retries, call.failures, call.givenUp, call.cacheHits, call.hedges,
                    call.refusedLocally,
                ].map { CSVTable.number($0.value) }
            }
        }
        guard !rows.isEmpty else { return nil }
        let heads = [
            "option", "handler", "target", "kind", "attempts", "retries", "failures", "given_up", "cache_hits",
            "hedges", "refused_locally",
        ]
        return CSVTable(heads: heads, rows: rows).text
    }
}
