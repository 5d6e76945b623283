// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Workload
@testable import PlatformModels

/// Plans made up by chance that mix whatever the engine knows: small, short, and different for each seed.
///
/// Nothing goes round for ever: a handler invokes only handlers before it and publishes only to channels before it, and
/// a channel's messages go only to handlers and channels up to its own number.
struct FuzzPlans {
    private var stream: RandomStream
    private var plan = Plan.blank

    private init(seed: UInt64) {
        stream = RandomStream(StreamKey(seed: seed, replication: 0, name: "fuzz"))
    }

    static func plan(_ seed: UInt64) -> Plan {
        var maker = FuzzPlans(seed: seed)
        maker.make()
        return maker.plan
    }

    mutating func below(_ count: Int) -> Int { stream.index(below: count) }
    mutating func happens(_ share: Double) -> Bool { stream.happens(with: share) }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    private mutating func law(_ scale: Double) -> Distribution {
        let choice = below(4)
        return choice == 0 ? .constant(0)
            : choice == 1 ? .constant(scale)
            : choice == 2 ? .exponential(mean: scale)
            : .lognormal(mu: 0, sigma: 1)
    }

    private mutating func make() {
        plan.bucketWidth = .seconds(Double(pick([7, 60])))
        plan.caps = RunCaps()
        plan.caps.inFlight = 5_000
        plan.caps.instances = 2_000
        plan.caps.messages = 5_000
        if happens(0.3) { plan.accounts[0].concurrency = 20 + below(20) }
        for number in 0..<3 { makeBackend(number) }
        makeWorkflow()
        makeService()
        // Channels before the handlers that publish to them, subscriptions after the handlers that they invoke.
        for number in 0..<4 { plan.channels.append(ChannelPlan(name: "channel \(number)")) }
        plan.program.states = [WorkflowState(name: "state", events: 5)]
        plan.program.suppressions = [SuppressionPlan(window: .seconds(Double(1 + below(20))))]
        makeRecovery()
        for number in 0..<5 { makeHandler(number) }
        for number in 0..<4 { subscribe(number) }
        makeIncidents()
        for number in 0..<2 { makeSource(number) }
        if happens(0.4) { makeSplit() }
    }

    /// One of the handlers on functions is shared with another function or the service.
    private mutating func makeSplit() {
        let asked = below(3), member = plan.handlers.count
        let fleet = happens(0.5) ? .service(0) : plan.handlers[(asked + 1) % 3].fleet
        plan.handlers.append(HandlerPlan(name: "member", fleet: fleet, entry: plan.handlers[asked].entry))
        plan.handlers[member].standsFor = asked
        plan.handlers[asked].split = 0
        let rule: SplitPlan.Rule = happens(0.6) ? .overflow : .shares([0.3, 0.7], stream: "split")
        plan.splits = [SplitPlan(rule, members: happens(0.5) ? [asked, member] : [member, asked])]
    }

    private mutating func makeBackend(_ number: Int) {
        var backend = BackendPlan(name: "backend \(number)")
        if happens(0.4) { backend.concurrency = 1 + below(4) }
        if happens(0.5) {
            backend.whenFull = .queue(
                capacity: happens(0.5) ? 1 + below(10) : nil,
                patience: happens(0.5) ? Draw(.exponential(mean: 2), stream: "patience \(number)") : nil)
        }
        if happens(0.2) { backend.rate = TokenBucketPlan(rate: 5, burst: 5) }
        if happens(0.2) { backend.fixedWindow = FixedWindowPlan(calls: 10, window: .seconds(3)) }
        if happens(0.2) { backend.latencyPerCall = 0.05 }
        if happens(0.2) { backend.connections = ConnectionPlan(maximum: 5, isPooledByProxy: happens(0.5)) }
        if happens(0.4) { backend.feeds = [0] }
        plan.backends.append(backend)
    }

    private mutating func makeWorkflow() {
        var workflow = WorkflowPlan(name: "workflow", isExpress: happens(0.5))
        if happens(0.3) { workflow.timeout = .seconds(Double(1 + below(20))) }
        if happens(0.3) { workflow.openLimit = 1 + below(10) }
        if happens(0.3) { workflow.transitionLimit = TokenBucketPlan(rate: 5, burst: 2) }
        if happens(0.3) { workflow.historyLimit = 5 + below(100) }
        if happens(0.5) { workflow.transitionLatency = Draw(.exponential(mean: 0.05), stream: "transition") }
        plan.workflows = [workflow]
    }

