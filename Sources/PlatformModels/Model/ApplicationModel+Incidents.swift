// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Things that happen to a system at a stated time.
extension ApplicationModel {
    mutating func scheduleIncidents(_ scheduler: inout Clock) {
        for (index, incident) in plan.incidents.enumerated() {
            if let end = incident.end, end <= scheduler.now { continue }
            // What happens at an instant and is over when the run begins has no part in it.
            if incident.effect.isMomentary, incident.start < scheduler.now { continue }
            scheduler.schedule(
                ModelEvent(.incidentStarts, id: index), at: max(incident.start, scheduler.now), as: .expiry)
            if let end = incident.end {
                scheduler.schedule(ModelEvent(.incidentEnds, id: index), at: end, as: .expiry)
            }
        }
    }

    mutating func incidentStarts(_ incident: Int, _ scheduler: inout Clock) {
        activeIncidents[incident] = true
        switch plan.incidents[incident].effect {
        case .slow(let backend, _), .fail(let backend, _, _), .halt(let backend), .limitRate(let backend, _):
            applyIncidents(toBackend: backend)
        case .limit(let function, _): applyIncidents(toFunction: function)
        case .deploy(let fleet, let share, _): deploy(fleet, share: share, &scheduler)
        case .lose(let service, let share): loseTasks(of: service, share: share, &scheduler)
        case .poison(let channel): channels[channel].poisonPending += 1
        case .replay, .redrive: incidentStep(incident, &scheduler)
        }
    }

    mutating func incidentEnds(_ incident: Int, _ scheduler: inout Clock) {
        activeIncidents[incident] = false
        switch plan.incidents[incident].effect {
        case .slow(let backend, _), .fail(let backend, _, _), .limitRate(let backend, _):
            applyIncidents(toBackend: backend)
        case .halt(let backend):
            applyIncidents(toBackend: backend)
            serveBackendQueue(backend, &scheduler)
        case .limit(let function, _):
            applyIncidents(toFunction: function)
            serveQueue(of: function, &scheduler)
        case .deploy, .lose, .poison, .replay, .redrive: break
        }
    }

    /// Replays and redrives go on message by message, at their rate.
    mutating func incidentStep(_ incident: Int, _ scheduler: inout Clock) {
        switch plan.incidents[incident].effect {
        case .replay(let channel, let total, let rate):
            guard incidentProgress[incident] < total else { return }
            let number = incidentProgress[incident]
            incidentProgress[incident] = number + 1
            let identity = Caller.identity(of: UInt64(number), at: channels[channel].poisonKey.value)
            feed(
                channel, Letter(identity: identity, keyedBy: identity, origin: scheduler.now, bytes: 1024), &scheduler)
            scheduler.schedule(
                ModelEvent(.incidentStep, id: incident), after: .seconds(1 / rate), as: .arrival)
        case .redrive(let grave, let channel, let rate):
            guard redriveOne(from: grave, to: channel, &scheduler) else { return }
            scheduler.schedule(
                ModelEvent(.incidentStep, id: incident), after: .seconds(1 / rate), as: .arrival)
        default: break
        }
    }

    private mutating func redriveOne(from grave: Int, to channel: Int, _ scheduler: inout Clock) -> Bool {
        let first = channels[grave].firstSubscription
        guard channels[grave].plan.subscriptions.count > 0 else { return false }
        while let next = subscriptions[first].ready.popFirst() {
            let slot = Int(next.message)
            guard messages[slot].receipt == next.receipt, messages[slot].state == .ready else { continue }
            forward(slot, to: channel, &scheduler)
            return true
        }
        return false
    }

    /// New code: instances of the old are not used again.
    private mutating func deploy(_ fleet: FleetReference, share: Double, _ scheduler: inout Clock) {
        switch fleet {
        case .function(let function):
            let idle = (0..<functions[function].instances.bound).filter {
                functions[function].instances[$0].state != .gone && !functions[function].instances[$0].isProvisioned
            }
            for slot in idle.prefix(Int((Double(idle.count) * share).rounded())) {
                functions[function].instances[slot].retireAt = scheduler.now
                if functions[function].instances[slot].state == .idle {
                    functions[function].removeIdle(slot)
                    remove(slot, of: function, scheduler.now)
                }
            }
        case .service(let service):
            let count = Int((Double(services[service].healthy.count) * share).rounded(.up))
            services[service].replacing += count
            for _ in 0..<count { requestLaunch(service, &scheduler) }
        case .workflow: break
        }
    }

    /// Tasks are gone at once with what they run; the service starts others.
    private mutating func loseTasks(of service: Int, share: Double, _ scheduler: inout Clock) {
        let count = Int((Double(services[service].healthy.count) * share).rounded())
        let lost = services[service].healthy.prefix(count).map(Int.init)
        services[service].healthy.removeFirst(count)
        for task in lost {
            services[service].healthyLevel.add(-1, at: scheduler.now)
            services[service].tasks[task].state = .draining
            services[service].tasks[task].stopAt = scheduler.now
            if services[service].tasks[task].isAlwaysReady { services[service].alwaysReady -= 1 }
            // What waits in a lost task's own queue is lost with it.
            let queued = services[service].taskQueues[task]
            services[service].taskQueues[task].removeAll()
            for waiting in queued where frames[Int(waiting.frame)].epoch == waiting.epoch {
                let index = Int(frames[Int(waiting.frame)].invocation)
                leaveServiceQueue(index, scheduler.now)
                dropQueued(index, .failed, &scheduler)
            }
            for index in 0..<invocations.bound where invocations[index].isAlive
                && invocations[index].kind == .service && Int(invocations[index].fleet) == service
                && Int(invocations[index].instance) == task && invocations[index].hasBegun {
                finish(index, Failure(.failed), &scheduler)
            }
            clearCores(Int(services[service].tasks[task].share), scheduler.now)
            stopTask(service: service, task: task, &scheduler)
        }
        settleAlwaysReady(service, &scheduler)
        guard services[service].startsOnDemand else {
            for _ in lost { requestLaunch(service, &scheduler) }
            return
        }
        // Requests start what they need; the minimum is kept in any case.
        services[service].desired = max(0, services[service].desired - lost.count)
        scale(service: service, to: services[service].desired, &scheduler)
        startForWaiting(service, &scheduler)
    }
}
