// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Front doors: limits, authorizers, caches and timeouts between a sender and a handler.
extension ApplicationModel {
    /// HTTP APIs meter requests in started units of 512 KB (facts, billing rules §3).
    private static var bytesPerUnit: UInt64 { 512 * 1024 }

    mutating func enter(_ door: Int, _ slot: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        let identity = requests[slot].identity, source = Int(requests[slot].source)
        let bytes = bytes(sources[source].requestBytes, identity: identity, occurrence: 0)
        flows[Int(requests[slot].flow)].bytesIn &+= bytes
        doors[door].seen.requests &+= 1
        doors[door].seen.bytesIn &+= bytes
        doors[door].seen.units &+= max(1, (bytes &+ Self.bytesPerUnit &- 1) / Self.bytesPerUnit)
        doors[door].hourlyRequests.add(1, at: now)
        doors[door].hourlyBytes.add(bytes, at: now)
        doors[door].hourlyConnections.add(sources[source].connectionMillionths, at: now)
        guard beginPreflight(door, slot, now) else { return admit(door, slot, &scheduler) }
        dispatch(flows[Int(requests[slot].flow)].handler, requests[slot].caller(.preflight, slot: slot), &scheduler)
    }

    /// The request itself has come, after any preflight: limits, caches and authorizers decide about it.
    private mutating func admit(_ door: Int, _ slot: Int, _ scheduler: inout Clock) {
        let now = scheduler.now, identity = requests[slot].identity
        guard passesThrottles(door, now) else {
            doors[door].seen.throttled &+= 1
            return fail(slot, .throttled, after: doorLatency(door, slot), &scheduler)
        }
        if doors[door].responseCache?.hits(identity: identity, at: now) == true {
            doors[door].seen.cacheHits &+= 1
            let bytes = doors[door].answerSizes[Int(requests[slot].flow)]?.mean ?? 0
            doors[door].seen.bytesOut &+= bytes
            doors[door].hourlyBytes.add(bytes, at: now)
            return answer(slot, after: doorLatency(door, slot), bytes: bytes, &scheduler)
        }
        if let timer = doors[door].deadlines?.add(id: slot, generation: requests[slot].generation, now: now) {
            scheduler.schedule(ModelEvent(.doorDeadline, id: door), at: timer, as: .expiry)
        }
        authorize(door, slot, &scheduler)
    }

    /// Whether a handler has to answer a preflight before the request can come; one that the door answers is counted
    /// and costs a second way through it.
    private mutating func beginPreflight(_ door: Int, _ slot: Int, _ now: SimulationTime) -> Bool {
        guard doors[door].preflightShare > 0 else { return false }
        var stream = RandomStream(doors[door].preflightKey, request: requests[slot].identity)
        guard stream.happens(with: doors[door].preflightShare) else { return false }
        requests[slot].hadPreflight = true
        doors[door].seen.preflights &+= 1
        doors[door].seen.units &+= 1
        doors[door].hourlyRequests.add(1, at: now)
        guard case .handler = plan.doors[door].preflightAnswer else { return false }
        return true
    }

    /// Where an invocation that answers a preflight starts.
    mutating func preflightEntry(_ slot: Int) -> Int {
        let flow = Int(requests[slot].flow)
        guard let door = flows[flow].door, case .handler(let entry) = plan.doors[door].preflightAnswer else {
            return plan.handlers[flows[flow].handler].entry
        }
        return entry
    }

    /// A handler has answered the preflight: the browser sends the request.
    mutating func passPreflight(_ slot: Int, _ scheduler: inout Clock) {
        guard let door = flows[Int(requests[slot].flow)].door else { return pass(slot, &scheduler) }
        admit(door, slot, &scheduler)
    }

    private mutating func passesThrottles(_ door: Int, _ now: SimulationTime) -> Bool {
        if doors[door].throttle?.take(at: now) == false { return false }
        let shared = doors[door].sharedThrottle
        return shared < 0 || sharedThrottles[shared].take(at: now)
    }

    private mutating func authorize(_ door: Int, _ slot: Int, _ scheduler: inout Clock) {
        guard case .handler(let handler) = doors[door].authorizer else { return pass(slot, &scheduler) }
        if doors[door].authorizerCache?.hits(identity: requests[slot].identity, at: scheduler.now) == true {
            doors[door].seen.authorizerHits &+= 1
            return pass(slot, &scheduler)
        }
        doors[door].seen.authorizerCalls &+= 1
        dispatch(handler, requests[slot].caller(.authorizer, slot: slot), &scheduler)
    }

    /// The request has passed its door and goes on to its handler.
    mutating func pass(_ slot: Int, _ scheduler: inout Clock) {
        dispatch(flows[Int(requests[slot].flow)].handler, requests[slot].caller(.request, slot: slot), &scheduler)
    }

    /// What a door adds to the way back of an answer, an authorizer's check and a preflight's way included.
    mutating func doorLatency(_ door: Int, _ slot: Int) -> SimulationDuration {
        let identity = requests[slot].identity, occurrence = requests[slot].occurrence
        var latency = duration(doors[door].latency, identity: identity, occurrence: occurrence)
        if requests[slot].hadPreflight {
            latency += duration(doors[door].latency, identity: identity, occurrence: occurrence | 1)
        }
        if case .jwt(let check) = doors[door].authorizer {
            latency += duration(check, identity: identity, occurrence: occurrence)
        }
        if !doors[door].crossings.isEmpty {
            let handler = flows[Int(requests[slot].flow)].handler
            for crossing in doors[door].crossings where crossing.handler == handler {
                latency += crossing.thereAndBack
            }
        }
        return latency
    }

    mutating func doorDeadline(_ door: Int, _ scheduler: inout Clock) {
        while let due = doors[door].deadlines?.popDue(at: scheduler.now) {
            let slot = Int(due.id)
            guard requests[slot].generation == due.generation else { continue }
            doors[door].seen.timeouts &+= 1
            fail(slot, .timedOut, after: doorLatency(door, slot), &scheduler)
        }
        if let timer = doors[door].deadlines?.nextTimer(among: requests) {
            scheduler.schedule(ModelEvent(.doorDeadline, id: door), at: timer, as: .expiry)
        }
    }

    /// The answer of a handler reaches the door on its way to the sender.
    @inline(__always)
    mutating func leave(_ slot: Int, bytes: UInt64, _ scheduler: inout Clock) {
        guard let door = flows[Int(requests[slot].flow)].door else {
            return answer(slot, after: .zero, bytes: bytes, &scheduler)
        }
        if doors[door].responseCache != nil {
            doors[door].answerSizes[Int(requests[slot].flow), default: AnswerSizes()].add(bytes)
        }
        doors[door].seen.bytesOut &+= bytes
        doors[door].seen.units &+= bytes > Self.bytesPerUnit ? (bytes &- 1) / Self.bytesPerUnit : 0
        doors[door].hourlyBytes.add(bytes, at: scheduler.now)
        answer(slot, after: doorLatency(door, slot), bytes: bytes, &scheduler)
    }
}
