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
        requests[slot].reset(identity, source: source, flow: flow, at: scheduler.now)
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
        requests[slot].beginAttempt(at: scheduler.now)
        let request = requests[slot]
        let flow = Int(request.flow), source = Int(request.source)
        flows[flow].attempts &+= 1
        if tracer != nil { traceAttempt(slot, scheduler.now) }
        if let timer = sources[source].deadlines?.add(
            id: slot, generation: request.generation, now: scheduler.now) {
            scheduler.schedule(ModelEvent(.sourceDeadline, id: source), at: timer, as: .expiry)
        }
        if let door = flows[flow].door {
            enter(door, slot, &scheduler)
        } else {
            dispatch(flows[flow].handler, request.caller(.request, slot: slot), &scheduler)
        }
    }

    /// The sender has its answer, `delay` from now. If it stops waiting before, its deadline settles the matter.
    @inline(__always)
    mutating func answer(_ slot: Int, after delay: SimulationDuration, bytes: UInt64, _ scheduler: inout Clock) {
        let request = requests[slot]
        let source = Int(request.source)
        let arrival = scheduler.now + delay
        if let wait = sources[source].deadlines?.wait, arrival - request.attemptStarted > wait { return }
        tracer?.endAttempt(request.identity, .done, arrival)
        flows[Int(request.flow)].answer(after: arrival - request.created, bytes: bytes, isCold: request.metColdStart)
        sources[source].budget?.refund(isFirstAttempt: request.attempt == 1, paidFor: request.lastOutcome)
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
        if let timer = sources[source].deadlines?.nextTimer(among: requests) {
            scheduler.schedule(ModelEvent(.sourceDeadline, id: source), at: timer, as: .expiry)
        }
    }

    mutating func sampleInFlight(_ scheduler: inout Clock) {
        for source in 0..<sources.count { sources[source].seen.inFlightSeries.append(sources[source].inFlight) }
        dropSettledDeadlines()
        scheduler.schedule(ModelEvent(.sample, id: 0), after: plan.bucketWidth, as: .expiry)
    }
}

extension FlowObservation {
    @inline(__always)
    mutating func answer(after latency: SimulationDuration, bytes: UInt64, isCold: Bool) {
        answered &+= 1
        bytesOut &+= bytes
        if isCold {
            coldLatency.record(UInt64(bitPattern: latency.nanoseconds))
        } else {
            warmLatency.record(UInt64(bitPattern: latency.nanoseconds))
        }
    }
}
