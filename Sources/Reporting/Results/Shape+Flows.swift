// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

extension Shape where Value == FlowResult {
    static var flow: Self {
        .record("flow", "What became of a stream of requests, and how long their senders waited.", [
            Field("name", .text) { $0.name },
            Field("source", Shape<String>.text.optional, "null where it covers several") { $0.source },
            Field("handler", Shape<String>.text.optional, "null where it covers several") { $0.handler },
            Field("door", Shape<String>.text.optional) { $0.door },
            Field("counts", .outcomes) { $0.counts },
            Field("monthly-requests", .estimate) { $0.monthlyRequests },
            Field("answered-share", .share, "of the requests that ended") { $0.answeredShare },
            Field("refused-share", .share, "of the requests that ended") { $0.refusedShare },
            Field("failed-share", .share, "of the requests that ended") { $0.failedShare },
            Field("timed-out-share", .share, "of the requests that ended") { $0.timedOutShare },
            Field("throttled-attempt-share", .share, "of attempts, retried or not") { $0.throttledAttemptShare },
            Field("attempts-per-request", Shape<Estimate>.estimate.optional) { $0.attemptsPerRequest },
            Field("cold-share", .share, "answered requests that waited for a cold start") { $0.coldShare },
            Field("latency", .latency) { $0.latency },
            Field("warm-latency", .latency) { $0.warmLatency },
            Field("cold-latency", .latency) { $0.coldLatency },
        ])
    }
}

extension Shape where Value == OutcomeCounts {
    static var outcomes: Self {
        .record("outcomes", "How many requests ended how, in the observed time of all replications.", [
            Field("offered", .count) { $0.offered },
            Field("attempts", .count) { $0.attempts },
            Field("answered", .count) { $0.answered },
            Field("refused", .count) { $0.refused },
            Field("failed", .count) { $0.failed },
            Field("timed-out", .count) { $0.timedOut },
            Field("throttled-attempts", .count) { $0.throttledAttempts },
            Field("in-flight-at-start", Shape<UInt64>.count.optional, "null for a single route") { $0.inFlightAtStart },
            Field("in-flight-at-end", Shape<UInt64>.count.optional, "null for a single route") { $0.inFlightAtEnd },
        ])
    }
}
