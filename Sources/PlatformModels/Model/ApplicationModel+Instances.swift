// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The life of function instances: made, kept idle, retired, replaced.
extension ApplicationModel {
    mutating func makeInstance(of function: Int, _ now: SimulationTime) -> Int {
        let slot = functions[function].instances.take()
        let serial = functions[function].created
        functions[function].created = serial &+ 1
        var instance = Instance()
        instance.created = now
        instance.serial = serial
        instance.state = .busy
        let lifetime = functions[function].idleLifetime
        if lifetime >= 0 { instance.idleLifetime = duration(lifetime, identity: serial, occurrence: 0) }
        instance.retireAt = retirement(of: serial, function, now)
        functions[function].instances[slot] = instance
        functions[function].alive.add(1, at: now)
        return slot
    }

    private mutating func retirement(of serial: UInt64, _ function: Int, _ now: SimulationTime) -> SimulationTime {
        let age = functions[function].maximumAge
        return age >= 0 ? now + duration(age, identity: serial, occurrence: 0) : .distantFuture
    }

    @inline(__always)
    mutating func makeIdle(_ slot: Int, of function: Int, _ scheduler: inout Clock) {
        guard let deadline = functions[function].makeIdle(slot, at: scheduler.now) else { return }
        scheduler.schedule(
            ModelEvent(.instanceExpiry, id: slot, tag: UInt32(function)), at: deadline, as: .expiry)
    }

    /// One timer per instance, set anew only when it fires: an instance that was used in between is left alone.
    mutating func expireInstance(function: Int, instance slot: Int, _ scheduler: inout Clock) {
        functions[function].instances[slot].timerIsSet = false
        switch functions[function].instances[slot].state {
        case .gone: functions[function].instances.giveBack(slot)
        case .busy: break
        case .idle:
            let deadline = functions[function].instances[slot].deadline
            guard deadline <= scheduler.now else {
                functions[function].instances[slot].timerIsSet = true
                return scheduler.schedule(
                    ModelEvent(.instanceExpiry, id: slot, tag: UInt32(function)), at: deadline, as: .expiry)
            }
            functions[function].removeIdle(slot)
            if functions[function].instances[slot].retireAt <= scheduler.now {
                retire(slot, of: function, &scheduler)
            } else {
                functions[function].seen.expirations &+= 1
                remove(slot, of: function, scheduler.now)
            }
        }
    }

    /// Too old to be used again: gone, or replaced by an initialised instance that nobody had to wait for.
    mutating func retire(_ slot: Int, of function: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        remove(slot, of: function, now)
        guard functions[function].plan.replacesAged else { return }
        let successor = makeInstance(of: function, now)
        functions[function].seen.proactiveStarts &+= 1
        if functions[function].plan.start.initialisationIsBilled {
            let initialisation = duration(
                functions[function].initialisation, identity: functions[function].created, occurrence: 2)
            functions[function].billInitialisation(initialisation)
        }
        makeIdle(successor, of: function, &scheduler)
    }

    mutating func remove(_ slot: Int, of function: Int, _ now: SimulationTime) {
        closeConnections(functions[function].instances[slot].connections, each: 1, now)
        functions[function].seen.lifetimes.add(now - functions[function].instances[slot].created)
        functions[function].instances[slot].state = .gone
        functions[function].alive.add(-1, at: now)
        if !functions[function].instances[slot].timerIsSet { functions[function].instances.giveBack(slot) }
    }
}

/// What an invocation finds when it takes an instance.
struct InstanceUse {
    let isFirst: Bool
    let isProvisioned: Bool
}

extension FunctionState {
    @inline(__always)
    mutating func takeIdle() -> Int? {
        var draws = reuses
        let key = reuseKey
        defer { reuses = draws }
        return idle.take(&instances) {
            draws &+= 1
            var stream = RandomStream(key, request: draws)
            return stream.uniform()
        }
    }

    @inline(__always)
    mutating func makeIdle(_ slot: Int) {
        instances[slot].state = .idle
        if instances[slot].isProvisioned {
            provisionedIdle.insert(slot, &instances)
        } else {
            idle.insert(slot, &instances)
        }
    }

    /// The same for an instance on demand; when to look at it again, if no timer is set for that.
    @inline(__always)
    mutating func makeIdle(_ slot: Int, at now: SimulationTime) -> SimulationTime? {
        makeIdle(slot)
        let instance = instances[slot]
        let end = instance.idleLifetime.nanoseconds == .max ? .distantFuture : now + instance.idleLifetime
        let deadline = min(end, instance.retireAt)
        instances[slot].deadline = deadline
        guard !instance.timerIsSet, deadline < .distantFuture else { return nil }
        instances[slot].timerIsSet = true
        return deadline
    }

    mutating func removeIdle(_ slot: Int) { idle.remove(slot, &instances) }

    /// An instance begins to serve.
    @inline(__always)
    mutating func occupy(_ slot: Int, at now: SimulationTime) -> InstanceUse {
        let use = InstanceUse(isFirst: instances[slot].isFresh, isProvisioned: instances[slot].isProvisioned)
        instances[slot].isFresh = false
        instances[slot].state = .busy
        busy.add(1, at: now)
        if use.isProvisioned {
            provisionedBusy.add(1, at: now)
        } else if followsSpill {
            spilledBusy.add(1, at: now)
        }
        return use
    }

    /// An invocation is over: it is billed and counted, and no longer busy.
    @inline(__always)
    mutating func complete(_ invocation: Invocation, isFailure: Bool, at now: SimulationTime,
                           since windowStart: SimulationTime) {
        bill(from: invocation.began, until: now, windowStart, initialisation: invocation.billedInitialisation,
             isProvisioned: invocation.isProvisioned)
        seen.invocations &+= 1
        seen.durations.add(now - invocation.began)
        if isFailure { seen.errors &+= 1 }
        let since = max(invocation.occupiedSince, windowStart)
        occupied &+= UInt128(UInt64(bitPattern: (now - since).nanoseconds))
        busy.add(-1, at: now)
        if invocation.isProvisioned {
            seen.provisionedInvocations &+= 1
            provisionedBusy.add(-1, at: now)
        } else if followsSpill {
            spilledBusy.add(-1, at: now)
        }
    }

    /// Initialisation and handler are rounded up together, once (facts, billing rules §2). What lies before the
    /// observed stretch belongs to the one before.
    mutating func bill(from began: SimulationTime, until end: SimulationTime, _ windowStart: SimulationTime,
                       initialisation: SimulationDuration, isProvisioned: Bool) {
        let startsHere = began >= windowStart
        let duration = end - (startsHere ? began : windowStart)
        let billed = plan.billing.billed(startsHere ? duration + initialisation : duration)
        if startsHere { seen.billedInitialisation &+= UInt128(UInt64(bitPattern: initialisation.nanoseconds)) }
        if isProvisioned {
            seen.billedProvisioned &+= UInt128(UInt64(bitPattern: billed))
        } else {
            seen.billedOnDemand &+= UInt128(UInt64(bitPattern: billed))
        }
    }

    mutating func billInitialisation(_ duration: SimulationDuration) {
        let billed = plan.billing.billed(duration)
        seen.billedInitialisation &+= UInt128(UInt64(bitPattern: billed))
        seen.billedOnDemand &+= UInt128(UInt64(bitPattern: billed))
    }
}
