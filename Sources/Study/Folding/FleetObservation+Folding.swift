// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension FunctionObservation {
    mutating func add(_ other: FunctionObservation, times: UInt64) {
        invocations += other.invocations * times
        coldStarts += other.coldStarts * times
        proactiveStarts += other.proactiveStarts * times
        expirations += other.expirations * times
        throttles.add(other.throttles, times: times)
        timeouts += other.timeouts * times
        errors += other.errors * times
        provisionedInvocations += other.provisionedInvocations * times
        let wide = UInt128(times)
        billedOnDemand += other.billedOnDemand * wide
        billedProvisioned += other.billedProvisioned * wide
        billedInitialisation += other.billedInitialisation * wide
        provisionedTime += other.provisionedTime * wide
        waits.merge(other.waits, times: times)
        unwaited += other.unwaited * times
        durations.add(other.durations, times: times)
        unawaited.add(other.unawaited, times: times)
        busy.merge(other.busy, times: times)
        provisionedBusy.merge(other.provisionedBusy, times: times)
        spilledBusy.merge(other.spilledBusy, times: times)
        instances.merge(other.instances, times: times)
        lifetimes.add(other.lifetimes, times: times)
        queue.merge(other.queue, times: times)
        bytesOutside += other.bytesOutside * times
    }
}

extension ThrottleCounts {
    mutating func add(_ other: ThrottleCounts, times: UInt64) {
        account += other.account * times
        reserved += other.reserved * times
        provisioned += other.provisioned * times
        scaleOut += other.scaleOut * times
        requestRate += other.requestRate * times
        maximumInstances += other.maximumInstances * times
        queueFull += other.queueFull * times
        impatient += other.impatient * times
    }

    /// Refusals by `limit`.
    func count(of limit: ThrottleReason) -> UInt64 {
        switch limit {
        case .account: account
        case .reserved: reserved
        case .provisioned: provisioned
        case .scaleOut: scaleOut
        case .requestRate: requestRate
        case .maximumInstances: maximumInstances
        case .queueFull: queueFull
        case .impatient: impatient
        }
    }
}

extension DurationSum {
    mutating func add(_ other: DurationSum, times: UInt64) {
        count += other.count * times
        sum += other.sum * UInt128(times)
    }
}

extension ServiceObservation {
    mutating func add(_ other: ServiceObservation, times: UInt64) {
        requests += other.requests * times
        refused += other.refused * times
        impatient += other.impatient * times
        errors += other.errors * times
        tasksStarted += other.tasksStarted * times
        tasksStopped += other.tasksStopped * times
        waits.merge(other.waits, times: times)
        running.merge(other.running, times: times)
        queue.merge(other.queue, times: times)
        tasks.merge(other.tasks, times: times)
        healthyTasks.merge(other.healthyTasks, times: times)
        millicores.merge(other.millicores, times: times)
        minimumTopUp += other.minimumTopUp * UInt128(times)
        coldStarts += other.coldStarts * times
        timeouts += other.timeouts * times
        cpuLimitStops += other.cpuLimitStops * times
        active.merge(other.active, times: times)
        activeTime += other.activeTime * UInt128(times)
        alwaysReadyActiveTime += other.alwaysReadyActiveTime * UInt128(times)
        alwaysReadyTime += other.alwaysReadyTime * UInt128(times)
        alwaysReadyIdleTime += other.alwaysReadyIdleTime * UInt128(times)
        idleTimeAtMinimum += other.idleTimeAtMinimum * UInt128(times)
        billedRequests += other.billedRequests * UInt128(times)
        nodes.merge(other.nodes, times: times)
        nodesStarted += other.nodesStarted * times
        durations.add(other.durations, times: times)
        bytesOutside += other.bytesOutside * times
    }
}

extension BackendObservation {
    mutating func add(_ other: BackendObservation, times: UInt64) {
        calls += other.calls * times
        refused += other.refused * times
        timeouts += other.timeouts * times
        retries += other.retries * times
        reads += other.reads * times
        writes += other.writes * times
        deletes += other.deletes * times
        others += other.others * times
        conflicts += other.conflicts * times
        failures += other.failures * times
        projectedReads += other.projectedReads * times
        staleReads += other.staleReads * times
        halfReadUnits += other.halfReadUnits * times
        writeUnits += other.writeUnits * times
        bytes += other.bytes * times
        bytesWritten += other.bytesWritten * times
        waits.merge(other.waits, times: times)
        latency.merge(other.latency, times: times)
        inService.merge(other.inService, times: times)
        queue.merge(other.queue, times: times)
        connections.merge(other.connections, times: times)
        for _ in 0..<times { interdepartures.merge(other.interdepartures) }
    }
}
