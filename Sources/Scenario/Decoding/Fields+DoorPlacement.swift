// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    /// A door as the product of its placement.
    func doorPlacement(_ placement: PlacementLayers, door: Door, handlers: [Handler]) -> DoorPlacement? {
        let latency = take("latency")?.optionalDistribution(.duration) ?? nil
        let limit = take("timeout")?.optionalDuration() ?? nil
        let accountThrottle = take("account-throttle")?.optionalTokenBucket() ?? nil
        let jwtLatency = take("jwt-latency")?.optionalDistribution(.duration) ?? nil
        let sold = placement.product
        let preflightWork = preflightWork(of: door, product: sold)
        let product = doorProduct(sold, idleTimeout: limit, hasCache: door.responseCache != nil)
        finish()
        guard let product else { return nil }
        var plan = DoorPlan(name: door.name)
        plan.latency = latency.flatMap { $0 == .constant(0) ? nil : Draw($0, stream: "doors.\(door.name).latency") }
        plan.timeout = timeout(of: door, limit: limit, product: sold)
        plan.canThrottle = sold.hasThrottle
        plan.throttle = offered(door.throttle, if: sold.hasThrottle, by: sold, of: door, "throttle", key: "throttle")
        if let accountThrottle {
            let pool = "\(placement.provider?.rawValue ?? "")/\(placement.region?.rawValue ?? "")/api-gateway"
            plan.sharedThrottle = SharedThrottle(pool: pool, bucket: accountThrottle)
        }
        plan.preflightShare = door.preflightShare
        plan.responseCache = offered(
            door.responseCache, if: sold.hasResponseCache, by: sold, of: door, "response cache", key: "cache")
        let stream = "doors.\(door.name).authorizer"
        switch door.authorizer {
        case .none: break
        case .jwt(let own):
            plan.authorizer = .jwt(latency: (own ?? jwtLatency).map { Draw($0, stream: "\(stream).latency") })
        case .handler(let reference, let cache):
            // An unknown name has been reported by whoever checks the references.
            guard let index = handlers.firstIndex(where: { $0.name == reference.name }) else { return nil }
            plan.authorizer = .handler(index, cache: cache)
        }
        return DoorPlacement(
            door: door.name, plan: plan, preflightWork: preflightWork, provider: placement.provider,
            region: placement.region, product: product)
    }

    private func doorProduct(
        _ product: Product, idleTimeout: SimulationDuration?, hasCache: Bool
    ) -> PlacedProduct? {
        switch product.model {
        case .httpAPI: return .httpAPI
        case .functionURL: return .functionURL
        case .direct: return .direct
        case .alb:
            // Without a limit of its own it is the longest that a load balancer can be set to.
            return .alb(LoadBalancerPlacement(
                rules: take("rules")?.count() ?? 1, idleTimeout: idleTimeout ?? .seconds(4_000),
                publicAddresses: take("public-addresses")?.count(allowZero: true) ?? 0))
        case .restAPI:
            let field = take("cache-size")
            let size = field.flatMap { $0.isWord("none") ? 0 : $0.gigabytes() } ?? 0
            let traced = take("tracing")?.share() ?? 0
            guard hasCache, size == 0 else { return .restAPI(cacheGigabytes: size, tracedShare: traced) }
            noteDerived("cache-size", 0.5, unit: "GB", source: "the smallest cache, because the door has one")
            return .restAPI(cacheGigabytes: 0.5, tracedShare: traced)
        case .gateway: return .offered(offered(product))
        default: return nil
        }
    }

    private func preflightWork(of door: Door, product: Product) -> Draw? {
        guard !product.answersPreflights, door.preflightShare > 0 else {
            allow(["preflight-compute"])
            return nil
        }
        let work = take("preflight-compute")?.distribution(.duration)
        return Draw(work ?? .constant(0), stream: "doors.\(door.name).preflight.compute")
    }

    private func timeout(of door: Door, limit: SimulationDuration?, product: Product) -> SimulationDuration? {
        guard let wanted = door.timeout else { return limit }
        guard let limit, wanted > limit else { return wanted }
        reading.warn(
            "\(product.name) ends a request after \(limit.seconds.formatted) s, before the door's own timeout of "
                + "\(wanted.seconds.formatted) s",
            at: door.place, path: "doors.\(door.name).timeout")
        return limit
    }

    /// What a door asks for, where its product has it; otherwise it is left out with a warning.
    private func offered<Value>(
        _ value: Value?, if isOffered: Bool, by product: Product, of door: Door, _ name: String, key: String
    ) -> Value? {
        guard value != nil, !isOffered else { return value }
        reading.warn(
            "\(product.name) has no \(name): the one of door '\(door.name)' is left out", at: door.place,
            path: "doors.\(door.name).\(key)")
        return nil
    }
}
