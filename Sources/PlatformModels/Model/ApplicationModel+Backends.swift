// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Calls of backends: limits, queues and latencies.
extension ApplicationModel {
    mutating func attemptBackend(_ frame: Int, _ call: Int, _ backend: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        backends[backend].seen.calls &+= 1
        if frames[frame].callAttempt > 1 { backends[backend].seen.retries &+= 1 }
        guard admits(backend, frame, call, now) else {
            backends[backend].seen.refused &+= 1
            return callFailed(frame, Failure(.throttled), &scheduler)
        }
        guard backends[backend].isLimited, !backends[backend].hasPlace else {
            return serve(frame, backend, &scheduler)
        }
        guard case .queue(let capacity, _) = backends[backend].plan.whenFull,
              backends[backend].queued.value < capacity ?? .max else {
            backends[backend].seen.refused &+= 1
            return callFailed(frame, Failure(.throttled), &scheduler)
        }
        frames[frame].state = .queuedForBackend
        backends[backend].queue.append(Waiting(frame: UInt32(frame), epoch: frames[frame].epoch))
        backends[backend].queued.add(1, at: now)
        scheduleGivingUp(frame, backend, &scheduler)
    }

    private mutating func scheduleGivingUp(_ frame: Int, _ backend: Int, _ scheduler: inout Clock) {
        let timeout = calls[Int(frames[frame].call)].plan.timeout
        var wait = timeout?.nanoseconds ?? .max
        if backends[backend].patience >= 0 {
            let patience = duration(
                backends[backend].patience, identity: frames[frame].identity, occurrence: callOccurrence(frame))
            wait = min(wait, patience.nanoseconds)
        }
        guard wait < .max else { return }
        scheduler.schedule(
            ModelEvent(.callGivesUp, id: frame, tag: frames[frame].epoch),
            after: SimulationDuration(nanoseconds: wait), as: .expiry)
    }

    /// Limits that refuse rather than let wait: rate, connections of the instance, capacity units.
    private mutating func admits(_ backend: Int, _ frame: Int, _ call: Int, _ now: SimulationTime) -> Bool {
        if backends[backend].rate?.take(at: now) == false { return false }
        if backends[backend].fixedWindow?.take(at: now) == false { return false }
        if let connections = backends[backend].plan.connections, !connections.isPooledByProxy,
           !connect(frame, to: backend, maximum: connections.maximum, now) { return false }
        let moved = callBytes(frame, call)
        guard backends[backend].meter(calls[call].plan.operation, bytes: moved, at: now) else { return false }
        if backends[backend].isOutsideNetwork { countOutside(frame, bytes: moved) }
        if calls[call].plan.isCounted { calls[call].seen.bytes &+= moved }
        return true
    }

    /// Bytes that leave or enter the fleet's own network; whether a gateway bills them is the price book's matter.
    mutating func countOutside(_ frame: Int, bytes: UInt64) {
        let invocation = Int(frames[frame].invocation)
        let fleet = Int(invocations[invocation].fleet)
        switch invocations[invocation].kind {
        case .service: services[fleet].seen.bytesOutside &+= bytes
        case .function: functions[fleet].seen.bytesOutside &+= bytes
        case .workflow: break
        }
    }

    /// The time that a call takes to its backend (number 0), or its answer back (1).
    private mutating func way(_ frame: Int, _ call: Int, number: UInt64) -> SimulationDuration {
        duration(
            calls[call].eachWay, identity: Caller.identity(of: frames[frame].identity, at: number),
            occurrence: callOccurrence(frame))
    }

    private mutating func serve(_ frame: Int, _ backend: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        let call = Int(frames[frame].call)
        var latency = callLatency(frame, call)
        if backends[backend].isLimited {
            backends[backend].inService.add(1, at: now)
            if backends[backend].plan.latencyPerCall > 0 {
                latency += .seconds(backends[backend].plan.latencyPerCall * Double(backends[backend].inService.value))
            }
        }
        if backends[backend].slowdown != 1 { latency = .seconds(latency.seconds * backends[backend].slowdown) }
        var reaching = SimulationDuration(nanoseconds: latency.nanoseconds / 2)
        if calls[call].eachWay >= 0 {
            let there = way(frame, call, number: 0)
            reaching += there
            latency += there + way(frame, call, number: 1)
        }
        let waited = now - frames[frame].attemptStarted
        let remaining = calls[call].plan.timeout.map { $0 - waited }
        let inTime = remaining.map { latency <= $0 } ?? true
        if backends[backend].isLimited {
            backends[backend].seen.waits.record(UInt64(bitPattern: waited.nanoseconds))
        }
        if calls[call].condition != nil {
            noteVersion(frame, call, backend)
            scheduler.schedule(
                ModelEvent(.callReaches, id: frame, tag: frames[frame].epoch),
                after: reaching, as: .completion)
        }
        if inTime {
            backends[backend].seen.latency.record(UInt64(bitPattern: (waited + latency).nanoseconds))
            frames[frame].state = backends[backend].isLimited ? .inService : .running
            scheduler.schedule(
                ModelEvent(.callEnded, id: frame, tag: frames[frame].epoch), after: latency, as: .completion)
            return
        }
        // The caller leaves at its timeout; the backend works on to the end for nobody.
        frames[frame].state = .running
        if backends[backend].isLimited {
            scheduler.schedule(ModelEvent(.backendFreed, id: backend), after: latency, as: .completion)
        }
        scheduler.schedule(
            ModelEvent(.callGivesUp, id: frame, tag: frames[frame].epoch), after: remaining ?? .zero, as: .expiry)
    }

