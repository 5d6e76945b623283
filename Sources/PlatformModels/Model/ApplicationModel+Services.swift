// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Container services: requests are routed to tasks, wait there or in front of them for a place, and share cores.
extension ApplicationModel {
    mutating func admitToService(_ service: Int, _ handler: Int, _ caller: Caller, _ scheduler: inout Clock) {
        services[service].seen.requests &+= 1
        services[service].requestsInPeriod += 1
        let task = pickTask(service, caller.identity, caller.occurrence)
        if let task, services[service].hasPlace(task) {
            let index = makeInvocation(
                handler: handler, .service, fleet: service, for: caller, scheduler.now)
            return place(index, on: task, &scheduler)
        }
        let isTogether = services[service].waitsTogether || task == nil && services[service].listsFree
        if isTogether { startForWaiting(service, arriving: 1, &scheduler) }
        guard isTogether || task != nil, services[service].hasRoomToWait(isTogether ? nil : task) else {
            services[service].seen.refused &+= 1
            return refuse(caller, .throttled, &scheduler)
        }
        let index = makeInvocation(handler: handler, .service, fleet: service, for: caller, scheduler.now)
        let frame = Int(invocations[index].rootFrame)
        frames[frame].state = .queuedForInstance
        let waiting = Waiting(frame: UInt32(frame), epoch: frames[frame].epoch)
        if let task, !isTogether {
            invocations[index].instance = UInt32(task)
            services[service].taskQueues[task].append(waiting)
            services[service].tasks[task].queued += 1
        } else {
            invocations[index].instance = Self.noTask
            services[service].sharedQueue.append(waiting)
            services[service].sharedQueued += 1
        }
        services[service].queued.add(1, at: scheduler.now)
        scheduleImpatience(frame, services[service].patience, &scheduler)
    }

    /// Stands for the instance of a request that waits in front of all tasks.
    private static var noTask: UInt32 { .max }

    private mutating func pickTask(_ service: Int, _ identity: UInt64, _ occurrence: UInt32) -> Int? {
        guard !services[service].waitsTogether else {
            return services[service].takeFree(identity, occurrence)
        }
        if let objects = services[service].objects {
            let count = services[service].healthy.count
            return count > 0 ? Int(services[service].healthy[objects.pick(identity) % count]) : nil
        }
        switch services[service].plan.routing {
        case .sharedQueue, .fillFirst: return services[service].takeFree(identity, occurrence)
        case .roundRobin:
            let count = services[service].healthy.count
            guard count > 0 else { return nil }
            let turn = services[service].nextInTurn % count
            services[service].nextInTurn = turn + 1
            return Int(services[service].healthy[turn])
        case .random:
            let count = services[service].healthy.count
            guard count > 0 else { return nil }
            var stream = RandomStream(services[service].routeKey, request: identity, occurrence: occurrence)
            return Int(services[service].healthy[stream.index(below: count)])
        case .leastOutstanding:
            return services[service].leastOutstanding()
        }
    }

    private mutating func place(_ index: Int, on task: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        let service = Int(invocations[index].fleet)
        invocations[index].instance = UInt32(truncatingIfNeeded: task)
        invocations[index].occupiedSince = now
        let waited = now - invocations[index].arrived
        services[service].seen.waits.record(UInt64(bitPattern: waited.nanoseconds))
        services[service].tasks[task].running += 1
        services[service].running.add(1, at: now)
        services[service].listIfFree(task)
        if services[service].isMetered { beginMetered(index, task, &scheduler) }
        begin(index, &scheduler)
    }

    mutating func finishOnService(_ index: Int, isFailure: Bool, _ scheduler: inout Clock) {
        let now = scheduler.now
        let service = Int(invocations[index].fleet), task = Int(invocations[index].instance)
        if isFailure { services[service].seen.errors &+= 1 }
        services[service].seen.durations.add(now - invocations[index].occupiedSince)
        let since = max(invocations[index].occupiedSince, windowStart)
        services[service].occupied &+= UInt128(UInt64(bitPattern: (now - since).nanoseconds))
        services[service].running.add(-1, at: now)
        services[service].tasks[task].running -= 1
        services[service].listIfFree(task)
        if services[service].isMetered { services[service].bill(now - since) }
        serveServiceQueue(service, task, &scheduler)
        // Within the serving of a queue the next request may follow at once: whoever serves it settles the task.
        if services[service].isMetered, !services[service].isServingQueue { settleIdleness(service, task, &scheduler) }
        if services[service].tasks[task].state == .draining, services[service].tasks[task].stopAt <= now {
            stopTask(service: service, task: task, &scheduler)
        }
    }

    /// Gives the free places of a task to those who wait for it.
    mutating func serveServiceQueue(_ service: Int, _ task: Int, _ scheduler: inout Clock) {
        guard !services[service].isServingQueue else { return }
        services[service].isServingQueue = true
        defer { services[service].isServingQueue = false }
        while services[service].hasPlace(task), let waiting = services[service].nextWaiting(for: task) {
            let frame = Int(waiting.frame)
            guard frames[frame].epoch == waiting.epoch, frames[frame].state == .queuedForInstance else { continue }
            let index = Int(frames[frame].invocation)
            leaveServiceQueue(index, scheduler.now)
            frames[frame].epoch &+= 1
            frames[frame].state = .running
            place(index, on: task, &scheduler)
        }
    }

    mutating func leaveServiceQueue(_ index: Int, _ now: SimulationTime) {
        let service = Int(invocations[index].fleet)
        services[service].queued.add(-1, at: now)
        if invocations[index].instance == Self.noTask {
            services[service].sharedQueued -= 1
        } else {
            services[service].tasks[Int(invocations[index].instance)].queued -= 1
        }
    }
}
