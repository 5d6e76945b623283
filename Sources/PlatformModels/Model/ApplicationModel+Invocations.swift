// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Invocations: from the caller that asks for one to the answer that ends it.
extension ApplicationModel {
    /// Sends a piece of work to the fleet of a handler.
    mutating func dispatch(_ handler: Int, _ caller: Caller, _ scheduler: inout Clock) {
        if let split = plan.handlers[handler].split { return dispatch(split: split, caller, &scheduler) }
        send(handler, caller, &scheduler)
    }

    @inline(__always)
    mutating func send(_ handler: Int, _ caller: Caller, _ scheduler: inout Clock) {
        switch plan.handlers[handler].fleet {
        case .function(let function): admit(function, handler, caller, &scheduler)
        case .service(let service): admitToService(service, handler, caller, &scheduler)
        case .workflow(let workflow): startExecution(workflow, handler, caller, &scheduler)
        }
    }

    /// A new invocation with its root frame; it has no instance yet.
    @inline(__always)
    mutating func makeInvocation(handler: Int, _ kind: FleetKind, fleet: Int, for caller: Caller,
                                 _ now: SimulationTime) -> Int {
        holdsRefusals = false
        let index = invocations.take(), frame = frames.take()
        invocations[index].reset(for: caller, handler: handler, kind, fleet: fleet, now)
        invocations[index].rootFrame = UInt32(truncatingIfNeeded: frame)
        let entry = caller.kind == .preflight ? preflightEntry(Int(caller.index)) : plan.handlers[handler].entry
        frames[frame].reset(
            for: index, parent: -1, identity: caller.identity, occurrence: caller.occurrence, entry: entry)
        // What senders do themselves is no invocation of anything.
        if kind != .service || !services[fleet].plan.isClientSide { invocationCount &+= 1 }
        if tracer != nil { traceAsk(index, now) }
        return index
    }

    /// Its handler is done, or failed: the instance is given back and the answer goes out.
    mutating func finish(_ index: Int, _ failure: Failure?, _ scheduler: inout Clock) {
        endFrames(of: index, scheduler.now)
        tracer?.finish(index, TraceSpan.Ending(failure), scheduler.now)
        if followsOperations { noteOperation(index, isFailure: failure != nil, scheduler.now) }
        switch invocations[index].kind {
        case .function: finishOnFunction(index, isFailure: failure != nil, &scheduler)
        case .service: finishOnService(index, isFailure: failure != nil, &scheduler)
        case .workflow: finishExecution(index, isFailure: failure != nil, &scheduler)
        }
        let caller = invocations[index].caller
        let metColdStart = invocations[index].metColdStart, bytes = invocations[index].responseBytes
        discard(index)
        guard isAwaited(caller) else {
            if invocations[index].kind == .function {
                functions[Int(invocations[index].fleet)].seen.unawaited.add(scheduler.now - invocations[index].began)
            }
            return
        }
        reply(to: caller, failure, bytes: bytes, metColdStart: metColdStart, &scheduler)
    }

    @inline(__always)
    private mutating func discard(_ index: Int) {
        invocations[index].isAlive = false
        invocations[index].generation &+= 1
        invocations.giveBack(index)
    }

    /// Whether somebody still wants to know how an invocation ends; nobody left one that had no caller.
    @inline(__always)
    private mutating func isAwaited(_ caller: Caller) -> Bool {
        switch caller.kind {
        case .nobody: true
        case .request, .authorizer, .preflight: requests[Int(caller.index)].generation == caller.generation
        case .frame: frames[Int(caller.index)].epoch == caller.generation
        case .delivery: deliveries[Int(caller.index)].generation == caller.generation
        }
    }

    /// Tells the caller, which still waits, how its invocation ended.
    @inline(__always)
    private mutating func reply(to caller: Caller, _ failure: Failure?, bytes: UInt64, metColdStart: Bool,
                                _ scheduler: inout Clock) {
        let index = Int(caller.index)
        switch caller.kind {
        case .nobody: break
        case .request, .authorizer, .preflight:
            if metColdStart { requests[index].metColdStart = true }
            if let failure { return refuse(caller, failure.outcome, &scheduler) }
            switch caller.kind {
            case .authorizer: pass(index, &scheduler)
            case .preflight: passPreflight(index, &scheduler)
            default: leave(index, bytes: bytes, &scheduler)
            }
        case .frame:
            if metColdStart { invocations[Int(frames[index].invocation)].metColdStart = true }
            calleeAnswered(index, failure, &scheduler)
        case .delivery:
            settle(index, failure, &scheduler)
        }
    }

    /// Work is turned away by a fleet: another may take it. A request's refusal travels back through its door.
    mutating func refuse(_ caller: Caller, _ outcome: Outcome, _ scheduler: inout Clock) {
        if holdsRefusals { return }
        switch caller.kind {
        case .request, .authorizer, .preflight:
            let slot = Int(caller.index)
            let delay = flows[Int(requests[slot].flow)].door.map { doorLatency($0, slot) } ?? .zero
            fail(slot, outcome, after: delay, &scheduler)
        case .frame, .delivery, .nobody:
            if followsOperations, let handler = handlerAsked(by: caller) { noteRefusedOperation(handler) }
            guard isAwaited(caller) else { return }
            reply(to: caller, Failure(outcome), bytes: 0, metColdStart: false, &scheduler)
        }
    }

    /// The caller is told that it failed; its work goes on for nobody.
    mutating func leaveBehind(_ index: Int, _ scheduler: inout Clock) {
        let caller = invocations[index].caller
        invocations[index].caller.kind = .nobody
        guard isAwaited(caller) else { return }
        reply(to: caller, Failure(.failed), bytes: 0, metColdStart: invocations[index].metColdStart, &scheduler)
    }

    /// Drops an invocation that never got an instance, and turns its caller away.
    mutating func dropQueued(_ index: Int, _ outcome: Outcome, _ scheduler: inout Clock) {
        endFrames(of: index, scheduler.now)
        tracer?.finish(index, TraceSpan.Ending(Failure(outcome)), scheduler.now)
        let caller = invocations[index].caller
        if followsOperations { noteRefusedOperation(Int(invocations[index].handler)) }
        discard(index)
        guard isAwaited(caller) else { return }
        reply(to: caller, Failure(outcome), bytes: 0, metColdStart: false, &scheduler)
    }

    @inline(__always)
    private mutating func endFrames(of index: Int, _ now: SimulationTime) {
        var branch = invocations[index].firstBranch
        while branch >= 0 {
            let next = frames[Int(branch)].nextBranch
            endFrame(Int(branch), now)
            branch = next
        }
        invocations[index].firstBranch = -1
        endFrame(Int(invocations[index].rootFrame), now)
    }

    /// A frame in service at a limited backend keeps its slot until the backend is done with it.
    mutating func endFrame(_ frame: Int, _ now: SimulationTime) {
        forgetUnfinished(frame)
        tracer?.leaveState(frame, now)
        switch frames[frame].state {
        case .inService:
            frames[frame].state = .abandonedInService
            return
        case .queuedForBackend:
            // Its entry in the queue is skipped when its turn comes.
            if case .backend(let backend) = calls[Int(frames[frame].call)].plan.target {
                backends[backend].queued.add(-1, at: now)
            }
        case .computing: leaveCore(frame, now)
        case .free, .running, .queuedForInstance, .abandonedInService, .invoking: break
        }
        frames[frame].state = .free
        frames[frame].epoch &+= 1
        frames.giveBack(frame)
    }
}
