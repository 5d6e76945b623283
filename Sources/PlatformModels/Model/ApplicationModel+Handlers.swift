// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The interpreter: carries out a handler's or workflow's instructions until it has to wait.
extension ApplicationModel {
    /// The handler begins: on a warm instance at once, on a cold one after its initialisation.
    @inline(__always)
    mutating func begin(_ index: Int, _ scheduler: inout Clock) {
        invocations[index].begin(at: scheduler.now)
        tracer?.begin(index, isCold: invocations[index].metColdStart, scheduler.now)
        let frame = Int(invocations[index].rootFrame), initialisation = invocations[index].innerInitialisation
        if initialisation > .zero {
            frames[frame].state = .running
            return wake(frame, after: initialisation, &scheduler)
        }
        enterHandler(frame, index, &scheduler)
    }

    @inline(__always)
    mutating func resume(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard frames[event.id].epoch & 0xff_ffff == event.tag else { return }
        if frames[event.id].state == .computing { leaveCore(event.id, scheduler.now) }
        tracer?.endStep(event.id, scheduler.now)
        frames[event.id].epoch &+= 1
        frames[event.id].state = .running
        let index = Int(frames[event.id].invocation)
        // An initialisation inside the invocation is over: only now does its handler begin.
        if invocations[index].innerInitialisation > .zero, frames[event.id].parent < 0 {
            invocations[index].innerInitialisation = .zero
            return enterHandler(event.id, index, &scheduler)
        }
        run(event.id, &scheduler)
    }

    @inline(__always)
    private mutating func enterHandler(_ frame: Int, _ index: Int, _ scheduler: inout Clock) {
        if invocations[index].caller.kind == .delivery, !enterFirstMessage(frame, index, &scheduler) { return }
        run(frame, &scheduler)
    }

    @inline(__always)
    mutating func wake(_ frame: Int, after delay: SimulationDuration, _ scheduler: inout Clock) {
        scheduler.schedule(
            ModelEvent(.resume, id: frame, tag: frames[frame].epoch), after: delay, as: .completion)
    }

    /// Turns of a loop at one instant.
    private static var mostTurns: Int { 100_000 }

    mutating func run(_ frame: Int, _ scheduler: inout Clock) {
        let index = Int(frames[frame].invocation)
        var turns = 0
        while true {
            let counter = Int(frames[frame].programCounter)
            frames[frame].programCounter = UInt32(truncatingIfNeeded: counter &+ 1)
            switch instructions[counter] {
            case .compute(let draw):
                let seconds = self.draw(
                    Int(draw), identity: frames[frame].identity, occurrence: frames[frame].occurrence)
                if tracer != nil { traceStep(frame, .compute, scheduler.now) }
                if compute(frame, of: index, seconds: seconds, &scheduler) { return }
                tracer?.endStep(frame, scheduler.now)
            case .call(let call):
                if startCall(frame, Int(call), &scheduler) { return }
            case .respond(let draw):
                invocations[index].responseBytes = bytes(
                    Int(draw), identity: frames[frame].identity, occurrence: frames[frame].occurrence)
            case .end:
                if hasCodeChanges, failsByNewCode(frame, index) { return raise(frame, Failure(.failed), &scheduler) }
                if finishMessage(frame, of: index, &scheduler) { return }
            case let other:
                if carryOut(other, frame, of: index, &turns, &scheduler) { return }
            }
        }
    }

    /// The instructions that fewer handlers have, apart from the others: they would cost those registers. True when
    /// the frame has to wait or has ended.
    @inline(never)
    private mutating func carryOut(_ instruction: Instruction, _ frame: Int, of index: Int, _ turns: inout Int,
                                   _ scheduler: inout Clock) -> Bool {
        switch instruction {
        case .compute, .call, .respond, .end:
            preconditionFailure("run carries these out itself")
        case .wait(let draw):
            let time = duration(Int(draw), identity: frames[frame].identity, occurrence: frames[frame].occurrence)
            if tracer != nil { traceStep(frame, .pause, scheduler.now) }
            wake(frame, after: time, &scheduler)
            return true
        case .fail(let probability, let draw, let error):
            let u = RandomStream.firstUniform(
                draws[Int(draw)].key, request: frames[frame].identity, occurrence: frames[frame].occurrence)
            guard u < Double(probability) else { return false }
            raise(frame, Failure(.failed, error: error), &scheduler)
            return true
        case .fork(let fork):
            startBranches(frame, of: index, Int(fork), &scheduler)
            return true
        case .map(let map):
            return startItems(frame, of: index, Int(map), &scheduler)
        case .join:
            join(frame, of: index, &scheduler)
            return true
        case .choose(let choice):
            choose(frame, Int(choice))
            return false
        case .jump(let target):
            frames[frame].programCounter = target
            return false
        case .loop(let target):
            // A loop that takes no time and never ends is an error of the program that runs it.
            turns += 1
            if turns > Self.mostTurns {
                raise(frame, Failure(.failed), &scheduler)
                return true
            }
            let identity = Caller.identity(of: frames[frame].identity, at: UInt64(target))
            if tracer != nil { traceDerived(identity, from: frame) }
            frames[frame].identity = identity
            frames[frame].programCounter = target
            return false
        case .once(let past):
            if !isFirstMessage(index) { frames[frame].programCounter = past }
            return false
        case .suppress(let suppression):
            guard isSeen(frame, Int(suppression), scheduler.now) else { return false }
            guard frames[frame].parent < 0 else {
                join(frame, of: index, &scheduler)
                return true
            }
            return finishMessage(frame, of: index, &scheduler)
        case .enter(let state):
            return enter(state: Int(state), frame, of: index, &scheduler)
        case .raise(let error):
            raise(frame, Failure(.failed, error: error), &scheduler)
            return true
        }
    }

