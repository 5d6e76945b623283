// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The interpreter: carries out a handler's instructions until it has to wait.
extension ApplicationModel {
    /// The handler begins: on a warm instance at once, on a cold one after its initialisation.
    mutating func begin(_ index: Int, _ scheduler: inout Clock) {
        invocations[index].began = scheduler.now
        invocations[index].hasBegun = true
        let frame = Int(invocations[index].rootFrame)
        if invocations[index].innerInitialisation > .zero {
            frames[frame].state = .running
            return wake(frame, after: invocations[index].innerInitialisation, &scheduler)
        }
        run(frame, &scheduler)
    }

    mutating func resume(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard frames[event.id].epoch & 0xff_ffff == event.tag else { return }
        if frames[event.id].state == .computing { leaveCore(event.id, scheduler.now) }
        frames[event.id].epoch &+= 1
        frames[event.id].state = .running
        run(event.id, &scheduler)
    }

    private mutating func wake(_ frame: Int, after delay: SimulationDuration, _ scheduler: inout Clock) {
        scheduler.schedule(
            ModelEvent(.resume, id: frame, tag: frames[frame].epoch), after: delay, as: .completion)
    }

    mutating func run(_ frame: Int, _ scheduler: inout Clock) {
        let index = Int(frames[frame].invocation)
        let identity = invocations[index].identity, occurrence = invocations[index].occurrence
        while true {
            let counter = Int(frames[frame].programCounter)
            frames[frame].programCounter = UInt32(truncatingIfNeeded: counter &+ 1)
            switch instructions[counter] {
            case .compute(let draw):
                let seconds = self.draw(Int(draw), identity: identity, occurrence: occurrence)
                if compute(frame, of: index, seconds: seconds, &scheduler) { return }
            case .wait(let draw):
                return wake(frame, after: duration(Int(draw), identity: identity, occurrence: occurrence), &scheduler)
            case .call(let call):
                return startCall(frame, Int(call), &scheduler)
            case .respond(let draw):
                invocations[index].responseBytes = UInt64(
                    max(0, self.draw(Int(draw), identity: identity, occurrence: occurrence)))
            case .fail(let probability, let draw):
                var stream = RandomStream(draws[Int(draw)].key, request: identity, occurrence: occurrence)
                if stream.uniform() < Double(probability) { return finish(index, .failed, &scheduler) }
            case .fork(let first, let count):
                return fork(frame, of: index, first: Int(first), count: Int(count), &scheduler)
            case .join:
                return join(frame, of: index, &scheduler)
            case .end:
                return finish(index, .answered, &scheduler)
            }
        }
    }

    /// Occupies a core; true when the frame has to wait for it, false when there is nothing to do.
    private mutating func compute(_ frame: Int, of index: Int, seconds: Double, _ scheduler: inout Clock) -> Bool {
        var work = seconds
        let fleet = Int(invocations[index].fleet)
        if invocations[index].isOnService {
            guard work > 0 else { return false }
            guard services[fleet].isExclusive else {
                let share = Int(services[fleet].tasks[Int(invocations[index].instance)].share)
                shareCores(share, frame, .seconds(work), &scheduler)
                return true
            }
            services[fleet].millicores.add(1000, at: scheduler.now)
            frames[frame].state = .computing
            wake(frame, after: .seconds(work * services[fleet].stretch), &scheduler)
            return true
        }
        if invocations[index].isFirstCall {
            invocations[index].isFirstCall = false
            work = work * functions[fleet].plan.start.firstCallSlowdown + max(0, draw(
                functions[fleet].firstCall, identity: invocations[index].identity,
                occurrence: invocations[index].occurrence))
        }
        guard work > 0 else { return false }
        if plan.handlers[Int(invocations[index].handler)].computesInParallel {
            shareCores(shareOfInstance(index), frame, .seconds(work), &scheduler)
        } else {
            wake(frame, after: .seconds(work * functions[fleet].stretch), &scheduler)
        }
        return true
    }

    private mutating func leaveCore(_ frame: Int, _ now: SimulationTime) {
        let service = Int(invocations[Int(frames[frame].invocation)].fleet)
        services[service].millicores.add(-1000, at: now)
    }

    /// Branches start at the same instant, in order; the frame goes on when the last of them has joined.
    private mutating func fork(_ parent: Int, of index: Int, first: Int, count: Int, _ scheduler: inout Clock) {
        let generation = invocations[index].generation
        frames[parent].openBranches = UInt32(count)
        for branch in first..<(first + count) {
            let child = frames.take()
            frames[child].invocation = UInt32(truncatingIfNeeded: index)
            frames[child].programCounter = UInt32(truncatingIfNeeded: plan.program.branches[branch])
            frames[child].parent = Int32(parent)
            frames[child].openBranches = 0
            frames[child].state = .running
            link(child, to: index)
            run(child, &scheduler)
            // A branch that failed at once has ended the whole invocation.
            guard invocations[index].generation == generation else { return }
        }
    }

    private mutating func join(_ frame: Int, of index: Int, _ scheduler: inout Clock) {
        let parent = Int(frames[frame].parent)
        unlink(frame, from: index)
        endFrame(frame, scheduler.now)
        frames[parent].openBranches &-= 1
        if frames[parent].openBranches == 0 { run(parent, &scheduler) }
    }

    private mutating func link(_ frame: Int, to index: Int) {
        let head = invocations[index].firstBranch
        frames[frame].previousBranch = -1
        frames[frame].nextBranch = head
        if head >= 0 { frames[Int(head)].previousBranch = Int32(frame) }
        invocations[index].firstBranch = Int32(frame)
    }

    private mutating func unlink(_ frame: Int, from index: Int) {
        let previous = frames[frame].previousBranch, next = frames[frame].nextBranch
        if previous >= 0 { frames[Int(previous)].nextBranch = next } else { invocations[index].firstBranch = next }
        if next >= 0 { frames[Int(next)].previousBranch = previous }
    }
}
