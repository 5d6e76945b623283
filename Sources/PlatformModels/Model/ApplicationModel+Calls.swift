// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Calls, whatever they call: attempts, guards, timeouts, retries and what comes of them.
extension ApplicationModel {
    /// Starts a call; false when a cache has answered it and the frame goes on at once.
    mutating func startCall(_ frame: Int, _ call: Int, _ scheduler: inout Clock) -> Bool {
        frames[frame].call = UInt32(truncatingIfNeeded: call)
        if !frames[frame].triesAgain {
            frames[frame].callAttempt = 0
            frames[frame].previousDelay = .zero
        }
        frames[frame].triesAgain = false
        if calls[call].isGuarded {
            if calls[call].cache?.hits(identity: frames[frame].identity, at: scheduler.now) == true {
                calls[call].seen.cacheHits &+= 1
                return false
            }
            if let patience = calls[call].plan.hedge {
                startHedged(frame, after: patience, &scheduler)
                return true
            }
        }
        attemptCall(frame, &scheduler)
        return true
    }

    mutating func retryCall(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard frames[event.id].epoch & 0xff_ffff == event.tag else { return }
        frames[event.id].epoch &+= 1
        if calls[Int(frames[event.id].call)].plan.hedge != nil, !frames[event.id].isHedge {
            guard let patience = calls[Int(frames[event.id].call)].plan.hedge else { return }
            return startHedged(event.id, after: patience, &scheduler)
        }
        attemptCall(event.id, &scheduler)
    }

    private mutating func attemptCall(_ frame: Int, _ scheduler: inout Clock) {
        let call = Int(frames[frame].call)
        frames[frame].callAttempt &+= 1
        frames[frame].attemptStarted = scheduler.now
        calls[call].seen.attempts &+= 1
        if tracer != nil { traceCall(frame, call, scheduler.now) }
        if isRetry(frame) { calls[call].seen.retries &+= 1 }
        if calls[call].isGuarded, let refusal = refusalByGuards(frame, call, scheduler.now) {
            calls[call].seen.refusedLocally &+= 1
            return callFailed(frame, refusal, isLocal: true, &scheduler)
        }
        switch calls[call].plan.target {
        case .backend(let backend): attemptBackend(frame, call, backend, &scheduler)
        case .handler(let handler): invoke(frame, call, handler, &scheduler)
        case .channel(let channel): startPublishing(frame, call, channel, &scheduler)
        }
    }

    /// Whether the present attempt follows one that failed. Of hedged calls, attempts 3, 5 … do: 2, 4 … are the hedges.
    @inline(__always)
    private mutating func isRetry(_ frame: Int) -> Bool {
        let attempt = frames[frame].callAttempt
        return frames[frame].isHedge ? attempt > 2 && attempt % 2 == 1 : attempt > 1
    }

    /// A circuit breaker that is open, or the client's own throttling.
    private mutating func refusalByGuards(_ frame: Int, _ call: Int, _ now: SimulationTime) -> Failure? {
        if calls[call].breaker?.admits(at: now) == false { return Failure(.failed) }
        let identity = frames[frame].identity, occurrence = callOccurrence(frame)
        let isAdmitted = calls[call].throttle?.admits(identity: identity, occurrence: occurrence, at: now) ?? true
        return isAdmitted ? nil : Failure(.throttled)
    }

    /// Attempt of the request in the high bytes, attempt of the call in the low one.
    @inline(__always)
    mutating func callOccurrence(_ frame: Int) -> UInt32 {
        frames[frame].occurrence | UInt32(frames[frame].callAttempt)
    }

    @inline(__always)
    mutating func callBytes(_ frame: Int, _ call: Int) -> UInt64 {
        guard calls[call].bytes >= 0 else { return 0 }
        return bytes(calls[call].bytes, identity: frames[frame].identity, occurrence: callOccurrence(frame))
    }

    @inline(__always)
    mutating func callLatency(_ frame: Int, _ call: Int) -> SimulationDuration {
        duration(calls[call].latency, identity: frames[frame].identity, occurrence: callOccurrence(frame))
    }

    mutating func callEnded(_ event: ModelEvent, _ scheduler: inout Clock) {
        let frame = event.id
        guard frames[frame].epoch & 0xff_ffff == event.tag else { return }
        let state = frames[frame].state, call = Int(frames[frame].call)
        frames[frame].epoch &+= 1
        if state == .abandonedInService {
            frames[frame].state = .free
            frames.giveBack(frame)
        } else {
            frames[frame].state = .running
        }
        switch calls[call].plan.target {
        case .backend(let backend):
            if backends[backend].isLimited { freeBackend(backend, &scheduler) }
            guard state != .abandonedInService else { return }
            if let failure = failureOf(backend, frame) { return callFailed(frame, failure, &scheduler) }
            if backends[backend].isFeeding, calls[call].plan.operation.isWrite {
                feed(from: backend, frame, call, &scheduler)
            }
            if !backends[backend].projections.isEmpty { noteRead(of: backend, frame, call) }
        case .handler(let handler):
            return ask(handler, frame, call, &scheduler)
        case .channel(let channel):
            publish(to: channel, frame, call, &scheduler)
        }
        callSucceeded(frame, &scheduler)
    }

