// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Invocations: from the request that asks for one to the answer that ends it.
extension ApplicationModel {
    /// Sends a request to the fleet of a handler.
    mutating func dispatch(_ handler: Int, _ slot: Int, _ role: Invocation.Role, _ scheduler: inout Clock) {
        switch plan.handlers[handler].fleet {
        case .function(let function): admit(function, handler, slot, role, &scheduler)
        case .service(let service): admitToService(service, handler, slot, role, &scheduler)
        }
    }

    /// A new invocation with its root frame; it has no instance yet.
    mutating func makeInvocation(handler: Int, fleet: Int, onService: Bool, _ slot: Int, _ role: Invocation.Role,
                                 _ now: SimulationTime) -> Int {
        let index = invocations.take(), frame = frames.take()
        invocations[index].reset(
            for: slot, requests[slot], role, handler: handler, fleet: fleet, onService: onService, now)
        invocations[index].rootFrame = UInt32(truncatingIfNeeded: frame)
        frames[frame].invocation = UInt32(truncatingIfNeeded: index)
        let entry = role == .preflight ? preflightEntry(slot) : plan.handlers[handler].entry
        frames[frame].programCounter = UInt32(truncatingIfNeeded: entry)
        frames[frame].parent = -1
        frames[frame].openBranches = 0
        frames[frame].state = .running
        invocationCount &+= 1
        return index
    }

    /// Its handler is done, or failed: the instance is given back and the answer goes out.
    mutating func finish(_ index: Int, _ outcome: Outcome, _ scheduler: inout Clock) {
        endFrames(of: index, scheduler.now)
        if invocations[index].isOnService {
            finishOnService(index, outcome, &scheduler)
        } else {
            finishOnFunction(index, outcome, &scheduler)
        }
        let slot = Int(invocations[index].request)
        let isAwaited = requests[slot].generation == invocations[index].requestGeneration
        let isCold = invocations[index].isCold, role = invocations[index].role
        let bytes = invocations[index].responseBytes
        discard(index)
        guard isAwaited else { return }
        if isCold { requests[slot].metColdStart = true }
        guard outcome == .answered else { return refuse(slot, outcome, &scheduler) }
        switch role {
        case .handler: leave(slot, bytes: bytes, &scheduler)
        case .authorizer: pass(slot, &scheduler)
        case .preflight: passPreflight(slot, &scheduler)
        }
    }

    private mutating func discard(_ index: Int) {
        invocations[index].isAlive = false
        invocations[index].generation &+= 1
        invocations.giveBack(index)
    }

    /// A request is turned away by a fleet: the refusal travels back through the door.
    mutating func refuse(_ slot: Int, _ outcome: Outcome, _ scheduler: inout Clock) {
        let delay = flows[Int(requests[slot].flow)].door.map { doorLatency($0, slot) } ?? .zero
        fail(slot, outcome, after: delay, &scheduler)
    }

    /// Drops an invocation that never got an instance, and turns its request away.
    mutating func dropQueued(_ index: Int, _ outcome: Outcome, _ scheduler: inout Clock) {
        endFrames(of: index, scheduler.now)
        let slot = Int(invocations[index].request)
        let isAwaited = requests[slot].generation == invocations[index].requestGeneration
        discard(index)
        if isAwaited { refuse(slot, outcome, &scheduler) }
    }

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
        if frames[frame].state == .inService {
            frames[frame].state = .abandonedInService
            return
        }
        if frames[frame].state == .queuedForBackend {
            // Its entry in the queue is skipped when its turn comes.
            backends[plan.program.calls[Int(frames[frame].call)].backend].queued.add(-1, at: now)
        }
        frames[frame].state = .free
        frames[frame].epoch &+= 1
        frames.giveBack(frame)
    }
}
