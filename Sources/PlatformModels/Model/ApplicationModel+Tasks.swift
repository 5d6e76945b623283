// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The life of tasks: launched, ready, drained, stopped.
extension ApplicationModel {
    /// A task is launched, or waits for room on a machine.
    mutating func launchTask(_ service: Int, _ scheduler: inout Clock) {
        var node = -1
        if services[service].nodes != nil {
            guard let place = services[service].nodes?.place() else {
                services[service].nodes?.unplaced += 1
                return
            }
            node = place
        }
        startTask(service, on: node, &scheduler)
    }

    mutating func startTask(_ service: Int, on node: Int, _ scheduler: inout Clock) {
        let task = makeTask(service, scheduler.now)
        services[service].tasks[task].node = Int32(truncatingIfNeeded: node)
        services[service].starting.append(UInt32(task))
        if services[service].activity?.plan.includesStartUp == true {
            services[service].beginSpell(task, at: scheduler.now)
        }
        let serial = services[service].tasks[task].serial
        let delay = duration(services[service].startUp, identity: serial, occurrence: 0)
            + services[service].plan.healthCheck
        scheduler.schedule(
            ModelEvent(.taskReady, id: task, tag: UInt32(service)), after: delay, as: .completion)
    }

    /// A new task, billed from now on.
    mutating func makeTask(_ service: Int, _ now: SimulationTime) -> Int {
        let task = services[service].tasks.take()
        let old = services[service].tasks[task]
        var record = ServiceTask()
        record.state = .starting
        record.launched = now
        record.serial = services[service].launched
        record.share = old.share
        // What is left of the slot's last task in lists and timers finds this one.
        record.isListedFree = old.isListedFree
        record.timerIsSet = old.timerIsSet
        let lifetime = services[service].idleLifetime
        if lifetime >= 0 { record.idleLifetime = duration(lifetime, identity: record.serial, occurrence: 0) }
        if record.share < 0 {
            record.share = Int32(shares.count)
            shares.append(ProcessorShare(cores: services[service].plan.vCPU, service: service))
        }
        services[service].launched &+= 1
        services[service].seen.tasksStarted &+= 1
        services[service].tasks[task] = record
        while services[service].taskQueues.count <= task { services[service].taskQueues.append([]) }
        services[service].alive.add(1, at: now)
        if services[service].alwaysReady < services[service].bounds.minimum {
            services[service].setAlwaysReady(task, true, at: now)
        }
        services[service].tasks[task].isSpare = services[service].isSpareAtFirst(task)
        services[service].noteIdle(at: now)
        return task
    }

    mutating func taskReady(service: Int, task: Int, _ scheduler: inout Clock) {
        if services[service].tasks[task].state == .cancelled {
            services[service].tasks[task].state = .gone
            return services[service].tasks.giveBack(task)
        }
        guard services[service].tasks[task].state == .starting else { return }
        if let index = services[service].starting.firstIndex(of: UInt32(task)) {
            services[service].starting.remove(at: index)
        }
        services[service].tasks[task].state = .healthy
        services[service].tasks[task].ready = scheduler.now
        services[service].healthy.append(UInt32(task))
        services[service].healthyLevel.add(1, at: scheduler.now)
        services[service].listIfFree(task)
        serveServiceQueue(service, task, &scheduler)
        if services[service].isMetered { settleIdleness(service, task, &scheduler) }
        if services[service].replacing > 0 {
            services[service].replacing -= 1
            drainOne(service, isOldest: true, &scheduler)
        } else if !services[service].startsOnDemand,
                  services[service].healthy.count > max(services[service].desired, services[service].fewestTasks) {
            // It was launched for a wish that has been withdrawn since.
            drainOne(service, &scheduler)
        }
        pollForTasks(of: service, &scheduler)
    }

    /// Queues whose pollers are the service's tasks have more of them now.
    private mutating func pollForTasks(of service: Int, _ scheduler: inout Clock) {
        for subscription in services[service].polledSubscriptions { poll(subscription, &scheduler) }
    }

    /// The youngest (of old code: the oldest) task is taken out: it gets no new requests and stops after the
    /// deregistration delay.
    mutating func drainOne(_ service: Int, isOldest: Bool = false, _ scheduler: inout Clock) {
        guard services[service].healthy.count > services[service].fewestTasks else { return }
        drain(service, at: isOldest ? 0 : services[service].positionToDrain(), &scheduler)
    }

    mutating func drain(_ service: Int, at position: Int, _ scheduler: inout Clock) {
        let task = Int(services[service].healthy.remove(at: position))
        services[service].healthyLevel.add(-1, at: scheduler.now)
        services[service].tasks[task].state = .draining
        services[service].tasks[task].stopAt = scheduler.now + services[service].plan.deregistration
        if services[service].tasks[task].isAlwaysReady {
            services[service].alwaysReady -= 1
            settleAlwaysReady(service, &scheduler)
        }
        scheduler.schedule(
            ModelEvent(.taskStop, id: task, tag: UInt32(service)),
            at: services[service].tasks[task].stopAt, as: .expiry)
    }

    /// A drained task stops once its last request is done.
    mutating func stopTask(service: Int, task: Int, _ scheduler: inout Clock) {
        let record = services[service].tasks[task]
        guard record.state == .draining, record.stopAt <= scheduler.now,
              record.running == 0, record.queued == 0 else { return }
        let now = scheduler.now
        closeConnections(record.connections, each: services[service].plan.connectionPool, now)
        services[service].tasks[task].state = .gone
        services[service].taskQueues[task].removeAll()
        clearCores(Int(record.share), now)
        bury(service, task, now)
        services[service].tasks.giveBack(task)
        placeUnplaced(service, &scheduler)
    }

    /// A task that has not come up is not wanted any more; its slot is given back when its start is over.
    mutating func cancelStart(_ service: Int, _ task: Int, _ now: SimulationTime) {
        services[service].tasks[task].state = .cancelled
        if services[service].tasks[task].isAlwaysReady { services[service].alwaysReady -= 1 }
        bury(service, task, now)
    }

    /// What ends with a task's life.
    private mutating func bury(_ service: Int, _ task: Int, _ now: SimulationTime) {
        let record = services[service].tasks[task]
        let life = now - record.launched
        let billed = services[service].plan.billing.billed(life)
        services[service].seen.minimumTopUp &+= UInt128(UInt64(bitPattern: billed - life.nanoseconds))
        services[service].seen.tasksStopped &+= 1
        services[service].alive.add(-1, at: now)
        services[service].endSpell(task, at: now)
        services[service].endAlwaysReady(task, at: now)
        if record.node >= 0 { services[service].nodes?.leave(Int(record.node), at: now) }
        services[service].noteIdle(at: now)
    }
}

extension ServiceState {
    /// Tasks that are never taken out: one, unless the service may have none.
    var fewestTasks: Int { bounds.minimum == 0 ? 0 : 1 }

    /// The youngest; on machines, the youngest of the emptiest.
    fileprivate func positionToDrain() -> Int {
        guard let nodes else { return healthy.count - 1 }
        func neighbours(_ position: Int) -> Int {
            let node = Int(tasks[Int(healthy[position])].node)
            return node < 0 ? 0 : nodes.tasks(on: node)
        }
        return healthy.indices.reversed().min { neighbours($0) < neighbours($1) } ?? healthy.count - 1
    }
}