    /// One message, or the whole of it where there are none, is done; true when the frame has ended with it.
    @inline(__always)
    private mutating func finishMessage(_ frame: Int, of index: Int, _ scheduler: inout Clock) -> Bool {
        frames[frame].suppression = -1
        if invocations[index].caller.kind == .delivery { return finishDelivered(frame, of: index, &scheduler) }
        finish(index, nil, &scheduler)
        return true
    }

    /// Whether the key of a frame's work has been seen; if not, it is remembered unless the work comes to nothing.
    private mutating func isSeen(_ frame: Int, _ suppression: Int, _ now: SimulationTime) -> Bool {
        let key = frames[frame].identity
        if suppressions[suppression].contains(key, at: now) {
            suppressed[suppression] &+= 1
            return true
        }
        frames[frame].suppression = Int32(truncatingIfNeeded: suppression)
        frames[frame].suppressionKey = key
        return false
    }

    /// What was not done can be asked for again.
    @inline(__always)
    mutating func forgetUnfinished(_ frame: Int) {
        if frames[frame].suppression >= 0 { forget(frame) }
    }

    @inline(never)
    private mutating func forget(_ frame: Int) {
        suppressions[Int(frames[frame].suppression)].forget(frames[frame].suppressionKey)
        frames[frame].suppression = -1
    }

    private mutating func choose(_ frame: Int, _ choice: Int) {
        let u = RandomStream.firstUniform(
            choices[choice].key, request: frames[frame].identity, occurrence: frames[frame].occurrence)
        var option = 0
        while option < choices[choice].cumulative.count - 1, u >= choices[choice].cumulative[option] { option += 1 }
        frames[frame].programCounter = choices[choice].targets[option]
    }

    /// Occupies a core; true when the frame has to wait for it, false when there is nothing to do.
    @inline(__always)
    private mutating func compute(_ frame: Int, of index: Int, seconds: Double, _ scheduler: inout Clock) -> Bool {
        let seconds = hasCodeChanges ? seconds * codeSlowdown(index) : seconds
        return switch invocations[index].kind {
        case .function: computeOnFunction(frame, of: index, seconds: seconds, &scheduler)
        case .service: computeOnService(frame, of: index, seconds: seconds, &scheduler)
        case .workflow: false
        }
    }

    @inline(__always)
    private mutating func computeOnFunction(_ frame: Int, of index: Int, seconds: Double,
                                            _ scheduler: inout Clock) -> Bool {
        let work = invocations[index].isFirstCall ? firstCall(frame, of: index, seconds: seconds) : seconds
        guard work > 0 else { return false }
        if plan.handlers[Int(invocations[index].handler)].computesInParallel {
            shareCores(shareOfInstance(index), frame, .seconds(work), &scheduler)
        } else {
            wake(frame, after: .seconds(work * functions[Int(invocations[index].fleet)].stretch), &scheduler)
        }
        return true
    }

    /// What the first call of a new instance has to do more.
    @inline(never)
    private mutating func firstCall(_ frame: Int, of index: Int, seconds: Double) -> Double {
        invocations[index].isFirstCall = false
        let function = Int(invocations[index].fleet)
        let more = draw(
            functions[function].firstCall, identity: frames[frame].identity, occurrence: frames[frame].occurrence)
        return seconds * functions[function].plan.start.firstCallSlowdown + max(0, more)
    }

    @inline(never)
    private mutating func computeOnService(_ frame: Int, of index: Int, seconds: Double,
                                           _ scheduler: inout Clock) -> Bool {
        guard seconds > 0 else { return false }
        let service = Int(invocations[index].fleet)
        guard services[service].isExclusive else {
            let share = Int(services[service].tasks[Int(invocations[index].instance)].share)
            shareCores(share, frame, .seconds(seconds), &scheduler)
            return true
        }
        claim(.seconds(seconds), for: index, &scheduler)
        services[service].millicores.add(services[service].millicoresOfOne, at: scheduler.now)
        frames[frame].state = .computing
        wake(frame, after: .seconds(seconds * services[service].stretch), &scheduler)
        return true
    }

    mutating func leaveCore(_ frame: Int, _ now: SimulationTime) {
        let service = Int(invocations[Int(frames[frame].invocation)].fleet)
        services[service].millicores.add(-services[service].millicoresOfOne, at: now)
    }
}
