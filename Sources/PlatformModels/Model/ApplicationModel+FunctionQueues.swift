// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Requests that wait for an instance of a function, where its platform lets them.
extension ApplicationModel {
    /// A request that finds no instance waits if the platform lets it, or is refused.
    mutating func wait(_ function: Int, _ handler: Int, _ caller: Caller, _ reason: ThrottleReason,
                               _ scheduler: inout Clock) {
        guard case .queue(let capacity, _) = functions[function].plan.whenFull else {
            functions[function].seen.throttles.count(reason)
            return refuse(caller, .throttled, &scheduler)
        }
        if let capacity, functions[function].queued.value >= capacity {
            functions[function].seen.throttles.count(.queueFull)
            return refuse(caller, .throttled, &scheduler)
        }
        let index = makeInvocation(handler: handler, .function, fleet: function, for: caller, scheduler.now)
        let frame = Int(invocations[index].rootFrame)
        frames[frame].state = .queuedForInstance
        functions[function].queue.append(Waiting(frame: UInt32(frame), epoch: frames[frame].epoch))
        functions[function].queued.add(1, at: scheduler.now)
        scheduleImpatience(frame, functions[function].patience, &scheduler)
    }

    mutating func scheduleImpatience(_ frame: Int, _ patience: DrawIndex, _ scheduler: inout Clock) {
        guard patience >= 0 else { return }
        let invocation = invocations[Int(frames[frame].invocation)]
        let wait = duration(
            patience, identity: invocation.caller.identity, occurrence: invocation.caller.occurrence)
        scheduler.schedule(
            ModelEvent(.queueGivesUp, id: frame, tag: frames[frame].epoch), after: wait, as: .expiry)
    }

    mutating func queueGivesUp(_ event: ModelEvent, _ scheduler: inout Clock) {
        let frame = event.id
        guard frames[frame].epoch & 0xff_ffff == event.tag, frames[frame].state == .queuedForInstance else { return }
        let index = Int(frames[frame].invocation), fleet = Int(invocations[index].fleet)
        // Who leaves has waited too: waits of the served alone would be too short.
        let waited = UInt64(bitPattern: (scheduler.now - invocations[index].arrived).nanoseconds)
        if invocations[index].kind == .service {
            leaveServiceQueue(index, scheduler.now)
            services[fleet].seen.waits.record(waited)
            services[fleet].seen.impatient &+= 1
            if services[fleet].plan.impatienceIsThrottling { return dropQueued(index, .throttled, &scheduler) }
        } else {
            functions[fleet].seen.waits.record(waited)
            functions[fleet].queued.add(-1, at: scheduler.now)
            functions[fleet].seen.throttles.count(.impatient)
        }
        dropQueued(index, .timedOut, &scheduler)
    }

    /// An execution less in the account: another function's queue may have waited for that.
    mutating func serveQueues(of account: Int, _ scheduler: inout Clock) {
        for function in 0..<functions.count
        where functions[function].plan.account == account && functions[function].queued.value > 0 {
            serveQueue(of: function, &scheduler)
        }
    }

    /// Those who wait get instances, as far as limits let them.
    ///
    /// A handler that takes no time gives its instance back within this very call: then the outer loop goes on, so
    /// that a long queue does not become a deep stack.
    mutating func serveQueue(of function: Int, _ scheduler: inout Clock) {
        guard !functions[function].isServingQueue else { return }
        functions[function].isServingQueue = true
        defer { functions[function].isServingQueue = false }
        while functions[function].queued.value > 0 {
            let waiting = functions[function].queue.removeFirst()
            let frame = Int(waiting.frame)
            guard frames[frame].epoch == waiting.epoch else { continue }
            let index = Int(frames[frame].invocation)
            let instance = idleInstance(of: function, scheduler.now)
            guard instance != nil || canStart(function, scheduler.now) else {
                return functions[function].queue.prepend(waiting)
            }
            functions[function].queued.add(-1, at: scheduler.now)
            frames[frame].epoch &+= 1
            frames[frame].state = .running
            guard let instance else { startInstance(for: index, &scheduler); continue }
            let waited = scheduler.now - invocations[index].arrived
            functions[function].seen.waits.record(UInt64(bitPattern: waited.nanoseconds))
            occupy(instance, with: index, &scheduler)
        }
    }

    private mutating func idleInstance(of function: Int, _ now: SimulationTime) -> Int? {
        if let provisioned = functions[function].takeProvisioned(at: now) { return provisioned }
        return reachedLimit(function) == nil ? functions[function].takeIdle() : nil
    }

    private mutating func canStart(_ function: Int, _ now: SimulationTime) -> Bool {
        guard reachedLimit(function) == nil,
              functions[function].instances.count < functions[function].plan.maximumInstances ?? .max
        else { return false }
        return functions[function].scaleOut?.take(at: now) ?? true
    }
}
