// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// What ends a request on a service before its handler does: too long, or too much CPU time.
extension ApplicationModel {
    mutating func serviceDeadline(_ service: Int, _ scheduler: inout Clock) {
        let stopsWork = services[service].plan.requestTimeout?.stopsWork ?? true
        while let due = services[service].deadlines?.popDue(at: scheduler.now) {
            let index = Int(due.id)
            guard invocations[index].generation == due.generation else { continue }
            if stopsWork {
                services[service].seen.timeouts &+= 1
                finish(index, Failure(.failed), &scheduler)
            } else if invocations[index].caller.kind != .delivery {
                services[service].seen.timeouts &+= 1
                leaveBehind(index, &scheduler)
            }
        }
        if let timer = services[service].deadlines?.nextTimer(among: invocations) {
            scheduler.schedule(ModelEvent(.serviceDeadline, id: service), at: timer, as: .expiry)
        }
    }

    /// Notes CPU time that a request is about to use; what would go beyond its limit ends it there.
    mutating func claim(_ work: SimulationDuration, for index: Int, _ scheduler: inout Clock) {
        let service = Int(invocations[index].fleet)
        guard let limit = services[service].plan.cpuLimit else { return }
        let before = invocations[index].cpuClaimed
        invocations[index].cpuClaimed = before + work
        guard before + work > limit, before <= limit else { return }
        let rest = SimulationDuration.seconds((limit - before).seconds * services[service].stretch)
        scheduler.schedule(
            ModelEvent(.cpuLimit, id: index, tag: invocations[index].generation), after: rest, as: .expiry)
    }

    mutating func cpuLimitReached(_ event: ModelEvent, _ scheduler: inout Clock) {
        let index = event.id
        guard invocations[index].generation & 0xff_ffff == event.tag, invocations[index].isAlive else { return }
        services[Int(invocations[index].fleet)].seen.cpuLimitStops &+= 1
        finish(index, Failure(.failed), &scheduler)
    }
}
