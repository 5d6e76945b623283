// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel

/// What a service has seen: reset at the end of the lead-in, summed up at the end.
extension ServiceState {
    mutating func restart(at now: SimulationTime) {
        seen = ServiceObservation(name: seen.name)
        occupied = 0
        coreAreaAtTick -= Int128(millicores.area(until: now))
        flightAreaAtTick -= Int128(running.area(until: now) + queued.area(until: now))
        running.restart(at: now)
        queued.restart(at: now)
        alive.restart(at: now)
        healthyLevel.restart(at: now)
        millicores.restart(at: now)
        activity?.restart(at: now)
        nodes?.restart(at: now)
    }

    mutating func observation(at end: SimulationTime) -> ServiceObservation {
        billUnfinishedSpells(until: end)
        var result = seen
        result.running = running.summary(at: end)
        result.queue = queued.summary(at: end)
        result.tasks = alive.summary(at: end)
        result.healthyTasks = healthyLevel.summary(at: end)
        result.millicores = millicores.summary(at: end)
        activity?.report(into: &result, at: end)
        if let nodes = nodes?.summary(at: end) { result.nodes = nodes }
        return result
    }

    /// Spells that go on at the end are billed for what lies within, as invocations are.
    private mutating func billUnfinishedSpells(until end: SimulationTime) {
        guard activity != nil else { return }
        for task in 0..<tasks.bound where tasks[task].isActive { activity?.bill(&tasks[task], until: end) }
    }

    /// Parts of a whole that are larger than it.
    func violations(in observation: ServiceObservation) -> [Violation] {
        var found: [Violation] = []
        func atMost(_ what: String, _ part: UInt128, _ whole: UInt128) {
            guard part > whole else { return }
            found.append(
                Violation(what: "\(what) of \(plan.name)", expected: Double(whole), found: Double(part)))
        }
        let life = observation.tasks.area
        if plan.coreSharing == .shared, plan.activity != nil {
            atMost("CPU time within that of its tasks", observation.millicores.area,
                   life * UInt128(max(0, (plan.vCPU * 1000).rounded(.up))))
        }
        atMost("active time within the life of its tasks", observation.active.area, life)
        atMost("always-ready time within the life of its tasks", observation.alwaysReadyTime, life)
        atMost("idle time of always-ready tasks within their life", observation.alwaysReadyIdleTime,
               observation.alwaysReadyTime)
        atMost("idle and active time within the life of its tasks",
               observation.idleTimeAtMinimum + observation.active.area, life)
        return found
    }
}
