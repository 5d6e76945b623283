// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Sampling
import SimulationKernel
import Workload

/// Builds the running model of a plan.
extension ApplicationModel {
    init(_ plan: Plan, seed: UInt64, replication: Int, start: SimulationTime) {
        var assembly = Assembly(plan: plan, seed: seed, replication: replication, start: start)
        var flows: [FlowObservation] = []
        let sources = plan.sources.map { source in
            defer {
                flows += source.routes.map {
                    FlowObservation(source: flows.last.map { $0.source + 1 } ?? 0, handler: $0.handler, door: $0.door)
                }
            }
            return assembly.source(source, firstFlow: flows.count)
        }
        var sourceOfFlow: [Int] = []
        for (index, source) in plan.sources.enumerated() {
            sourceOfFlow += Array(repeating: index, count: source.routes.count)
        }
        for index in flows.indices { flows[index].source = sourceOfFlow[index] }
        let doors = plan.doors.map { assembly.door($0) }
        let accounts = plan.accounts.indices.map { assembly.account($0) }
        let backends = plan.backends.enumerated().map { assembly.backend($1, number: $0) }
        let functions = Table(count: plan.functions.count) { assembly.function(plan.functions[$0]) }
        let services = Table(count: plan.services.count) { assembly.service(plan.services[$0], number: $0) }
        let programDraws = plan.program.draws.map { assembly.index(of: $0) }
        let calls = plan.program.calls.map { assembly.call($0) }
        let workflows = plan.workflows.map { assembly.workflow($0) }
        var channels: [ChannelState] = []
        var subscriptions: [SubscriptionState] = []
        for (index, channel) in plan.channels.enumerated() {
            channels.append(assembly.channel(channel, firstSubscription: subscriptions.count))
            for subscription in channel.subscriptions {
                subscriptions.append(assembly.subscription(subscription, of: index))
            }
        }
        let allSubscriptions = subscriptions, allChannels = channels

        self.plan = plan
        self.calls = Table(count: calls.count) { calls[$0] }
        splits = plan.splits.map { assembly.split($0) }
        forks = plan.program.forks.map { assembly.fork($0) }
        maps = plan.program.maps.map { assembly.map($0) }
        choices = plan.program.choices.map { assembly.choice($0) }
        recoveries = plan.program.recoveries.map { assembly.recovery($0) }
        suppressions = plan.program.suppressions.map { SeenKeys($0) }
        suppressed = Array(repeating: 0, count: plan.program.suppressions.count)
        incidentProgress = Array(repeating: 0, count: plan.incidents.count)
        activeIncidents = Array(repeating: false, count: plan.incidents.count)
        codeChanges = assembly.codeChanges()
        hasCodeChanges = !codeChanges.isEmpty
        instructions = Table(count: plan.program.instructions.count) {
            plan.program.instructions[$0].redirected(to: programDraws)
        }
        let drawn = assembly.draws
        draws = Table(count: drawn.count) { CompiledDraw(sampler: drawn[$0].sampler, key: drawn[$0].key) }
        self.sources = Table(count: sources.count) { sources[$0] }
        let allFlows = flows
        self.flows = Table(count: allFlows.count) { allFlows[$0] }
        self.doors = Table(count: doors.count) { doors[$0] }
        let shared = assembly.sharedThrottles
        sharedThrottles = Table(count: shared.count) { TokenBucket(shared[$0].bucket) }
        self.accounts = Table(count: accounts.count) { accounts[$0] }
        self.functions = functions
        self.services = services
        self.workflows = Table(count: workflows.count) { workflows[$0] }
        self.backends = Table(count: backends.count) { backends[$0] }
        self.channels = Table(count: allChannels.count) { allChannels[$0] }
        self.subscriptions = Table(count: allSubscriptions.count) { allSubscriptions[$0] }
        windowStart = start
        operations = Array(repeating: OperationObservation(), count: plan.handlers.count)
        followsOperations = plan.handlers.contains(where: \.isFollowed)
        tracer = nil
    }

    /// Puts the first events in the queue: at `scheduler.now`, the start of the run.
    mutating func begin(_ scheduler: inout Clock) {
        for function in 0..<functions.count { beginProvisioned(function, &scheduler) }
        for service in 0..<services.count { beginService(service, &scheduler) }
        for backend in 0..<backends.count {
            guard let window = backends[backend].readUnits?.window ?? backends[backend].writeUnits?.window else {
                continue
            }
            scheduler.schedule(ModelEvent(.capacityWindow, id: backend), after: window, as: .expiry)
        }
        for source in 0..<sources.count {
            scheduleNextArrival(source, &scheduler)
            for user in 0..<sources[source].users {
                let think = duration(
                    sources[source].think, identity: UInt64(source) << 48 | UInt64(user), occurrence: 1)
                scheduler.schedule(ModelEvent(.userReady, id: source), after: think, as: .arrival)
            }
        }
        beginChannels(&scheduler)
        scheduleIncidents(&scheduler)
        scheduler.schedule(ModelEvent(.sample, id: 0), after: plan.bucketWidth, as: .expiry)
    }

    private mutating func beginChannels(_ scheduler: inout Clock) {
        for channel in 0..<channels.count {
            guard let window = channels[channel].ingress?.window else { continue }
            scheduler.schedule(ModelEvent(.ingressWindow, id: channel), after: window, as: .expiry)
        }
        for subscription in 0..<subscriptions.count {
            if channels[subscriptions[subscription].channel].plan.retention != nil {
                scheduler.schedule(ModelEvent(.retention, id: subscription), after: .seconds(60), as: .expiry)
            }
            if case .poll(let poll) = subscriptions[subscription].plan.consumption, case .scaled = poll.pollers {
                scheduler.schedule(ModelEvent(.pollerTick, id: subscription), after: .seconds(1), as: .expiry)
            }
        }
    }

    /// A service begins with its minimum of tasks, healthy: it was there before the traffic.
    private mutating func beginService(_ service: Int, _ scheduler: inout Clock) {
        let now = scheduler.now
        for change in services[service].plan.schedule.indices {
            let time = services[service].plan.schedule[change].time
            if time <= now {
                services[service].bounds = services[service].plan.schedule[change].bounds
            } else {
                scheduler.schedule(
                    ModelEvent(.boundsChange, id: change, tag: UInt32(service)), at: time, as: .expiry)
            }
        }
        let bounds = services[service].bounds
        services[service].desired = min(
            max(bounds.minimum, services[service].plan.scaler.initialTasks), max(bounds.minimum, bounds.maximum))
        beginNodes(service, &scheduler)
        for _ in 0..<services[service].desired {
            let task = makeTask(service, now)
            services[service].tasks[task].node = Int32(truncatingIfNeeded: services[service].nodes?.place() ?? -1)
            taskReady(service: service, task: task, &scheduler)
        }
        if let period = services[service].scaler.period {
            scheduler.schedule(ModelEvent(.scalerTick, id: service), after: period, as: .expiry)
        }
    }
}

extension Instruction {
    /// The same instruction with its draw's number in the program replaced by its number in the model.
    func redirected(to indices: [Int]) -> Instruction {
        switch self {
        case .compute(let draw): .compute(draw: UInt32(indices[Int(draw)]))
        case .wait(let draw): .wait(draw: UInt32(indices[Int(draw)]))
        case .respond(let draw): .respond(draw: UInt32(indices[Int(draw)]))
        case .fail(let probability, let draw, let error):
            .fail(probability: probability, draw: UInt32(indices[Int(draw)]), error: error)
        case .call, .fork, .map, .join, .choose, .jump, .loop, .once, .suppress, .enter, .raise, .end: self
        }
    }
}
