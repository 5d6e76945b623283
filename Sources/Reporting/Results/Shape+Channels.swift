// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

extension Shape where Value == ChannelResult {
    static var channel: Self {
        .record("channel", "What was published to a channel and what became of it. Counts are of a billed month.", [
            Field("name", .text) { $0.name },
            Field("published", .estimate, "messages that were accepted, fed ones included") { $0.published },
            Field("fed", .estimate, "messages of feeds, dead letters and replays") { $0.fed },
            Field("refused", .estimate, "attempts to publish that a limit refused") { $0.refused },
            Field("refused-share", .share, "of attempts to publish") { $0.refusedShare },
            Field("subscriptions", Shape<SubscriptionResult>.subscription.list) { $0.subscriptions },
        ])
    }
}

extension Shape where Value == SubscriptionResult {
    static var subscription: Self {
        .record("subscription", "What became of a channel's messages at one who gets them. A billed month.", [
            Field("name", .text) { $0.name },
            Field("target", Shape<String>.text.optional, "null where messages are only kept") { $0.target },
            Field("arrived", .estimate) { $0.arrived },
            Field("filtered", .estimate) { $0.filtered },
            Field("processed", .estimate) { $0.processed },
            Field("done-per-second", .estimate, "processed or handed on") { $0.donePerSecond },
            Field("forwarded", .estimate) { $0.forwarded },
            Field("dead-lettered", .estimate) { $0.deadLettered },
            Field("dead-unprocessed", .estimate, "dead letters that no handler ever saw") { $0.deadUnprocessed },
            Field("lost", .estimate, "expired, or given up without a dead-letter channel") { $0.lost },
            Field("duplicates", .estimate, "processed again after their work had been done") { $0.duplicates },
            Field("out-of-order", .estimate, "processed after a later one of their key; 0 without keys") {
                $0.outOfOrder
            },
            Field("deliveries", .estimate) { $0.deliveries },
            Field("failed-deliveries", .estimate) { $0.failedDeliveries },
            Field("refused-deliveries", .estimate) { $0.refusedDeliveries },
            Field("redeliveries", .estimate, "messages handed out again") { $0.redeliveries },
            Field("reappeared", .estimate, "visibility ended before the message was deleted") { $0.reappeared },
            Field("backlog", .level, "messages that nobody has processed yet") { $0.backlog },
            Field("final-backlog", .estimate) { $0.finalBacklog },
            Field("busy", .level, "deliveries under way at once") { $0.busy },
            Field("waits", .latency, "seconds from publishing to the start of a delivery") { $0.waits },
            Field("ages", .latency, "seconds from publishing to the end of the work") { $0.ages },
            Field("end-to-end", .latency, "seconds from what the user wanted to the end of the work") { $0.endToEnd },
        ])
    }
}

extension Shape where Value == WorkflowResult {
    static var workflow: Self {
        .record("workflow", "What a service that runs state machines did. Counts are of a billed month.", [
            Field("name", .text) { $0.name },
            Field("started", .estimate) { $0.started },
            Field("refused", .estimate) { $0.refused },
            Field("succeeded", .estimate) { $0.succeeded },
            Field("failed", .estimate) { $0.failed },
            Field("timed-out", .estimate) { $0.timedOut },
            Field("history-full", .estimate) { $0.historyFull },
            Field("transitions", .estimate) { $0.transitions },
            Field("transitions-per-execution", Shape<Estimate>.estimate.optional) { $0.transitionsPerExecution },
            Field("delayed-transitions", .estimate, "had to wait for the limit") { $0.delayedTransitions },
            Field("durations", .latency, "seconds, of executions that ended") { $0.durations },
            Field("open", .level, "executions open at once") { $0.open },
        ])
    }
}

extension Shape where Value == CallResult {
    static var call: Self {
        .record("call", "What became of a handler's calls of one target. Counts are of a billed month.", [
            Field("handler", .text, "who calls") { $0.handler },
            Field("target", .text) { $0.target },
            Field("kind", .word) { $0.kind },
            Field("attempts", .estimate, "retries and hedges included") { $0.attempts },
            Field("retries", .estimate) { $0.retries },
            Field("failures", .estimate) { $0.failures },
            Field("given-up", .estimate) { $0.givenUp },
            Field("cache-hits", .estimate) { $0.cacheHits },
            Field("hedges", .estimate) { $0.hedges },
            Field("refused-locally", .estimate, "by the caller's own breaker or throttle") { $0.refusedLocally },
        ])
    }
}
