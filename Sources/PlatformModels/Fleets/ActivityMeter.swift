// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel

/// When a service's tasks have requests, how that is billed, and what the always-ready ones do without any.
struct ActivityMeter {
    let plan: ActivityPlan
    private(set) var active: Level
    private var alwaysReady: Integral
    private var alwaysReadyIdle: Integral
    private var idleAtMinimum: Integral
    private var windowStart: SimulationTime
    private var activeTime: UInt128 = 0
    private var alwaysReadyActiveTime: UInt128 = 0

    init(_ plan: ActivityPlan, active: Level, at start: SimulationTime) {
        self.plan = plan
        self.active = active
        windowStart = start
        alwaysReady = Integral(at: start)
        alwaysReadyIdle = Integral(at: start)
        idleAtMinimum = Integral(at: start)
    }

    mutating func begin(_ task: inout ServiceTask, at now: SimulationTime) {
        task.isActive = true
        // What begins within time that is billed already goes on with the spell: nothing is billed twice.
        if now >= task.billedUntil { task.activeSince = now }
        active.add(1, at: now)
        if task.isAlwaysReady { alwaysReadyIdle.add(-1, at: now) }
    }

    mutating func end(_ task: inout ServiceTask, at now: SimulationTime) {
        task.isActive = false
        active.add(-1, at: now)
        if task.isAlwaysReady { alwaysReadyIdle.add(1, at: now) }
        bill(&task, until: now)
    }

    /// What lies before the observed stretch belongs to the one before.
    mutating func bill(_ task: inout ServiceTask, until end: SimulationTime) {
        let start = max(task.activeSince, windowStart)
        let until = start + SimulationDuration(nanoseconds: plan.billing.billed(end - start))
        let billed = max(0, (until - max(task.billedUntil, start)).nanoseconds)
        task.billedUntil = max(task.billedUntil, until)
        if task.isAlwaysReady {
            alwaysReadyActiveTime &+= UInt128(UInt64(bitPattern: billed))
        } else {
            activeTime &+= UInt128(UInt64(bitPattern: billed))
        }
    }

    /// A task becomes one of the always-ready (`change` 1), or stops being one (−1), by decision or by its end.
    mutating func countAlwaysReady(_ task: ServiceTask, change: Int, at now: SimulationTime) {
        alwaysReady.add(change, at: now)
        if !task.isActive { alwaysReadyIdle.add(change, at: now) }
    }

    /// Called after every change: tasks without a request count while there are no more than the minimum.
    mutating func noteIdle(alive: Int, minimum: Int, at now: SimulationTime) {
        let idle = alive <= minimum ? max(0, alive - active.value) : 0
        if idle != idleAtMinimum.value { idleAtMinimum.add(idle - idleAtMinimum.value, at: now) }
    }

    mutating func restart(at now: SimulationTime) {
        windowStart = now
        (activeTime, alwaysReadyActiveTime) = (0, 0)
        active.restart(at: now)
        alwaysReady.restart(at: now)
        alwaysReadyIdle.restart(at: now)
        idleAtMinimum.restart(at: now)
    }

    mutating func report(into seen: inout ServiceObservation, at end: SimulationTime) {
        seen.active = active.summary(at: end)
        seen.activeTime = activeTime
        seen.alwaysReadyActiveTime = alwaysReadyActiveTime
        seen.alwaysReadyTime = alwaysReady.area(until: end)
        seen.alwaysReadyIdleTime = alwaysReadyIdle.area(until: end)
        seen.idleTimeAtMinimum = idleAtMinimum.area(until: end)
    }
}

/// The time integral of a whole number that changes, and nothing else of it.
struct Integral {
    private(set) var value = 0
    private var area: UInt128 = 0
    private var since: SimulationTime

    init(at start: SimulationTime) { since = start }

    mutating func add(_ change: Int, at now: SimulationTime) {
        area = area(until: now)
        since = now
        value += change
    }

    func area(until now: SimulationTime) -> UInt128 {
        area + UInt128(max(0, value)) * UInt128(UInt64(bitPattern: (now - since).nanoseconds))
    }

    mutating func restart(at now: SimulationTime) { (area, since) = (0, now) }
}