    mutating func callSucceeded(_ frame: Int, _ scheduler: inout Clock) {
        let call = Int(frames[frame].call)
        tracer?.endCall(frame, .done, scheduler.now)
        if calls[call].isGuarded {
            calls[call].breaker?.note(isSuccess: true, at: scheduler.now)
            calls[call].throttle?.noteAccepted(at: scheduler.now)
            if frames[frame].isHedge { return hedgeWon(frame, &scheduler) }
        }
        run(frame, &scheduler)
    }

    mutating func callGivesUp(_ event: ModelEvent, _ scheduler: inout Clock) {
        let frame = event.id
        guard frames[frame].epoch & 0xff_ffff == event.tag else { return }
        if case .backend(let backend) = calls[Int(frames[frame].call)].plan.target {
            if frames[frame].state == .queuedForBackend { backends[backend].queued.add(-1, at: scheduler.now) }
            backends[backend].seen.timeouts &+= 1
        }
        frames[frame].epoch &+= 1
        frames[frame].state = .running
        callFailed(frame, Failure(.timedOut), &scheduler)
    }

    mutating func callFailed(_ frame: Int, _ failure: Failure, isLocal: Bool = false, _ scheduler: inout Clock) {
        let call = Int(frames[frame].call)
        calls[call].seen.failures &+= 1
        tracer?.endCall(frame, TraceSpan.Ending(failure), scheduler.now)
        if failure.outcome == .throttled, !isLocal {
            calls[call].seen.refused &+= 1
            if isRetry(frame) { calls[call].seen.refusedRetries &+= 1 }
        }
        if calls[call].isGuarded {
            if !isLocal { calls[call].breaker?.note(isSuccess: false, at: scheduler.now) }
            if frames[frame].isHedge { return hedgeLost(frame, failure, &scheduler) }
        }
        conclude(frame, call, failure, &scheduler)
    }

    /// All that an attempt consisted of has failed: try again, or give up.
    private mutating func conclude(_ frame: Int, _ call: Int, _ failure: Failure, _ scheduler: inout Clock) {
        if calls[call].recovery >= 0 { return recover(frame, calls[call].recovery, failure, &scheduler) }
        let identity = frames[frame].identity ^ UInt64(frames[frame].occurrence) &<< 32
        if let delay = calls[call].policy.delay(
            after: failure.outcome, attempt: Int(frames[frame].callAttempt), previous: frames[frame].previousDelay,
            identity: identity) {
            frames[frame].previousDelay = delay
            scheduler.schedule(
                ModelEvent(.callRetry, id: frame, tag: frames[frame].epoch), after: delay, as: .arrival)
            return
        }
        calls[call].seen.givenUp &+= 1
        // By an event: a long batch whose every call fails at once must not become a deep stack.
        if calls[call].plan.failureIsIgnored { return wake(frame, after: .zero, &scheduler) }
        raise(frame, failure, &scheduler)
    }
}

/// Hedged calls: a second attempt beside a slow first one.
extension ApplicationModel {
    private mutating func startHedged(_ frame: Int, after patience: SimulationDuration, _ scheduler: inout Clock) {
        frames[frame].callAttempt &+= 1
        frames[frame].openBranches = 0
        let epoch = frames[frame].epoch
        addHedge(frame, &scheduler)
        guard frames[frame].epoch == epoch else { return }
        scheduler.schedule(ModelEvent(.hedge, id: frame, tag: epoch), after: patience, as: .expiry)
    }

    mutating func hedge(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard frames[event.id].epoch & 0xff_ffff == event.tag else { return }
        calls[Int(frames[event.id].call)].seen.hedges &+= 1
        addHedge(event.id, &scheduler)
    }

    private mutating func addHedge(_ parent: Int, _ scheduler: inout Clock) {
        let index = Int(frames[parent].invocation)
        let child = makeBranch(of: parent, in: index, entry: Int(frames[parent].programCounter))
        frames[child].isHedge = true
        frames[child].version = frames[parent].version
        frames[child].call = frames[parent].call
        // Draws of their own for each: attempts 1, 3, 5 … are the first ones, 2, 4, 6 … the hedges.
        frames[child].callAttempt = (frames[parent].callAttempt &- 1) &* 2 &+ UInt8(frames[parent].openBranches)
        frames[parent].openBranches &+= 1
        attemptCall(child, &scheduler)
    }

    private mutating func hedgeWon(_ frame: Int, _ scheduler: inout Clock) {
        let parent = Int(frames[frame].parent)
        frames[parent].version = frames[frame].version
        endBranches(of: parent, in: Int(frames[parent].invocation), scheduler.now)
        run(parent, &scheduler)
    }

    /// One attempt failed; the call has failed with the last of them.
    private mutating func hedgeLost(_ frame: Int, _ failure: Failure, _ scheduler: inout Clock) {
        let parent = Int(frames[frame].parent)
        endBranch(frame, of: Int(frames[parent].invocation), scheduler.now)
        frames[parent].openBranches &-= 1
        guard frames[parent].openBranches == 0 else { return }
        frames[parent].epoch &+= 1
        conclude(parent, Int(frames[parent].call), failure, &scheduler)
    }
}
