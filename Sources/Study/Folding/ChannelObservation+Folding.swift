// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension ChannelObservation {
    mutating func add(_ other: ChannelObservation, times: UInt64) {
        published += other.published * times
        refused += other.refused * times
        bytes += other.bytes * times
        units64 += other.units64 * times
        units25 += other.units25 * times
        units1 += other.units1 * times
        fed += other.fed * times
        for index in subscriptions.indices { subscriptions[index].add(other.subscriptions[index], times: times) }
    }

    mutating func dropHistograms() {
        for index in subscriptions.indices {
            subscriptions[index].waits = LogHistogram()
            subscriptions[index].ages = LogHistogram()
            subscriptions[index].unfinished = Unfinished()
            subscriptions[index].endToEnd = LogHistogram()
        }
    }
}

extension SubscriptionObservation {
    mutating func add(_ other: SubscriptionObservation, times: UInt64) {
        arrived += other.arrived * times
        filtered += other.filtered * times
        backlogAtStart += other.backlogAtStart * times
        backlogAtEnd += other.backlogAtEnd * times
        processed += other.processed * times
        forwarded += other.forwarded * times
        deadLettered += other.deadLettered * times
        deadUnprocessed += other.deadUnprocessed * times
        lost += other.lost * times
        duplicates += other.duplicates * times
        outOfOrder += other.outOfOrder * times
        deliveries += other.deliveries * times
        failedDeliveries += other.failedDeliveries * times
        refusedDeliveries += other.refusedDeliveries * times
        receives += other.receives * times
        redelivered += other.redelivered * times
        reappeared += other.reappeared * times
        overdue += other.overdue * times
        receiveCalls += other.receiveCalls * times
        deleteCalls += other.deleteCalls * times
        bytes += other.bytes * times
        units64 += other.units64 * times
        units5 += other.units5 * times
        waits.merge(other.waits, times: times)
        ages.merge(other.ages, times: times)
        unfinished.add(other.unfinished, times: times)
        endToEnd.merge(other.endToEnd, times: times)
        backlog.merge(other.backlog, times: times)
        busy.merge(other.busy, times: times)
        oldest = max(oldest, other.oldest)
        failuresInARow = max(failuresInARow, other.failuresInARow)
    }
}

extension WorkflowObservation {
    mutating func add(_ other: WorkflowObservation, times: UInt64) {
        started += other.started * times
        refused += other.refused * times
        succeeded += other.succeeded * times
        failed += other.failed * times
        timedOut += other.timedOut * times
        historyFull += other.historyFull * times
        transitions += other.transitions * times
        delayedTransitions += other.delayedTransitions * times
        billed += other.billed * UInt128(times)
        durations.merge(other.durations, times: times)
        open.merge(other.open, times: times)
    }
}

extension OperationObservation {
    mutating func add(_ other: OperationObservation, times: UInt64) {
        unfinished.add(other.unfinished, times: times)
        refused += other.refused * times
        succeeded += other.succeeded * times
        failed += other.failed * times
        durations.merge(other.durations, times: times)
    }
}

extension CallObservation {
    mutating func add(_ other: CallObservation, times: UInt64) {
        attempts += other.attempts * times
        retries += other.retries * times
        failures += other.failures * times
        refused += other.refused * times
        refusedRetries += other.refusedRetries * times
        givenUp += other.givenUp * times
        cacheHits += other.cacheHits * times
        hedges += other.hedges * times
        refusedLocally += other.refusedLocally * times
        bytes += other.bytes * times
    }
}
