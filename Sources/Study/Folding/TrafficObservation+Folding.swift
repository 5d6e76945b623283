// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension SourceObservation {
    mutating func add(_ other: SourceObservation, times: UInt64) {
        inFlightAtStart += other.inFlightAtStart * times
        inFlightAtEnd += other.inFlightAtEnd * times
        batches += other.batches * times
        batchesPartlyRefused += other.batchesPartlyRefused * times
        while retryDelays.count < other.retryDelays.count { retryDelays.append(RunningMoments()) }
        while retryDelaysAtCap.count < other.retryDelaysAtCap.count { retryDelaysAtCap.append(0) }
        for index in other.retryDelays.indices {
            for _ in 0..<times { retryDelays[index].merge(other.retryDelays[index]) }
        }
        for index in other.retryDelaysAtCap.indices { retryDelaysAtCap[index] += other.retryDelaysAtCap[index] * times }
    }
}

extension FlowObservation {
    mutating func add(_ other: FlowObservation, times: UInt64) {
        offered += other.offered * times
        attempts += other.attempts * times
        answered += other.answered * times
        refused += other.refused * times
        failed += other.failed * times
        timedOut += other.timedOut * times
        throttledAttempts += other.throttledAttempts * times
        throttledRetries += other.throttledRetries * times
        warmLatency.merge(other.warmLatency, times: times)
        coldLatency.merge(other.coldLatency, times: times)
        unfinished.add(other.unfinished, times: times)
        bytesIn += other.bytesIn * times
        bytesOut += other.bytesOut * times
    }
}

extension DoorObservation {
    mutating func add(_ other: DoorObservation, times: UInt64, keepingHours: Bool) {
        requests += other.requests * times
        preflights += other.preflights * times
        throttled += other.throttled * times
        cacheHits += other.cacheHits * times
        authorizerHits += other.authorizerHits * times
        authorizerCalls += other.authorizerCalls * times
        timeouts += other.timeouts * times
        units += other.units * times
        bytesIn += other.bytesIn * times
        bytesOut += other.bytesOut * times
        guard keepingHours else { return }
        for _ in 0..<times {
            hourlyRequests += other.hourlyRequests
            hourlyBytes += other.hourlyBytes
            hourlyConnections += other.hourlyConnections
        }
    }
}
