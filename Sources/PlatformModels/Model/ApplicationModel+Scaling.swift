// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The life of tasks: launched, ready, drained, stopped, as the scaler and the schedule want.
extension ApplicationModel {
    mutating func scalerTick(_ service: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        guard let period = services[service].trackers.first?.plan.period else { return }
        let area = services[service].millicores.area(until: now)
        let used = Double(Int128(area) - services[service].coreAreaAtTick) / 1000 / Double(period.nanoseconds)
        let tasks = max(services[service].healthy.count, 1)
        let perMinute = Double(services[service].requestsInPeriod) * 60 / period.seconds
        services[service].coreAreaAtTick = Int128(area)
        services[service].requestsInPeriod = 0
        // Any policy suffices for scaling out, all must agree on scaling in: the largest wish wins.
        var wish: Int?
        var delay = SimulationDuration.zero
        var allHaveWished = true
        for index in services[service].trackers.indices {
            let tracker = services[service].trackers[index].plan
            let metric = switch tracker.metric {
            case .cpu: used / (Double(tasks) * services[service].plan.vCPU)
            case .requestsPerTask: perMinute / Double(tasks)
            case .backlogPerTask: Double(backlog(of: service)) / Double(tasks)
            }
            let decision = services[service].trackers[index].decide(
                metric: metric, current: services[service].desired, bounds: services[service].bounds, now: now)
            guard let decision else { allHaveWished = false; continue }
            wish = max(wish ?? 0, decision)
            delay = tracker.alarmDelay
        }
        if let wish, wish > services[service].desired || allHaveWished {
            scheduler.schedule(
                ModelEvent(.scaleTo, id: wish, tag: UInt32(service)), after: delay, as: .expiry)
        }
        scheduler.schedule(ModelEvent(.scalerTick, id: service), after: period, as: .expiry)
    }

    /// Messages that wait for the service's tasks.
    private mutating func backlog(of service: Int) -> Int {
        services[service].polledSubscriptions.reduce(0) { $0 + subscriptions[$1].backlog.value }
    }

    mutating func changeBounds(service: Int, change: Int, _ scheduler: inout Clock) {
        services[service].bounds = services[service].plan.schedule[change].bounds
        scale(service: service, to: services[service].desired, &scheduler)
    }

    mutating func scale(service: Int, to wish: Int, _ scheduler: inout Clock) {
        let bounds = services[service].bounds
        let target = min(max(wish, bounds.minimum), bounds.maximum)
        let change = target - services[service].desired
        services[service].desired = target
        if change > 0 { for _ in 0..<change { requestLaunch(service, &scheduler) } }
        if change < 0 { for _ in 0..<(-change) { drainOne(service, &scheduler) } }
    }

    mutating func requestLaunch(_ service: Int, _ scheduler: inout Clock) {
        let time = services[service].launchRate?.reserve(at: scheduler.now) ?? scheduler.now
        if time <= scheduler.now { return launchTask(service, &scheduler) }
        scheduler.schedule(ModelEvent(.taskLaunch, id: service), at: time, as: .expiry)
    }

    mutating func launchTask(_ service: Int, _ scheduler: inout Clock) {
        let task = makeTask(service, scheduler.now)
        let serial = services[service].tasks[task].serial
        let delay = duration(services[service].startUp, identity: serial, occurrence: 0)
            + services[service].plan.healthCheck
        scheduler.schedule(
            ModelEvent(.taskReady, id: task, tag: UInt32(service)), after: delay, as: .completion)
    }

    /// A new task, billed from now on.
    mutating func makeTask(_ service: Int, _ now: SimulationTime) -> Int {
        let task = services[service].tasks.take()
        let share = services[service].tasks[task].share
        var record = ServiceTask()
        record.state = .starting
        record.launched = now
        record.serial = services[service].launched
        record.share = share
        if share < 0 {
            record.share = Int32(shares.count)
            shares.append(ProcessorShare(cores: services[service].plan.vCPU, service: service))
        }
        services[service].launched &+= 1
        services[service].seen.tasksStarted &+= 1
        services[service].tasks[task] = record
        while services[service].taskQueues.count <= task { services[service].taskQueues.append([]) }
        services[service].alive.add(1, at: now)
        return task
    }

    mutating func taskReady(service: Int, task: Int, _ scheduler: inout Clock) {
        guard services[service].tasks[task].state == .starting else { return }
        services[service].tasks[task].state = .healthy
        services[service].healthy.append(UInt32(task))
        services[service].healthyLevel.add(1, at: scheduler.now)
        services[service].listIfFree(task)
        serveServiceQueue(service, task, &scheduler)
        if services[service].replacing > 0 {
            services[service].replacing -= 1
            drainOne(service, isOldest: true, &scheduler)
        } else if services[service].healthy.count > max(services[service].desired, 1) {
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
    private mutating func drainOne(_ service: Int, isOldest: Bool = false, _ scheduler: inout Clock) {
        guard services[service].healthy.count > 1 else { return }
        let task = Int(isOldest ? services[service].healthy.removeFirst() : services[service].healthy.removeLast())
        services[service].healthyLevel.add(-1, at: scheduler.now)
        services[service].tasks[task].state = .draining
        services[service].tasks[task].stopAt = scheduler.now + services[service].plan.deregistration
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
        let life = now - record.launched
        let billed = services[service].plan.billing.billed(life)
        services[service].seen.minimumTopUp &+= UInt128(UInt64(bitPattern: billed - life.nanoseconds))
        services[service].seen.tasksStopped &+= 1
        services[service].alive.add(-1, at: now)
        services[service].tasks[task].state = .gone
        services[service].taskQueues[task].removeAll()
        clearCores(Int(record.share), now)
        services[service].tasks.giveBack(task)
    }
}