    private mutating func makeService() {
        var service = ServicePlan(
            name: "service", vCPU: pick([0.5, 1, 2]), memory: 512,
            tasks: TaskBounds(minimum: 1 + below(3), maximum: 6))
        service.concurrency = pick([nil, 1, 2, 5])
        service.routing = pick(Routing.allCases)
        service.whenFull = happens(0.5) ? .refuse : .queue(
            capacity: happens(0.5) ? 3 : nil,
            patience: happens(0.5) ? Draw(.exponential(mean: 3), stream: "service patience") : nil)
        service.startUp = Draw(.constant(3), stream: "start-up")
        service.deregistration = .seconds(Double(below(5)))
        if happens(0.5) {
            var tracking = TargetTrackingPlan(metric: pick(ScalingMetric.allCases), target: 0.5)
            tracking.period = .seconds(5)
            (tracking.periodsOut, tracking.periodsIn) = (1, 2)
            tracking.cooldownOut = .seconds(5)
            tracking.cooldownIn = .seconds(5)
            service.scaler = .targetTracking([tracking])
        }
        if happens(0.6) { makePlatform(&service) }
        plan.services = [service]
    }

    private mutating func makeRecovery() {
        let rescue = plan.code([plan.wait(0.1), .end])
        plan.program.recoveries = [
            RecoveryPlan(
                retriers: [.init(matches: .all, retry: .steps(3, base: 0.5))],
                catchers: [.init(matches: .all, target: rescue)]),
            RecoveryPlan(catchers: [.init(matches: ErrorMatch(outcomes: [.failed]), target: rescue)]),
        ]
    }

    private mutating func makeHandler(_ number: Int) {
        let fleet: FleetReference? = number == 3 ? .service(0) : number == 4 ? .workflow(0) : nil
        let steps = block(depth: 2, below: number, isBranch: false)
        var function = FunctionPlan(name: "function \(number)", account: 0, memory: 1769, vCPU: pick([0.5, 1, 2]))
        if happens(0.3) { function.reserved = 1 + below(5) }
        if happens(0.3) { function.timeout = .seconds(Double(1 + below(10))) }
        if happens(0.3) { function.whenFull = .queue(capacity: 5, patience: nil) }
        if happens(0.2) { function.provisioned = ProvisionedPlan(count: min(1 + below(3), function.reserved ?? 3)) }
        if happens(0.5) { function.start.initialisation = Draw(law(0.5), stream: "init \(number)") }
        if happens(0.5) { function.idleLifetime = Draw(.constant(10), stream: "idle \(number)") }
        if happens(0.2) { function.maximumAge = Draw(.exponential(mean: 20), stream: "age \(number)") }
        function.replacesAged = happens(0.5)
        function.reuse = pick(ReuseOrder.allCases)
        _ = plan.handler("handler \(number)", steps, on: fleet) {
            let name = $0.name
            $0 = function
            $0.name = name
        }
        plan.handlers[number].computesInParallel = happens(0.5)
    }

    private mutating func block(depth: Int, below number: Int, isBranch: Bool) -> [Instruction] {
        (0..<(1 + below(3))).flatMap { _ in step(depth: depth, below: number, isBranch: isBranch) }
    }

    private mutating func branch(depth: Int, below number: Int) -> Int {
        let steps = block(depth: depth - 1, below: number, isBranch: true)
        return plan.code(steps + [.join])
    }

    private mutating func step(depth: Int, below number: Int, isBranch: Bool) -> [Instruction] {
        switch below(depth > 0 ? 10 : 7) {
        case 0: return [.compute(draw: plan.draw(law(0.2)))]
        case 1: return [.wait(draw: plan.draw(law(0.3)))]
        case 2: return [plan.fail(0.1)]
        case 3: return [.enter(0)]
        case 4: return happens(0.3) ? [.suppress(0)] : []
        case 5, 6: return [call(below: number)]
        case 7:
            plan.program.forks.append(ForkPlan(
                branches: [branch(depth: depth, below: number), branch(depth: depth, below: number)],
                recovery: recovery(isBranch)))
            return [.fork(UInt32(plan.program.forks.count - 1))]
        case 8:
            plan.program.maps.append(MapPlan(
                items: Draw(.uniform(low: 0, high: 6), stream: "items \(plan.program.maps.count)"),
                atOnce: pick([nil, 1, 2]), entry: branch(depth: depth, below: number),
                stream: "map \(plan.program.maps.count)", toleratedFailures: pick([0, 0.3, 1]),
                recovery: recovery(isBranch)))
            return [.map(UInt32(plan.program.maps.count - 1))]
        default: return [call(below: number)]
        }
    }

    /// A catcher's code ends the handler, which only its root may.
    private mutating func recovery(_ isBranch: Bool) -> Int? {
        isBranch || happens(0.5) ? nil : below(plan.program.recoveries.count)
    }