    /// Why a call that was served has failed all the same: a conflict, or an incident.
    mutating func failureOf(_ backend: Int, _ frame: Int) -> Failure? {
        if frames[frame].hasConflict {
            frames[frame].hasConflict = false
            return Failure(.failed)
        }
        guard backends[backend].failureShare > 0 else { return nil }
        let u = RandomStream.firstUniform(
            backends[backend].failureKey, request: frames[frame].identity, occurrence: callOccurrence(frame))
        guard u < backends[backend].failureShare else { return nil }
        backends[backend].seen.failures &+= 1
        return Failure(.failed)
    }

    /// A place at the backend is free: the next caller in the queue that still waits takes it.
    mutating func freeBackend(_ backend: Int, _ scheduler: inout Clock) {
        backends[backend].depart(at: scheduler.now)
        serveBackendQueue(backend, &scheduler)
    }

    mutating func serveBackendQueue(_ backend: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        while backends[backend].hasPlace, let waiting = backends[backend].queue.popFirst() {
            let frame = Int(waiting.frame)
            guard frames[frame].epoch == waiting.epoch, frames[frame].state == .queuedForBackend else { continue }
            backends[backend].queued.add(-1, at: now)
            frames[frame].epoch &+= 1
            serve(frame, backend, &scheduler)
        }
    }

    mutating func closeCapacityWindow(_ backend: Int, _ scheduler: inout Clock) {
        backends[backend].readUnits?.closeWindow(at: scheduler.now)
        backends[backend].writeUnits?.closeWindow(at: scheduler.now)
        guard let window = backends[backend].readUnits?.window ?? backends[backend].writeUnits?.window else { return }
        scheduler.schedule(ModelEvent(.capacityWindow, id: backend), after: window, as: .expiry)
    }
}

/// Connections that instances keep for their lives.
extension ApplicationModel {
    private mutating func connect(_ frame: Int, to backend: Int, maximum: Int, _ now: SimulationTime) -> Bool {
        let invocation = invocations[Int(frames[frame].invocation)]
        let fleet = Int(invocation.fleet), instance = Int(invocation.instance), bit = UInt64(1) << UInt64(backend & 63)
        let held: UInt64, wanted: Int
        switch invocation.kind {
        case .function: (held, wanted) = (functions[fleet].instances[instance].connections, 1)
        case .service:
            (held, wanted) = (services[fleet].tasks[instance].connections, services[fleet].plan.connectionPool)
        case .workflow: return true
        }
        if held & bit != 0 { return true }
        guard backends[backend].connections.value + wanted <= maximum else { return false }
        backends[backend].connections.add(wanted, at: now)
        if invocation.kind == .service {
            services[fleet].tasks[instance].connections |= bit
        } else {
            functions[fleet].instances[instance].connections |= bit
        }
        return true
    }

    mutating func closeConnections(_ held: UInt64, each count: Int, _ now: SimulationTime) {
        var bits = held
        while bits != 0 {
            let backend = bits.trailingZeroBitCount
            bits &= bits - 1
            backends[backend].connections.add(-count, at: now)
        }
    }
}

extension BackendState {
    /// Whether it can start another call now.
    var hasPlace: Bool { !isHalted && inService.value < concurrency }

    mutating func depart(at now: SimulationTime) {
        inService.add(-1, at: now)
        if let last = lastDeparture { seen.interdepartures.record((now - last).seconds) }
        lastDeparture = now
    }

    /// Counts the units of a call and takes them from the capacity, if there is enough.
    ///
    /// A write unit is 1 KB, a read unit 4 KB strongly consistent; half for eventual, double for transactional
    /// (facts, billing rules §6).
    mutating func meter(_ operation: BackendOperation, bytes: UInt64, at now: SimulationTime) -> Bool {
        switch operation {
        case .call:
            seen.others &+= 1
        case .read(let consistency):
            let blocks = max(1, (bytes + 4095) / 4096)
            let halves = blocks * (consistency == .eventual ? 1 : consistency == .strong ? 2 : 4)
            guard readUnits?.take(Double(halves) / 2, at: now) ?? true else { return false }
            seen.halfReadUnits &+= halves
            seen.reads &+= 1
        case .write(let isTransactional), .delete(let isTransactional):
            let units = max(1, (bytes + 1023) / 1024) * (isTransactional ? 2 : 1)
            guard writeUnits?.take(Double(units), at: now) ?? true else { return false }
            seen.writeUnits &+= units
            if case .delete = operation {
                seen.deletes &+= 1
            } else {
                seen.writes &+= 1
                seen.bytesWritten &+= bytes
            }
        }
        seen.bytes &+= bytes
        return true
    }
}
