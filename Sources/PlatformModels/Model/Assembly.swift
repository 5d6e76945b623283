// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Sampling
import SimulationKernel
import Workload

/// Turns the parts of a plan into the states of a model, and collects the draws they use.
struct Assembly {
    let plan: Plan
    let seed: UInt64
    let replication: Int
    let start: SimulationTime
    private(set) var draws: [(sampler: Sampler, key: StreamKey)] = []
    private(set) var sharedThrottles: [SharedThrottle] = []

    /// Retry delays are told apart up to this number of the retry.
    private static let retriesTold = 8
    private static let hour = SimulationDuration.seconds(3600)

    init(plan: Plan, seed: UInt64, replication: Int, start: SimulationTime) {
        self.plan = plan
        self.seed = seed
        self.replication = replication
        self.start = start
    }

    mutating func index(of draw: Draw?) -> DrawIndex {
        guard let draw else { return -1 }
        draws.append((Sampler(draw.distribution), key(draw.stream)))
        return draws.count - 1
    }

    func key(_ name: String) -> StreamKey { StreamKey(seed: seed, replication: replication, name: name) }

    func level(limit: Int? = nil) -> Level {
        Level(bucketWidth: plan.bucketWidth, limit: limit ?? .max, at: start)
    }

    func patience(_ whenFull: WhenFull) -> Draw? {
        if case .queue(_, let patience) = whenFull { patience } else { nil }
    }

    mutating func source(_ source: SourcePlan, firstFlow: Int) -> SourceState {
        var sum = 0.0
        let shares = source.routes.map { route in
            sum += route.share
            return sum
        }
        var seen = SourceObservation(name: source.name)
        if source.retry.attempts > 1 {
            let told = min(source.retry.attempts - 1, Self.retriesTold)
            seen.retryDelays = Array(repeating: RunningMoments(), count: told)
            seen.retryDelaysAtCap = Array(repeating: 0, count: told)
        }
        var state = SourceState(
            generator: ArrivalGenerator(source.arrivals, key: key("\(source.name)/arrivals"), start: start),
            firstFlow: firstFlow, cumulativeShares: shares, routeKey: key("\(source.name)/route"),
            requestBytes: index(of: source.requestBytes),
            retry: RetryPolicy(source.retry, seed: seed, replication: replication),
            budget: source.retry.budget.map { RetryBudget($0) },
            deadlines: source.timeout.map { DeadlineQueue(wait: $0) },
            connectionMillionths: UInt64((1e6 / max(source.requestsPerConnection, 1e-6)).rounded()), seen: seen)
        if case .closedLoop(let users, let think) = source.arrivals {
            state.users = users
            state.think = index(of: Draw(think, stream: "\(source.name)/think"))
        }
        return state
    }

    mutating func door(_ door: DoorPlan) -> DoorState {
        var shared = -1
        if let throttle = door.sharedThrottle {
            shared = sharedThrottles.firstIndex { $0.pool == throttle.pool } ?? sharedThrottles.count
            if shared == sharedThrottles.count { sharedThrottles.append(throttle) }
        }
        var authorizer = CompiledAuthorizer.none
        var cache: CachePlan?
        switch door.authorizer {
        case .none: break
        case .jwt(let latency): authorizer = .jwt(latency: index(of: latency))
        case .handler(let handler, let answers): (authorizer, cache) = (.handler(handler), answers)
        }
        return DoorState(
            latency: index(of: door.latency), throttle: door.throttle.map { TokenBucket($0) },
            sharedThrottle: shared, authorizer: authorizer, preflightShare: door.preflightShare,
            preflightKey: key("\(door.name)/preflight"),
            responseCache: door.responseCache.map { AnswerCache($0, seed: seed, replication: replication) },
            authorizerCache: cache.map { AnswerCache($0, seed: seed, replication: replication) },
            deadlines: door.timeout.map { DeadlineQueue(wait: $0) }, crossings: door.crossings,
            hourlyRequests: CountSeries(bucketWidth: Self.hour, at: start),
            hourlyBytes: CountSeries(bucketWidth: Self.hour, at: start),
            hourlyConnections: CountSeries(bucketWidth: Self.hour, at: start),
            seen: DoorObservation(name: door.name))
    }

