// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Sampling

/// Senders: they offer requests, wait, try again and settle.
extension ApplicationModel {
    @inline(__always)
    mutating func arrive(_ source: Int, _ scheduler: inout Clock) {
        let count = sources[source].pendingCount
        scheduleNextArrival(source, &scheduler)
        guard count != 1 else { return offer(source, &scheduler) }
        let refusedBefore = sources[source].refusedSoFar
        for _ in 0..<count where stop == nil { offer(source, &scheduler) }
        sources[source].seen.batches += 1
        if sources[source].refusedSoFar > refusedBefore { sources[source].seen.batchesPartlyRefused += 1 }
    }

    @inline(__always)
    mutating func scheduleNextArrival(_ source: Int, _ scheduler: inout Clock) {
        guard let arrival = sources[source].generator.next() else { return }
        sources[source].pendingCount = arrival.count
        scheduler.schedule(ModelEvent(.arrival, id: source), at: max(arrival.time, scheduler.now), as: .arrival)
    }

    mutating func offer(_ source: Int, _ scheduler: inout Clock) {
        let number = sources[source].nextNumber
        sources[source].nextNumber = number &+ 1
        let identity = UInt64(source) &<< 48 | number
        let flow = sources[source].firstFlow + pickRoute(source, identity)
        let slot = requests.take()
        requests[slot].identity = identity
        requests[slot].created = scheduler.now
        requests[slot].previousDelay = .zero
        requests[slot].source = UInt16(truncatingIfNeeded: source)
        requests[slot].flow = UInt16(truncatingIfNeeded: flow)
        requests[slot].attempt = 0
        requests[slot].lastOutcome = .answered
        flows[flow].offered &+= 1
        sources[source].inFlight &+= 1
        if requests.count > plan.caps.inFlight { return give(up: .inFlightCap(plan.caps.inFlight), &scheduler) }
        startAttempt(slot, &scheduler)
    }

    @inline(__always)
    private mutating func pickRoute(_ source: Int, _ identity: UInt64) -> Int {
        let count = sources[source].cumulativeShares.count
        guard count > 1 else { return 0 }
        var stream = RandomStream(sources[source].routeKey, request: identity)
        let u = stream.uniform()
        var route = 0
        while route < count - 1, u >= sources[source].cumulativeShares[route] { route += 1 }
        return route
    }

    mutating func attemptAgain(_ event: ModelEvent, _ scheduler: inout Clock) {
        guard requests[event.id].generation & 0xff_ffff == event.tag else { return }
        startAttempt(event.id, &scheduler)
    }

    @inline(__always)
    private mutating func startAttempt(_ slot: Int, _ scheduler: inout Clock) {
        requests[slot].attempt = requests[slot].attempt &+ 1
        requests[slot].attemptStarted = scheduler.now
        requests[slot].metColdStart = false
        requests[slot].hadPreflight = false
        let flow = Int(requests[slot].flow), source = Int(requests[slot].source)
        flows[flow].attempts &+= 1
        if tracer != nil { traceAttempt(slot, scheduler.now) }
        if let timer = sources[source].deadlines?.add(
            id: slot, generation: requests[slot].generation, now: scheduler.now) {
            scheduler.schedule(ModelEvent(.sourceDeadline, id: source), at: timer, as: .expiry)
        }
        if let door = flows[flow].door {
            enter(door, slot, &scheduler)
        } else {
            dispatch(flows[flow].handler, requests[slot].caller(.request, slot: slot), &scheduler)
        }
    }

