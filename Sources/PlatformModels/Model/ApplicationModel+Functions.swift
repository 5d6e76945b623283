// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Functions: one request per instance, an instance for each request that finds none idle, limits on both.
extension ApplicationModel {
    mutating func admit(_ function: Int, _ handler: Int, _ caller: Caller, _ scheduler: inout Clock) {
        let now = scheduler.now
        guard passesRequestRate(function, now) else {
            functions[function].seen.throttles.count(.requestRate)
            return refuse(caller, .throttled, &scheduler)
        }
        if functions[function].provisioned.ready > 0 {
            if let instance = functions[function].takeProvisioned(at: now) {
                return occupy(function, instance, handler, caller, &scheduler)
            }
            if functions[function].plan.provisioned?.spillsOver == false {
                functions[function].seen.throttles.count(.provisioned)
                return refuse(caller, .throttled, &scheduler)
            }
        }
        if let limit = reachedLimit(function) {
            return wait(function, handler, caller, limit, &scheduler)
        }
        if let instance = functions[function].takeIdle() {
            return occupy(function, instance, handler, caller, &scheduler)
        }
        if let maximum = functions[function].plan.maximumInstances, functions[function].instances.count >= maximum {
            return wait(function, handler, caller, ThrottleReason.maximumInstances, &scheduler)
        }
        guard functions[function].scaleOut?.take(at: now) ?? true else {
            functions[function].seen.throttles.count(.scaleOut)
            return refuse(caller, .throttled, &scheduler)
        }
        let index = makeInvocation(handler: handler, .function, fleet: function, for: caller, now)
        startInstance(for: index, &scheduler)
    }

    @inline(__always)
    private mutating func passesRequestRate(_ function: Int, _ now: SimulationTime) -> Bool {
        if functions[function].requestRate?.take(at: now) == false { return false }
        guard functions[function].plan.reserved == nil else { return true }
        return accounts[functions[function].plan.account].requestRate?.take(at: now) ?? true
    }

    /// The limit on executions at once that stands in the way of one more on demand.
    @inline(__always)
    mutating func reachedLimit(_ function: Int) -> ThrottleReason? {
        if let imposed = functions[function].imposedLimit, functions[function].busy.value >= imposed {
            return ThrottleReason.reserved
        }
        if let reserved = functions[function].plan.reserved {
            // Provisioned instances have their part of it to themselves.
            let busy = functions[function].busy.value, ready = functions[function].provisioned.ready
            let onDemand = busy - functions[function].provisionedBusy.value
            return busy >= reserved || onDemand >= reserved - ready ? ThrottleReason.reserved : nil
        }
        let account = functions[function].plan.account
        return accounts[account].unreservedBusy >= accounts[account].unreservedLimit ? ThrottleReason.account : nil
    }

    /// A warm instance takes the request.
    @inline(__always)
    private mutating func occupy(_ function: Int, _ instance: Int, _ handler: Int, _ caller: Caller,
                                 _ scheduler: inout Clock) {
        let index = makeInvocation(
            handler: handler, .function, fleet: function, for: caller, scheduler.now)
        functions[function].seen.unwaited &+= 1
        occupy(instance, with: index, &scheduler)
    }

    @inline(__always)
    mutating func occupy(_ instance: Int, with index: Int, _ scheduler: inout Clock) {
        take(instance, for: index, scheduler.now)
        start(index, &scheduler)
    }

    @inline(__always)
    private mutating func take(_ instance: Int, for index: Int, _ now: SimulationTime) {
        let function = Int(invocations[index].fleet)
        let use = functions[function].occupy(instance, at: now)
        invocations[index].occupy(instance, use, at: now)
        let countsAsUnreserved = !use.isProvisioned && functions[function].plan.reserved == nil
        accounts[functions[function].plan.account].change(by: 1, countsAsUnreserved, at: now)
    }