    private mutating func call(below number: Int) -> Instruction {
        let target: CallTarget = number > 0 && happens(0.3) ? .handler(below(number))
            : number > 0 && happens(0.4) ? .channel(below(number)) : .backend(below(3))
        let operation: BackendOperation = number > 0 && happens(0.5) ? .write(transactional: false) : .read(.strong)
        var call = CallPlan(
            target, operation: operation, latency: Draw(law(0.3), stream: "latency \(plan.program.calls.count)"),
            stream: "call \(plan.program.calls.count)", bytes: Draw(.exponential(mean: 5_000), stream: "bytes"))
        if happens(0.4) { call.timeout = .seconds(0.5) }
        if happens(0.5) { call.retry = .steps(1 + below(3), base: pick([0, 0.2])) }
        call.failureIsIgnored = happens(0.3)
        if happens(0.1) { call.cache = .timeToLive(.seconds(5), keys: 5, exponent: 1, stream: "cache") }
        if happens(0.2) { call.breaker = BreakerPlan(failures: 2, rest: .seconds(3)) }
        if happens(0.2) { call.hedge = .seconds(0.2) }
        if happens(0.1) {
            call.adaptiveThrottle = AdaptiveThrottlePlan(multiplier: 2, window: .seconds(10), stream: "throttle")
        }
        if case .backend = target, happens(0.3) { call.condition = ConditionPlan(keys: 3, exponent: 1, stream: "key") }
        plan.program.calls.append(call)
        return .call(UInt32(plan.program.calls.count - 1))
    }

    private mutating func subscribe(_ number: Int) {
        plan.channels[number].duplicateShare = pick([0, 0.2])
        plan.channels[number].poisonShare = pick([0, 0.1])
        plan.channels[number].retention = pick([nil, .seconds(30)])
        plan.channels[number].key = pick([nil, KeyPlan(exponent: 1, count: 5, stream: "key")])
        if happens(0.2) { plan.channels[number].ingress = .shards(count: 2, records: 5, bytes: 50_000) }
        for index in 0..<below(3) {
            let further = number > 0 ? below(number) : nil
            let target: SubscriptionTarget = happens(0.2) ? .nobody
                : happens(0.2) ? further.map { .channel($0) } ?? .nobody : .handler(below(number + 1))
            var subscription = SubscriptionPlan(
                name: "subscription \(number)/\(index)", target: target, consumption: consumption())
            subscription.batch = BatchPlan(size: 1 + below(5), window: pick([.zero, .seconds(1)]))
            subscription.reportsFailures = happens(0.5)
            subscription.filterShare = pick([1, 0.5])
            subscription.delay = pick([.zero, .seconds(2)])
            subscription.latency = Draw(law(0.1), stream: "delivery \(number)")
            subscription.deadLetter = happens(0.7) ? further : nil
            subscription.onSuccess = happens(0.1) ? further : nil
            plan.channels[number].subscriptions.append(subscription)
        }
    }

    private mutating func consumption() -> Consumption {
        switch below(3) {
        case 0:
            var push = PushPlan(failureDelays: [.seconds(1), .seconds(2)], maximumAge: pick([nil, .seconds(10)]))
            push.atOnce = pick([nil, 2])
            return .push(push)
        case 1:
            var poll = PollPlan(
                pollers: happens(0.3) ? .perTask(2)
                    : .scaled(initial: 1, perMinute: 5, maximum: 10, shrinksOnFailure: true),
                visibility: .seconds(pick([0.3, 3])), maximumReceives: pick([nil, 1, 3]))
            poll.inFlightLimit = pick([nil, 3])
            return .poll(poll)
        default:
            var lanes = LanePlan(
                lanes: 1 + below(4), attempts: pick([nil, 1, 3]), maximumAge: pick([nil, .seconds(10)]),
                retryBase: pick([.zero, .seconds(0.5)]), bisects: happens(0.5))
            lanes.atOnce = pick([nil, 1])
            return .lanes(lanes)
        }
    }

    private mutating func makeIncidents() {
        let effects: [IncidentEffect] = [
            .slow(backend: below(3), factor: 5), .fail(backend: below(3), share: 0.5, stream: "incident"),
            .halt(backend: below(3)), .deploy(.function(below(3)), share: 0.7), .deploy(.service(0), share: 1),
            .limit(function: below(3), concurrency: below(2)), .limitRate(backend: below(3), rate: 2),
            .lose(service: 0, share: 0.5), .poison(channel: below(4)),
            .replay(channel: below(4), messages: 20, rate: 10), .redrive(from: 0, to: below(4), rate: 5),
        ]
        for _ in 0..<below(5) {
            let start = stream.uniform() * 60
            plan.incident(pick(effects), from: start, until: start + 10)
        }
    }

    private mutating func makeSource(_ number: Int) {
        let arrivals: ArrivalProcess = happens(0.2) ? .closedLoop(users: 5, think: .exponential(mean: 1))
            : happens(0.2) ? .batches(.deterministic(interval: 3, first: 1), size: .constant(5))
            : .poisson(.constant(pick([0.5, 2])))
        var source = SourcePlan(
            name: "source \(number)", arrivals: arrivals,
            routes: [below(5), below(5)].map { RoutePlan(door: nil, handler: $0, share: 0.5) })
        if happens(0.3) { source.timeout = .seconds(2) }
        if happens(0.3) { source.retry = .steps(3, base: 0.5) }
        plan.sources.append(source)
    }
}