    /// The sender has its answer, `delay` from now. If it stops waiting before, its deadline settles the matter.
    @inline(__always)
    mutating func answer(_ slot: Int, after delay: SimulationDuration, bytes: UInt64, _ scheduler: inout Clock) {
        let source = Int(requests[slot].source), flow = Int(requests[slot].flow)
        let arrival = scheduler.now + delay
        if let wait = sources[source].deadlines?.wait, arrival - requests[slot].attemptStarted > wait { return }
        let latency = UInt64(bitPattern: (arrival - requests[slot].created).nanoseconds)
        tracer?.endAttempt(requests[slot].identity, .done, arrival)
        flows[flow].answered &+= 1
        flows[flow].bytesOut &+= bytes
        if requests[slot].metColdStart {
            flows[flow].coldLatency.record(latency)
        } else {
            flows[flow].warmLatency.record(latency)
        }
        sources[source].budget?.refund(
            isFirstAttempt: requests[slot].attempt == 1, paidFor: requests[slot].lastOutcome)
        settle(slot, after: delay, &scheduler)
    }

    /// An attempt came to nothing, `delay` from now: try again, or settle.
    mutating func fail(_ slot: Int, _ outcome: Outcome, after delay: SimulationDuration = .zero,
                       _ scheduler: inout Clock) {
        let source = Int(requests[slot].source), flow = Int(requests[slot].flow)
        if outcome == .throttled {
            flows[flow].throttledAttempts &+= 1
            if requests[slot].attempt > 1 { flows[flow].throttledRetries &+= 1 }
            sources[source].refusedSoFar &+= 1
        }
        tracer?.endAttempt(requests[slot].identity, TraceSpan.Ending(Failure(outcome)), scheduler.now + delay)
        let attempt = Int(requests[slot].attempt)
        if let backoff = sources[source].retry.delay(
            after: outcome, attempt: attempt, previous: requests[slot].previousDelay,
            identity: requests[slot].identity), sources[source].budget?.pay(for: outcome) ?? true {
            note(backoff, beforeRetry: attempt, of: source)
            requests[slot].previousDelay = backoff
            requests[slot].lastOutcome = outcome
            requests[slot].generation &+= 1
            scheduler.schedule(
                ModelEvent(.attempt, id: slot, tag: requests[slot].generation), after: delay + backoff, as: .arrival)
            return
        }
        switch outcome {
        case .answered: break
        case .throttled: flows[flow].refused &+= 1
        case .failed: flows[flow].failed &+= 1
        case .timedOut: flows[flow].timedOut &+= 1
        }
        settle(slot, after: delay, &scheduler)
    }

    private mutating func note(_ delay: SimulationDuration, beforeRetry number: Int, of source: Int) {
        let index = min(number, sources[source].seen.retryDelays.count) - 1
        guard index >= 0 else { return }
        sources[source].seen.retryDelays[index].record(delay.seconds)
        if delay == sources[source].retry.plan.cap { sources[source].seen.retryDelaysAtCap[index] += 1 }
    }

    @inline(__always)
    private mutating func settle(_ slot: Int, after delay: SimulationDuration, _ scheduler: inout Clock) {
        let source = Int(requests[slot].source)
        requests[slot].generation &+= 1
        requests.giveBack(slot)
        sources[source].inFlight &-= 1
        guard sources[source].users > 0 else { return }
        let think = duration(sources[source].think, identity: requests[slot].identity, occurrence: 0)
        scheduler.schedule(ModelEvent(.userReady, id: source), after: delay + think, as: .arrival)
    }

    mutating func sourceDeadline(_ source: Int, _ scheduler: inout Clock) {
        while let due = sources[source].deadlines?.popDue(at: scheduler.now) {
            guard requests[Int(due.id)].generation == due.generation else { continue }
            fail(Int(due.id), .timedOut, &scheduler)
        }
        guard var deadlines = sources[source].deadlines else { return }
        sources[source].deadlines = nil
        let timer = deadlines.nextTimer { requests[Int($0.id)].generation != $0.generation }
        sources[source].deadlines = deadlines
        if let timer {
            scheduler.schedule(ModelEvent(.sourceDeadline, id: source), at: timer, as: .expiry)
        }
    }

    mutating func sampleInFlight(_ scheduler: inout Clock) {
        for source in 0..<sources.count { sources[source].seen.inFlightSeries.append(sources[source].inFlight) }
        dropSettledDeadlines()
        scheduler.schedule(ModelEvent(.sample, id: 0), after: plan.bucketWidth, as: .expiry)
    }
}
