// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel

/// What a run has seen: reset at the end of the lead-in, summed up at the end.
extension ApplicationModel {
    mutating func beginObserving(at now: SimulationTime) {
        windowStart = now
        invocationCount = 0
        for index in 0..<sources.count {
            let delays = sources[index].seen.retryDelays.count
            sources[index].seen = SourceObservation(name: sources[index].seen.name)
            sources[index].seen.inFlightAtStart = sources[index].inFlight
            sources[index].seen.retryDelays = Array(repeating: RunningMoments(), count: delays)
            sources[index].seen.retryDelaysAtCap = Array(repeating: 0, count: delays)
        }
        for index in 0..<flows.count {
            let flow = flows[index]
            flows[index] = FlowObservation(source: flow.source, handler: flow.handler, door: flow.door)
        }
        for index in 0..<doors.count {
            doors[index].seen = DoorObservation(name: doors[index].seen.name)
            doors[index].hourlyRequests.restart(at: now)
            doors[index].hourlyBytes.restart(at: now)
            doors[index].hourlyConnections.restart(at: now)
        }
        for index in 0..<accounts.count { accounts[index].busy.restart(at: now) }
        for index in 0..<functions.count { functions[index].restart(at: now) }
        for index in 0..<services.count { services[index].restart(at: now) }
        for index in 0..<backends.count { backends[index].restart(at: now) }
        for index in 0..<workflows.count { workflows[index].restart(at: now) }
        for index in 0..<channels.count { channels[index].seen = ChannelObservation(name: channels[index].seen.name) }
        for index in 0..<subscriptions.count { subscriptions[index].restart(at: now) }
        for index in 0..<calls.count { calls[index].seen = CallObservation() }
        for index in suppressed.indices { suppressed[index] = 0 }
        restartOperations()
        noteUnfinished(\.atStart, now)
    }

    mutating func observation(at end: SimulationTime, events: UInt64) -> Observation {
        billUnfinished(until: end)
        for index in 0..<sources.count { sources[index].seen.inFlightAtEnd = sources[index].inFlight }
        noteUnfinished(\.atEnd, end)
        var observation = Observation(
            window: end - windowStart,
            sources: (0..<sources.count).map { sources[$0].seen },
            flows: (0..<flows.count).map { flows[$0] },
            doors: [], functions: [], services: [], backends: [], calls: (0..<calls.count).map { calls[$0].seen },
            suppressed: suppressed, accounts: [],
            events: events, invocations: invocationCount, stop: stop, violations: [])
        for index in 0..<doors.count { observation.doors.append(doors[index].observation()) }
        for index in 0..<functions.count {
            observation.functions.append(functions[index].observation(at: end))
        }
        for index in 0..<services.count { observation.services.append(services[index].observation(at: end)) }
        for index in 0..<backends.count { observation.backends.append(backends[index].observation(at: end)) }
        for index in 0..<workflows.count { observation.workflows.append(workflows[index].observation(at: end)) }
        observation.operations = operations
        for index in 0..<channels.count { observation.channels.append(channelObservation(index, at: end)) }
        for index in 0..<accounts.count { observation.accounts.append(accounts[index].busy.summary(at: end)) }
        if stop == nil { observation.violations = violations(in: observation, at: end) }
        return observation
    }

    /// Invocations still running at the end are billed for what they have used so far: their rest belongs to the
    /// next period, as the rest of those that ran at its start belongs to this one.
    private mutating func billUnfinished(until end: SimulationTime) {
        for index in 0..<invocations.bound where invocations[index].isAlive {
            let invocation = invocations[index]
            let fleet = Int(invocation.fleet)
            guard frames[Int(invocation.rootFrame)].state != .queuedForInstance else { continue }
            let elapsed = UInt128(UInt64(bitPattern: (end - max(invocation.occupiedSince, windowStart)).nanoseconds))
            switch invocation.kind {
            case .service:
                services[fleet].occupied &+= elapsed
                services[fleet].bill(end - max(invocation.occupiedSince, windowStart))
            case .workflow:
                workflows[fleet].occupied &+= elapsed
                workflows[fleet].bill(from: invocation.began, until: end, windowStart)
            case .function:
                functions[fleet].occupied &+= elapsed
                guard invocation.hasBegun else { continue }
                functions[fleet].bill(
                    from: invocation.began, until: end, windowStart,
                    initialisation: invocation.billedInitialisation, isProvisioned: invocation.isProvisioned)
            }
        }
    }

