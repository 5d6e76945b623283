// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Executions of workflows: programs that run on no instance, one state transition after the other.
extension ApplicationModel {
    mutating func startExecution(_ workflow: Int, _ handler: Int, _ caller: Caller, _ scheduler: inout Clock) {
        guard workflows[workflow].startLimit?.take(at: scheduler.now) ?? true,
              workflows[workflow].open.value < workflows[workflow].plan.openLimit ?? .max else {
            workflows[workflow].seen.refused &+= 1
            return refuse(caller, .throttled, &scheduler)
        }
        let index = makeInvocation(handler: handler, .workflow, fleet: workflow, for: caller, scheduler.now)
        invocations[index].occupiedSince = scheduler.now
        workflows[workflow].seen.started &+= 1
        workflows[workflow].open.add(1, at: scheduler.now)
        if let timer = workflows[workflow].deadlines?.add(
            id: index, generation: invocations[index].generation, now: scheduler.now) {
            scheduler.schedule(ModelEvent(.workflowDeadline, id: workflow), at: timer, as: .expiry)
        }
        begin(index, &scheduler)
    }

    /// A state is entered; true when the frame has to wait for that, or the execution has ended with it.
    mutating func enter(state: Int, _ frame: Int, of index: Int, _ scheduler: inout Clock) -> Bool {
        if tracer != nil { traceState(frame, state, scheduler.now) }
        guard invocations[index].kind == .workflow else { return false }
        let workflow = Int(invocations[index].fleet)
        workflows[workflow].seen.transitions &+= 1
        invocations[index].history &+= UInt32(plan.program.states[state].events)
        if let limit = workflows[workflow].plan.historyLimit, invocations[index].history > limit {
            workflows[workflow].seen.historyFull &+= 1
            finish(index, Failure(.failed), &scheduler)
            return true
        }
        var ready = scheduler.now + duration(
            workflows[workflow].latency, identity: Caller.identity(of: frames[frame].identity, at: UInt64(state)),
            occurrence: frames[frame].occurrence)
        if let turn = workflows[workflow].transitionLimit?.reserve(at: scheduler.now), turn > scheduler.now {
            workflows[workflow].seen.delayedTransitions &+= 1
            ready = max(ready, turn)
        }
        guard ready > scheduler.now else { return false }
        wake(frame, after: ready - scheduler.now, &scheduler)
        return true
    }

    mutating func countRetry(of index: Int) {
        let workflow = Int(invocations[index].fleet)
        workflows[workflow].seen.transitions &+= 1
        // A retried task adds its scheduling, its start and its end.
        invocations[index].history &+= 3
    }

    mutating func finishExecution(_ index: Int, isFailure: Bool, _ scheduler: inout Clock) {
        let workflow = Int(invocations[index].fleet), now = scheduler.now
        if isFailure { workflows[workflow].seen.failed &+= 1 } else { workflows[workflow].seen.succeeded &+= 1 }
        let began = invocations[index].began
        workflows[workflow].seen.durations.record(UInt64(bitPattern: (now - began).nanoseconds))
        workflows[workflow].bill(from: began, until: now, windowStart)
        let since = max(invocations[index].occupiedSince, windowStart)
        workflows[workflow].occupied &+= UInt128(UInt64(bitPattern: (now - since).nanoseconds))
        workflows[workflow].open.add(-1, at: now)
    }

    mutating func workflowDeadline(_ workflow: Int, _ scheduler: inout Clock) {
        while let due = workflows[workflow].deadlines?.popDue(at: scheduler.now) {
            let index = Int(due.id)
            guard invocations[index].generation == due.generation else { continue }
            workflows[workflow].seen.timedOut &+= 1
            finish(index, Failure(.timedOut), &scheduler)
        }
        if let timer = workflows[workflow].deadlines?.nextTimer(among: invocations) {
            scheduler.schedule(ModelEvent(.workflowDeadline, id: workflow), at: timer, as: .expiry)
        }
    }
}

extension WorkflowFleet {
    /// As a function's: what lies before the observed stretch belongs to the one before.
    mutating func bill(from began: SimulationTime, until end: SimulationTime, _ windowStart: SimulationTime) {
        seen.billed &+= UInt128(UInt64(bitPattern: plan.billing.billed(end - max(began, windowStart))))
    }
}
