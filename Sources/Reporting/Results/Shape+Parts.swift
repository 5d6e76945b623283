// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels
import Study

extension Shape where Value == FunctionResult {
    static var function: Self {
        .record("function", "What a function's fleet did. Counts are of a billed month.", [
            Field("name", .text) { $0.name },
            Field("invocations", .estimate) { $0.invocations },
            Field("cold-start-share", .share) { $0.coldStartShare },
            Field("provisioned-share", Shape<ShareEstimate>.share.optional) { $0.provisionedShare },
            Field("throttles", Shape<ThrottleLine>.throttle.list) { $0.throttles },
            Field("timeouts", .estimate) { $0.timeouts },
            Field("errors", .estimate) { $0.errors },
            Field("mean-duration", Shape<Double>.number.optional, "seconds, without initialisation") {
                $0.meanDuration
            },
            Field("mean-billed-duration", Shape<Double>.number.optional, "seconds") { $0.meanBilledDuration },
            Field("busy", .level) { $0.busy },
            Field("provisioned-busy", .level) { $0.provisionedBusy },
            Field("instances", .level) { $0.instances },
            Field("queue", .level) { $0.queue },
            Field("utilisation", Shape<Double>.number.optional, "busy over live instances") { $0.utilisation },
            Field("provisioned-utilisation", Shape<Double>.number.optional) { $0.provisionedUtilisation },
        ])
    }
}

extension Shape where Value == ThrottleLine {
    static var throttle: Self {
        .record("throttle", "Refusals by one limit.", [
            Field("limit", .word) { $0.limit },
            Field("count", .estimate) { $0.count },
        ])
    }
}

extension Shape where Value == ServiceResult {
    static var service: Self {
        .record("service", "What a container service did. Counts are of a billed month.", [
            Field("name", .text) { $0.name },
            Field("requests", .estimate) { $0.requests },
            Field("refused", .estimate) { $0.refused },
            Field("impatient", .estimate, "gave up waiting in the queue") { $0.impatient },
            Field("errors", .estimate) { $0.errors },
            Field("tasks-started", .estimate) { $0.tasksStarted },
            Field("mean-duration", Shape<Double>.number.optional, "seconds") { $0.meanDuration },
            Field("tasks", .level) { $0.tasks },
            Field("healthy-tasks", .level) { $0.healthyTasks },
            Field("running", .level, "requests at once") { $0.running },
            Field("queue", .level) { $0.queue },
            Field("utilisation", Shape<Double>.number.optional, "cores in use over cores of healthy tasks") {
                $0.utilisation
            },
        ])
    }
}

extension Shape where Value == BackendResult {
    static var backend: Self {
        .record("backend", "What a backend was asked and did. Counts are of a billed month.", [
            Field("name", .text) { $0.name },
            Field("calls", .estimate) { $0.calls },
            Field("refused-share", .share) { $0.refusedShare },
            Field("timeouts", .estimate) { $0.timeouts },
            Field("retries", .estimate) { $0.retries },
            Field("read-units", .estimate) { $0.readUnits },
            Field("write-units", .estimate) { $0.writeUnits },
            Field("latency", .latency, "of served calls, waiting included") { $0.latency },
            Field("stale-share", Shape<ShareEstimate>.share.optional, "of reads of a projection; null for others") {
                $0.staleShare
            },
            Field("in-service", .level) { $0.inService },
            Field("queue", .level) { $0.queue },
            Field("connections", .level) { $0.connections },
        ])
    }
}

extension Shape where Value == DoorResult {
    static var door: Self {
        .record("door", "What a front door passed, refused and answered itself. Counts are of a billed month.", [
            Field("name", .text) { $0.name },
            Field("requests", .estimate) { $0.requests },
            Field("preflights", .estimate) { $0.preflights },
            Field("throttled-share", .share) { $0.throttledShare },
            Field("cache-hit-share", Shape<ShareEstimate>.share.optional) { $0.cacheHitShare },
            Field("authorizer-calls", .estimate) { $0.authorizerCalls },
            Field("timeouts", .estimate) { $0.timeouts },
            Field("bytes-in", .estimate) { $0.bytesIn },
            Field("bytes-out", .estimate) { $0.bytesOut },
        ])
    }
}

extension Shape where Value == ChartSeries {
    static var series: Self {
        .record("series", "Something over time.", [
            Field("subject", .text, "name of the fleet, account, source, backend or subscription") { $0.subject },
            Field("quantity", .word) { $0.quantity },
            Field("bucket-width", .number, "seconds") { $0.bucketWidth },
            Field("limit", Shape<ChartLimit>.limit.optional) { $0.limit },
            Field("segments", Shape<ChartSegment>.segment.list) { $0.segments },
        ])
    }
}

extension Shape where Value == ChartLimit {
    static var limit: Self {
        .record("limit", "What a series may not exceed.", [
            Field("name", .text) { $0.name },
            Field("value", .number) { $0.value },
        ])
    }
}

extension Shape where Value == ChartSegment {
    static var segment: Self {
        .record("segment", "One stretch of a series.", [
            Field("label", .text) { $0.label },
            Field("start", .number, "seconds from the start of the period") { $0.start },
            Field("means", Shape<Double>.number.list, "mean of each bucket over the replications") { $0.means },
            Field("peaks", Shape<Double>.number.list, "largest value of each bucket in any replication") { $0.peaks },
        ])
    }
}
