// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Calls of backends: limits, queues, latencies, timeouts and retries.
extension ApplicationModel {
    mutating func startCall(_ frame: Int, _ call: Int, _ scheduler: inout Clock) {
        frames[frame].call = UInt32(truncatingIfNeeded: call)
        frames[frame].callAttempt = 0
        frames[frame].previousDelay = .zero
        frames[frame].callStarted = scheduler.now
        attemptCall(frame, &scheduler)
    }

    mutating func retryCall(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard frames[event.id].epoch & 0xff_ffff == event.tag else { return }
        frames[event.id].epoch &+= 1
        attemptCall(event.id, &scheduler)
    }

    private mutating func attemptCall(_ frame: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        frames[frame].callAttempt &+= 1
        frames[frame].attemptStarted = now
        let call = Int(frames[frame].call), backend = plan.program.calls[call].backend
        backends[backend].seen.calls &+= 1
        if frames[frame].callAttempt > 1 { backends[backend].seen.retries &+= 1 }
        guard admits(backend, frame, call, now) else {
            backends[backend].seen.refused &+= 1
            return callFailed(frame, .throttled, &scheduler)
        }
        guard backends[backend].isLimited, backends[backend].inService.value >= backends[backend].concurrency else {
            return serve(frame, backend, &scheduler)
        }
        guard case .queue(let capacity, _) = backends[backend].plan.whenFull,
              backends[backend].queued.value < capacity ?? .max else {
            backends[backend].seen.refused &+= 1
            return callFailed(frame, .throttled, &scheduler)
        }
        frames[frame].state = .queuedForBackend
        backends[backend].queue.append(Waiting(frame: UInt32(frame), epoch: frames[frame].epoch))
        backends[backend].queued.add(1, at: now)
        scheduleGivingUp(frame, backend, &scheduler)
    }

    private mutating func scheduleGivingUp(_ frame: Int, _ backend: Int, _ scheduler: inout Clock) {
        let timeout = plan.program.calls[Int(frames[frame].call)].timeout
        var wait = timeout?.nanoseconds ?? .max
        if backends[backend].patience >= 0 {
            let patience = duration(
                backends[backend].patience, identity: identity(of: frame), occurrence: occurrence(of: frame))
            wait = min(wait, patience.nanoseconds)
        }
        guard wait < .max else { return }
        scheduler.schedule(
            ModelEvent(.callGivesUp, id: frame, tag: frames[frame].epoch),
            after: SimulationDuration(nanoseconds: wait), as: .expiry)
    }

    private mutating func identity(of frame: Int) -> UInt64 { invocations[Int(frames[frame].invocation)].identity }

    /// Attempt of the request in the high byte, attempt of the call in the low one.
    private mutating func occurrence(of frame: Int) -> UInt32 {
        invocations[Int(frames[frame].invocation)].occurrence | UInt32(frames[frame].callAttempt)
    }

    /// Limits that refuse rather than let wait: rate, connections of the instance, capacity units.
    private mutating func admits(_ backend: Int, _ frame: Int, _ call: Int, _ now: SimulationTime) -> Bool {
        if backends[backend].rate?.take(at: now) == false { return false }
        if let connections = backends[backend].plan.connections, !connections.isPooledByProxy,
           !connect(frame, to: backend, maximum: connections.maximum, now) { return false }
        let bytes = draw(callBytes[call], identity: identity(of: frame), occurrence: occurrence(of: frame))
        let moved = UInt64(max(0, bytes))
        guard backends[backend].meter(plan.program.calls[call].operation, bytes: moved, at: now) else { return false }
        if backends[backend].isOutsideNetwork { countOutside(frame, bytes: moved) }
        return true
    }

    /// Bytes that leave or enter the fleet's own network; whether a gateway bills them is the price book's matter.
    private mutating func countOutside(_ frame: Int, bytes: UInt64) {
        let invocation = Int(frames[frame].invocation)
        let fleet = Int(invocations[invocation].fleet)
        if invocations[invocation].isOnService {
            services[fleet].seen.bytesToBackends &+= bytes
        } else {
            functions[fleet].seen.bytesToBackends &+= bytes
        }
    }

    private mutating func serve(_ frame: Int, _ backend: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        let call = Int(frames[frame].call)
        let latency = duration(
            callLatency[call], identity: identity(of: frame), occurrence: occurrence(of: frame))
        let waited = now - frames[frame].attemptStarted
        let remaining = plan.program.calls[call].timeout.map { $0 - waited }
        let inTime = remaining.map { latency <= $0 } ?? true
        if backends[backend].isLimited {
            backends[backend].inService.add(1, at: now)
            backends[backend].seen.waits.record(UInt64(bitPattern: waited.nanoseconds))
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

    mutating func callEnded(_ event: ModelEvent, _ scheduler: inout Clock) {
        let frame = event.id
        guard frames[frame].epoch & 0xff_ffff == event.tag else { return }
        let state = frames[frame].state
        let backend = plan.program.calls[Int(frames[frame].call)].backend
        frames[frame].epoch &+= 1
        if state == .abandonedInService {
            frames[frame].state = .free
            frames.giveBack(frame)
        } else {
            frames[frame].state = .running
        }
        if backends[backend].isLimited { freeBackend(backend, &scheduler) }
        if state != .abandonedInService { run(frame, &scheduler) }
    }

    /// A place at the backend is free: the next caller in the queue that still waits takes it.
    mutating func freeBackend(_ backend: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        backends[backend].depart(at: now)
        while backends[backend].inService.value < backends[backend].concurrency,
              let waiting = backends[backend].queue.popFirst() {
            let frame = Int(waiting.frame)
            guard frames[frame].epoch == waiting.epoch, frames[frame].state == .queuedForBackend else { continue }
            backends[backend].queued.add(-1, at: now)
            frames[frame].epoch &+= 1
            serve(frame, backend, &scheduler)
        }
    }

    mutating func callGivesUp(_ event: ModelEvent, _ scheduler: inout Clock) {
        let frame = event.id
        guard frames[frame].epoch & 0xff_ffff == event.tag else { return }
        let backend = plan.program.calls[Int(frames[frame].call)].backend
        if frames[frame].state == .queuedForBackend { backends[backend].queued.add(-1, at: scheduler.now) }
        backends[backend].seen.timeouts &+= 1
        frames[frame].epoch &+= 1
        frames[frame].state = .running
        callFailed(frame, .timedOut, &scheduler)
    }

    private mutating func callFailed(_ frame: Int, _ outcome: Outcome, _ scheduler: inout Clock) {
        let call = Int(frames[frame].call)
        let identity = identity(of: frame) ^ UInt64(invocations[Int(frames[frame].invocation)].occurrence) &<< 32
        if let delay = callPolicies[call].delay(
            after: outcome, attempt: Int(frames[frame].callAttempt), previous: frames[frame].previousDelay,
            identity: identity) {
            frames[frame].previousDelay = delay
            scheduler.schedule(
                ModelEvent(.callRetry, id: frame, tag: frames[frame].epoch), after: delay, as: .arrival)
            return
        }
        if plan.program.calls[call].failureIsIgnored { return run(frame, &scheduler) }
        finish(Int(frames[frame].invocation), .failed, &scheduler)
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
        let held = invocation.isOnService
            ? services[fleet].tasks[instance].connections : functions[fleet].instances[instance].connections
        if held & bit != 0 { return true }
        let wanted = invocation.isOnService ? services[fleet].plan.connectionPool : 1
        guard backends[backend].connections.value + wanted <= maximum else { return false }
        backends[backend].connections.add(wanted, at: now)
        if invocation.isOnService {
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