    /// A cold start: placement and download, then initialisation, then the handler.
    mutating func startInstance(for index: Int, _ scheduler: inout Clock) {
        let function = Int(invocations[index].fleet)
        let instance = makeInstance(of: function, scheduler.now)
        guard functions[function].instances.count <= plan.caps.instances else {
            let name = functions[function].plan.name
            return give(up: .instanceCap(fleet: name, plan.caps.instances), &scheduler)
        }
        take(instance, for: index, scheduler.now)
        invocations[index].metColdStart = true
        functions[function].seen.coldStarts &+= 1
        let identity = invocations[index].caller.identity, occurrence = invocations[index].caller.occurrence
        let fetch = duration(functions[function].placement, identity: identity, occurrence: occurrence)
            + duration(functions[function].download, identity: identity, occurrence: occurrence)
        var initialisation = duration(
            functions[function].initialisation, identity: identity, occurrence: occurrence)
        let start = functions[function].plan.start
        if let limit = start.initialisationLimit, initialisation > limit {
            invocations[index].innerInitialisation = initialisation
            initialisation = limit
        }
        if start.initialisationIsBilled { invocations[index].billedInitialisation = initialisation }
        let delay = fetch + initialisation
        functions[function].seen.waits.record(UInt64(bitPattern: delay.nanoseconds))
        guard delay > .zero else { return self.start(index, &scheduler) }
        scheduler.schedule(
            ModelEvent(.started, id: index, tag: invocations[index].generation), after: delay, as: .completion)
    }

    mutating func started(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard invocations[event.id].generation & 0xff_ffff == event.tag else { return }
        start(event.id, &scheduler)
    }

    /// The instance is ready: the function's timeout starts to run, and so does the handler.
    @inline(__always)
    private mutating func start(_ index: Int, _ scheduler: inout Clock) {
        let function = Int(invocations[index].fleet), instance = Int(invocations[index].instance)
        if functions[function].instances[instance].needsReset {
            functions[function].instances[instance].needsReset = false
            invocations[index].isFirstCall = true
            invocations[index].innerInitialisation = duration(
                functions[function].initialisation, identity: invocations[index].caller.identity,
                occurrence: invocations[index].caller.occurrence | 1)
        }
        if let timer = functions[function].deadlines?.add(
            id: index, generation: invocations[index].generation, now: scheduler.now) {
            scheduler.schedule(ModelEvent(.functionDeadline, id: function), at: timer, as: .expiry)
        }
        begin(index, &scheduler)
    }

    mutating func functionDeadline(_ function: Int, _ scheduler: inout Clock) {
        while let due = functions[function].deadlines?.popDue(at: scheduler.now) {
            let index = Int(due.id)
            guard invocations[index].generation == due.generation else { continue }
            functions[function].seen.timeouts &+= 1
            let instance = Int(invocations[index].instance)
            functions[function].instances[instance].needsReset = true
            if instance < functions[function].shares.count, functions[function].shares[instance] >= 0 {
                clearCores(Int(functions[function].shares[instance]), scheduler.now)
            }
            finish(index, Failure(.failed), &scheduler)
        }
        if let timer = functions[function].deadlines?.nextTimer(among: invocations) {
            scheduler.schedule(ModelEvent(.functionDeadline, id: function), at: timer, as: .expiry)
        }
    }

    @inline(__always)
    mutating func finishOnFunction(_ index: Int, isFailure: Bool, _ scheduler: inout Clock) {
        let now = scheduler.now
        let function = Int(invocations[index].fleet), instance = Int(invocations[index].instance)
        functions[function].complete(invocations[index], isFailure: isFailure, at: now, since: windowStart)
        let countsAsUnreserved = !invocations[index].isProvisioned && functions[function].plan.reserved == nil
        accounts[functions[function].plan.account].change(by: -1, countsAsUnreserved, at: now)
        release(instance, of: function, &scheduler)
    }

    /// The instance is free: the next in the queue takes it, or it goes idle, or it is too old.
    @inline(__always)
    private mutating func release(_ instance: Int, of function: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        if functions[function].instances[instance].isProvisioned {
            functions[function].makeIdle(instance)
            giveUpProvisioned(function, now)
            return serveQueue(of: function, &scheduler)
        }
        if functions[function].instances[instance].retireAt <= now {
            retire(instance, of: function, &scheduler)
        } else {
            makeIdle(instance, of: function, &scheduler)
        }
        if functions[function].queued.value > 0 { serveQueue(of: function, &scheduler) }
        let account = functions[function].plan.account
        if accounts[account].letsWait { serveQueues(of: account, &scheduler) }
    }
}

extension AccountState {
    /// Executions begin or end.
    @inline(__always)
    mutating func change(by number: Int, _ countsAsUnreserved: Bool, at now: SimulationTime) {
        if isLimited { busy.add(number, at: now) }
        if countsAsUnreserved { unreservedBusy &+= number }
    }
}