    /// Reserved concurrency, and provisioned concurrency of functions without it, leave the shared pool.
    func account(_ index: Int) -> AccountState {
        let account = plan.accounts[index]
        let taken = plan.functions.filter { $0.account == index }.reduce(0) {
            $0 + ($1.reserved ?? $1.provisioned?.count ?? 0)
        }
        let limit = account.concurrency.map { max(0, $0 - taken) } ?? .max
        let rate = account.requestRateFactor.flatMap { factor in
            account.concurrency.map { Double($0) * factor }
        }
        return AccountState(
            unreservedLimit: limit, isLimited: account.concurrency != nil,
            letsWait: account.concurrency != nil && plan.functions.contains {
                if case .queue = $0.whenFull { $0.account == index } else { false }
            },
            requestRate: rate.map { TokenBucket(TokenBucketPlan(rate: $0, burst: $0)) },
            busy: level(limit: account.concurrency))
    }

    mutating func function(_ function: FunctionPlan) -> FunctionState {
        let rate = function.requestRateFactor.flatMap { factor in
            function.reserved.map { Double($0) * factor }
        }
        let provisionedRate = function.requestRateFactor.flatMap { factor in
            function.provisioned.map { Double($0.count) * factor }
        }
        return FunctionState(
            plan: function, placement: index(of: function.start.placement),
            download: index(of: function.start.download), initialisation: index(of: function.start.initialisation),
            firstCall: index(of: function.start.firstCall), idleLifetime: index(of: function.idleLifetime),
            maximumAge: index(of: function.maximumAge), patience: index(of: patience(function.whenFull)),
            reuseKey: key("\(function.name)/reuse"), stretch: 1 / min(1, function.vCPU),
            idle: IdlePool(order: function.reuse),
            provisioned: ProvisionedPool(function.provisioned?.billing ?? function.billing, at: start),
            scaleOut: function.scaleOut.map { TokenBucket($0) },
            requestRate: rate.map { TokenBucket(TokenBucketPlan(rate: $0, burst: $0)) },
            provisionedRate: provisionedRate.map { TokenBucket(TokenBucketPlan(rate: $0, burst: $0)) },
            deadlines: function.timeout.map { DeadlineQueue(wait: $0) },
            busy: level(limit: function.reserved ?? function.maximumInstances), provisionedBusy: level(),
            spilledBusy: level(), followsSpill: function.provisioned != nil, alive: level(), queued: level(),
            seen: FunctionObservation(name: function.name))
    }

    mutating func backend(_ backend: BackendPlan, number: Int) -> BackendState {
        let borrowed = backend.connections.flatMap { $0.isPooledByProxy ? $0.maximum : nil }
        let concurrency = min(backend.concurrency ?? .max, borrowed ?? .max)
        let isHalted = plan.incidents.contains { $0.effect == .halt(backend: number) }
        let versions = plan.program.calls.filter { $0.target == .backend(number) }.compactMap(\.condition?.keys).max()
        var state = BackendState(
            plan: backend, patience: index(of: patience(backend.whenFull)), rate: backend.rate.map { TokenBucket($0) },
            rateInForce: backend.rate, fixedWindow: backend.fixedWindow.map { FixedWindow($0) },
            concurrency: concurrency,
            isLimited: concurrency < .max || backend.latencyPerCall > 0 || isHalted,
            isOutsideNetwork: backend.isOutsideNetwork,
            readUnits: backend.readUnits.map { AdaptiveCapacity($0) },
            writeUnits: backend.writeUnits.map { AdaptiveCapacity($0) },
            inService: level(limit: concurrency), queued: level(),
            connections: level(limit: backend.connections?.maximum), isFeeding: !backend.feeds.isEmpty,
            projections: projections(of: number),
            versions: Array(repeating: 0, count: versions ?? 0),
            seen: BackendObservation(name: backend.name))
        for case .fail(let failing, _, let stream) in plan.incidents.map(\.effect) where failing == number {
            state.failureKey = key(stream)
        }
        return state
    }
}