    /// Laws that hold in every sound run, checked from figures gathered in different places.
    private func violations(in observation: Observation, at end: SimulationTime) -> [Violation] {
        var found: [Violation] = []
        func check(_ what: String, _ expected: UInt128, _ actual: UInt128) {
            if expected != actual {
                found.append(Violation(what: what, expected: Double(expected), found: Double(actual)))
            }
        }
        for (index, source) in observation.sources.enumerated() {
            let own = observation.flows.filter { $0.source == index }
            let came = own.reduce(source.inFlightAtStart) { $0 + $1.offered }
            let went = own.reduce(source.inFlightAtEnd) { $0 + $1.answered + $1.refused + $1.failed + $1.timedOut }
            check("requests of \(source.name) that came and went", UInt128(came), UInt128(went))
        }
        for index in 0..<functions.count {
            let name = functions[index].plan.name
            check("busy time of \(name) (Little's law)", functions[index].occupied,
                  observation.functions[index].busy.area)
            if let reserved = functions[index].plan.reserved, observation.functions[index].busy.peak > reserved {
                check("concurrency of \(name) within its limit", UInt128(reserved),
                      UInt128(observation.functions[index].busy.peak))
            }
        }
        for index in 0..<services.count {
            check("running time of \(services[index].plan.name) (Little's law)", services[index].occupied,
                  observation.services[index].running.area)
            found += services[index].violations(in: observation.services[index])
        }
        for index in 0..<workflows.count {
            check("open time of \(workflows[index].plan.name) (Little's law)", workflows[index].occupied,
                  observation.workflows[index].open.area)
        }
        for subscription in observation.channels.flatMap(\.subscriptions) {
            let went = subscription.processed + subscription.forwarded + subscription.deadLettered
                + subscription.lost + subscription.backlogAtEnd
            check("messages of \(subscription.name) that came and went",
                  UInt128(subscription.arrived + subscription.backlogAtStart), UInt128(went))
        }
        return found
    }

    private mutating func channelObservation(_ channel: Int, at end: SimulationTime) -> ChannelObservation {
        var result = channels[channel].seen
        let first = channels[channel].firstSubscription
        for index in first..<(first + channels[channel].plan.subscriptions.count) {
            result.subscriptions.append(subscriptions[index].observation(at: end))
        }
        return result
    }
}

extension SubscriptionState {
    mutating func restart(at now: SimulationTime) {
        seen = SubscriptionObservation(name: seen.name)
        seen.backlogAtStart = UInt64(backlog.value)
        busy.restart(at: now)
        backlog.restart(at: now)
    }

    mutating func observation(at end: SimulationTime) -> SubscriptionObservation {
        var result = seen
        result.backlogAtEnd = UInt64(backlog.value)
        result.busy = busy.summary(at: end)
        result.backlog = backlog.summary(at: end)
        return result
    }
}

extension WorkflowFleet {
    mutating func restart(at now: SimulationTime) {
        seen = WorkflowObservation(name: seen.name)
        occupied = 0
        open.restart(at: now)
    }

    mutating func observation(at end: SimulationTime) -> WorkflowObservation {
        var result = seen
        result.open = open.summary(at: end)
        return result
    }
}

extension DoorState {
    func observation() -> DoorObservation {
        var result = seen
        result.hourlyRequests = hourlyRequests.buckets
        result.hourlyBytes = hourlyBytes.buckets
        result.hourlyConnections = hourlyConnections.buckets
        return result
    }
}

extension FunctionState {
    mutating func restart(at now: SimulationTime) {
        seen = FunctionObservation(name: seen.name)
        occupied = 0
        provisioned.restart(at: now)
        busy.restart(at: now)
        provisionedBusy.restart(at: now)
        spilledBusy.restart(at: now)
        alive.restart(at: now)
        queued.restart(at: now)
    }

    mutating func observation(at end: SimulationTime) -> FunctionObservation {
        var result = seen
        result.busy = busy.summary(at: end)
        result.provisionedBusy = provisionedBusy.summary(at: end)
        if followsSpill { result.spilledBusy = spilledBusy.summary(at: end) }
        result.instances = alive.summary(at: end)
        result.queue = queued.summary(at: end)
        // Billed from when it is asked for, whether ready or used (facts, billing rules §2).
        result.provisionedTime = provisioned.billed(until: end)
        return result
    }
}

extension BackendState {
    mutating func restart(at now: SimulationTime) {
        seen = BackendObservation(name: seen.name)
        inService.restart(at: now)
        queued.restart(at: now)
        connections.restart(at: now)
    }

    mutating func observation(at end: SimulationTime) -> BackendObservation {
        var result = seen
        result.inService = inService.summary(at: end)
        result.queue = queued.summary(at: end)
        result.connections = connections.summary(at: end)
        return result
    }
}
