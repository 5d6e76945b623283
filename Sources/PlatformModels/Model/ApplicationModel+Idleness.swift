// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Tasks with and without requests: cold starts, activity, idleness and the minimum that is kept ready.
extension ApplicationModel {
    /// A request takes its place: what the platform counts, limits or adds beyond that.
    mutating func beginMetered(_ index: Int, _ task: Int, _ scheduler: inout Clock) {
        let service = Int(invocations[index].fleet), now = scheduler.now
        invocations[index].cpuClaimed = .zero
        services[service].beginSpell(task, at: now)
        if services[service].notesColdStarts, services[service].tasks[task].ready > invocations[index].arrived {
            noteColdStart(index)
        }
        if let chance = services[service].coldStart {
            let identity = invocations[index].caller.identity, occurrence = invocations[index].caller.occurrence
            let u = RandomStream.firstUniform(chance.key, request: identity, occurrence: occurrence)
            if u < chance.probability {
                invocations[index].innerInitialisation = duration(
                    chance.duration, identity: identity, occurrence: occurrence)
                noteColdStart(index)
            }
        }
        if let timer = services[service].deadlines?.add(
            id: index, generation: invocations[index].generation, now: now) {
            scheduler.schedule(ModelEvent(.serviceDeadline, id: service), at: timer, as: .expiry)
        }
    }

    private mutating func noteColdStart(_ index: Int) {
        guard !invocations[index].metColdStart else { return }
        invocations[index].metColdStart = true
        services[Int(invocations[index].fleet)].seen.coldStarts &+= 1
    }

    /// A task has served all it had: its spell is over, and its idle time begins.
    mutating func settleIdleness(_ service: Int, _ task: Int, _ scheduler: inout Clock) {
        guard services[service].tasks[task].running == 0 else { return }
        services[service].endSpell(task, at: scheduler.now)
        restUntilExpiry(service, task, &scheduler)
    }

    /// One timer per task, set anew only when it fires: a task that was used in between is left alone.
    private mutating func restUntilExpiry(_ service: Int, _ task: Int, _ scheduler: inout Clock) {
        guard services[service].idleLifetime >= 0, services[service].tasks[task].state == .healthy else { return }
        let deadline = scheduler.now + services[service].tasks[task].idleLifetime
        services[service].tasks[task].idleUntil = deadline
        guard !services[service].tasks[task].timerIsSet, !services[service].tasks[task].isAlwaysReady else { return }
        services[service].tasks[task].timerIsSet = true
        scheduler.schedule(ModelEvent(.taskIdle, id: task, tag: UInt32(service)), at: deadline, as: .expiry)
    }

    mutating func expireTask(service: Int, task: Int, _ scheduler: inout Clock) {
        services[service].tasks[task].timerIsSet = false
        let record = services[service].tasks[task]
        guard record.state == .healthy, record.running == 0, record.queued == 0, !record.isAlwaysReady else { return }
        guard record.idleUntil <= scheduler.now else {
            services[service].tasks[task].timerIsSet = true
            return scheduler.schedule(
                ModelEvent(.taskIdle, id: task, tag: UInt32(service)), at: record.idleUntil, as: .expiry)
        }
        let minimum = services[service].bounds.minimum
        guard services[service].healthy.count + services[service].coming > minimum,
              let position = services[service].healthy.firstIndex(of: UInt32(task)) else { return }
        services[service].desired = max(minimum, services[service].desired - 1)
        drain(service, at: position, &scheduler)
    }

    /// As many tasks as the minimum says are the always-ready ones: the oldest that are there.
    mutating func settleAlwaysReady(_ service: Int, _ scheduler: inout Clock) {
        let now = scheduler.now, minimum = services[service].bounds.minimum
        if services[service].alwaysReady < minimum {
            for task in (services[service].healthy + services[service].starting).map(Int.init)
            where !services[service].tasks[task].isAlwaysReady && services[service].alwaysReady < minimum {
                services[service].setAlwaysReady(task, true, at: now)
            }
        } else if services[service].alwaysReady > minimum {
            for task in (services[service].healthy + services[service].starting).reversed().map(Int.init)
            where services[service].tasks[task].isAlwaysReady && services[service].alwaysReady > minimum {
                services[service].setAlwaysReady(task, false, at: now)
                if services[service].tasks[task].running == 0 { restUntilExpiry(service, task, &scheduler) }
            }
        }
        services[service].noteIdle(at: now)
    }
}

extension ServiceState {
    mutating func noteIdle(at now: SimulationTime) {
        activity?.noteIdle(alive: alive.value, minimum: bounds.minimum, at: now)
    }

    mutating func beginSpell(_ task: Int, at now: SimulationTime) {
        guard activity != nil, !tasks[task].isActive else { return }
        activity?.begin(&tasks[task], at: now)
        noteIdle(at: now)
    }

    mutating func endSpell(_ task: Int, at now: SimulationTime) {
        guard tasks[task].isActive else { return }
        activity?.end(&tasks[task], at: now)
        noteIdle(at: now)
    }

    mutating func setAlwaysReady(_ task: Int, _ isReady: Bool, at now: SimulationTime) {
        tasks[task].isAlwaysReady = isReady
        alwaysReady += isReady ? 1 : -1
        activity?.countAlwaysReady(tasks[task], change: isReady ? 1 : -1, at: now)
        tasks[task].isSpare = isSpareAtFirst(task)
    }

    /// An always-ready task is gone.
    mutating func endAlwaysReady(_ task: Int, at now: SimulationTime) {
        if tasks[task].isAlwaysReady { activity?.countAlwaysReady(tasks[task], change: -1, at: now) }
    }

    /// Requests go to what is always ready before they go to what was started on demand.
    func isSpareAtFirst(_ task: Int) -> Bool {
        guard case .perRequest = plan.scaler else { return tasks[task].isSpare }
        return bounds.minimum > 0 && !tasks[task].isAlwaysReady
    }

    /// A request is over, after so long within the observed stretch.
    mutating func bill(_ duration: SimulationDuration) {
        guard let clock = plan.requestBilling else { return }
        seen.billedRequests &+= UInt128(UInt64(bitPattern: clock.billed(duration)))
    }
}
