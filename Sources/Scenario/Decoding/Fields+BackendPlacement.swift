// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    /// A backend as the product of its placement. What the placement says comes before what the application says,
    /// and that before the product's default.
    func backendPlacement(_ placement: PlacementLayers, backend: Backend) -> BackendPlacement? {
        let stream = "backends.\(backend.name)"
        var plan = BackendPlan(name: backend.name)
        switch choose("limit", backend.limit, { $0.callLimit() }) {
        case .rate(let bucket): plan.rate = bucket
        case .window(let window): plan.fixedWindow = window
        case nil: break
        }
        plan.latencyPerCall = choose("latency-per-call", backend.latencyPerCall) { $0.duration(allowZero: true) }?
            .seconds ?? 0
        plan.concurrency = choose("concurrency", backend.concurrency) { $0.count() }
        let whenFull = choose("when-full", backend.whenFull) { $0.whenFull(stream: stream) }
        plan.whenFull = whenFull ?? .refuse
        let latency = choose("latency", backend.latency) { $0.distribution(.duration) }
        let readLatency = choose("read-latency", backend.readLatency) { $0.distribution(.duration) }
        let writeLatency = choose("write-latency", backend.writeLatency) { $0.distribution(.duration) }
        let eachWay = choose("each-way", backend.eachWay) { $0.distribution(.duration) }
        let retry = take("retry")?.retry(stream: "")
        let consistency = choose("consistency", backend.consistency) { $0.word(ReadConsistency.self) }
        let product: PlacedProduct
        switch placement.product.model {
        case .dynamoDB:
            plan.isOutsideNetwork = !hasEndpoint()
            product = .dynamoDB(dynamoDB(backend, into: &plan))
        case .rds: product = .rds(relational(backend, whenFull: whenFull, into: &plan))
        case .elastiCache:
            connect(backend, into: &plan)
            product = .elastiCache
        case .s3:
            plan.isOutsideNetwork = !hasEndpoint()
            product = .s3(stored(backend))
        case .external:
            plan.isOutsideNetwork = true
            connect(backend, into: &plan)
            allow(["storage"])
            product = .external(perCall: choose("price", backend.pricePerCall) { $0.price(per: "call") })
        case .store:
            plan.isOutsideNetwork = true
            connect(backend, into: &plan)
            product = .offered(store(backend, as: placement.product))
        default: return nil
        }
        finish()
        guard let latency else {
            if !has("latency") {
                reading.report(.missingKey(name: "latency"), at: backend.place, path: "backends.\(backend.name)")
            }
            return nil
        }
        return BackendPlacement(
            backend: backend.name, plan: plan, latency: latency, readLatency: readLatency, writeLatency: writeLatency,
            eachWay: eachWay, retry: retry ?? .never,
            consistency: consistency ?? .strong, provider: placement.provider, region: placement.region,
            product: product)
    }

    private func choose<Value>(_ key: String, _ neutral: Value?, _ read: (Field) -> Value?) -> Value? {
        guard !has(key), let neutral else { return take(key).flatMap(read) }
        allow([key])
        return neutral
    }

    /// A gateway endpoint carries calls of DynamoDB and S3 past the NAT gateway, for nothing.
    private func hasEndpoint() -> Bool { take("vpc-endpoint")?.flag() ?? false }

    private func connect(_ backend: Backend, into plan: inout BackendPlan) {
        let proxy = choose("proxy", backend.hasProxy) { $0.flag() } ?? false
        guard let connections = choose("connections", backend.connections, { $0.count() }) else { return }
        plan.connections = ConnectionPlan(maximum: connections, isPooledByProxy: proxy)
    }

    private func dynamoDB(_ backend: Backend, into plan: inout BackendPlan) -> DynamoDBPlacement {
        let capacity = choose("capacity", backend.capacity) { $0.capacityMode() } ?? .onDemand
        let demand = ["initial-read", "initial-write", "maximum-units", "growth-window"]
        switch capacity {
        case .onDemand:
            allow(["burst"])
            let maximum = take("maximum-units")?.quantity(.rate) ?? 40_000
            let window = take("growth-window")?.duration() ?? .seconds(1_800)
            plan.readUnits = .onDemand(
                initial: take("initial-read")?.quantity(.rate) ?? 12_000, maximum: maximum, window: window)
            plan.writeUnits = .onDemand(
                initial: take("initial-write")?.quantity(.rate) ?? 4_000, maximum: maximum, window: window)
        case .provisioned(let read, let write):
            allow(demand)
            let burst = take("burst")?.duration(allowZero: true) ?? .seconds(300)
            plan.readUnits = .provisioned(rate: read, burst: burst)
            plan.writeUnits = .provisioned(rate: write, burst: burst)
        }
        return DynamoDBPlacement(capacity: capacity, stored: stored(backend))
    }

    private func store(_ backend: Backend, as product: Product) -> OfferedProduct {
        guard backend.kind.isFilledByWriting, product.bill.contains(where: \.isOfStorage) else {
            return offered(product, adding: ["storage": storage(backend)])
        }
        let stored = stored(backend)
        var placed = offered(product, adding: ["storage": stored.gigabytes])
        placed.stored = stored
        return placed
    }

    private func storage(_ backend: Backend) -> Double {
        choose("storage", backend.storage) { $0.gigabytes() } ?? 0
    }

    private func stored(_ backend: Backend) -> StoredData {
        let growth = choose("growth", backend.growth) { $0.share() }
        if growth == nil, !has("growth") {
            reading.note(
                Assumption(
                    path: "\(path).growth", value: "0 %", origin: .derived,
                    source: "nothing that is written is taken to stay: state your own", confidence: .assumed,
                    range: nil))
        }
        return StoredData(gigabytes: storage(backend), growth: growth)
    }

    private func relational(_ backend: Backend, whenFull: WhenFull?, into plan: inout BackendPlan) -> RDSPlacement {
        let instanceClass = take("class")?.word(DatabaseClass.self) ?? .m7gLarge
        let engine = take("engine")?.word(DatabaseEngine.self) ?? .postgres
        connect(backend, into: &plan)
        let hasProxy = plan.connections?.isPooledByProxy ?? choose("proxy", backend.hasProxy) { $0.flag() } ?? false
        if plan.connections == nil {
            let connections = instanceClass.maximumConnections(for: engine)
            noteDerived(
                "connections", Double(connections), unit: "connections",
                source: "max_connections of \(engine.rawValue) on \(instanceClass.rawValue) (Amazon RDS User Guide)")
            plan.connections = ConnectionPlan(maximum: connections, isPooledByProxy: hasProxy)
        }
        allow(["borrow-timeout"])
        if hasProxy, whenFull == nil, let patience = take("borrow-timeout")?.duration() {
            plan.whenFull = .queue(
                capacity: nil,
                patience: Draw(.constant(patience.seconds), stream: "backends.\(backend.name).patience"))
        }
        return RDSPlacement(
            instanceClass: instanceClass, engine: engine, isMultiAZ: take("multi-az")?.flag() ?? false,
            storedGigabytes: choose("storage", backend.storage) { $0.gigabytes() } ?? 0, hasProxy: hasProxy)
    }
}
