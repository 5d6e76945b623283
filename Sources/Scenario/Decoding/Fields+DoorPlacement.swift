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
        let preflightWork = preflightWork(of: door, product: placement.product)
        let product = doorProduct(placement.product, idleTimeout: limit, hasCache: door.responseCache != nil)
        finish()
        guard let product else { return nil }
        var plan = DoorPlan(name: door.name)
        plan.latency = latency.flatMap { $0 == .constant(0) ? nil : Draw($0, stream: "doors.\(door.name).latency") }
        plan.timeout = timeout(of: door, limit: limit, product: placement.product)
        plan.canThrottle = placement.product.hasThrottle
        plan.throttle = throttle(of: door, product: placement.product)
        if let accountThrottle {
            let pool = "\(placement.provider?.rawValue ?? "")/\(placement.region?.rawValue ?? "")/api-gateway"
            plan.sharedThrottle = SharedThrottle(pool: pool, bucket: accountThrottle)
        }
        plan.preflightShare = door.preflightShare
        plan.responseCache = responseCache(of: door, product: placement.product)
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

    private func throttle(of door: Door, product: Product) -> TokenBucketPlan? {
        guard let throttle = door.throttle else { return nil }
        if product.hasThrottle { return throttle }
        reading.warn(
            "\(product.name) has no throttle: the one of door '\(door.name)' is left out", at: door.place,
            path: "doors.\(door.name).throttle")
        return nil
    }

    private func responseCache(of door: Door, product: Product) -> CachePlan? {
        guard let cache = door.responseCache else { return nil }
        if product.hasResponseCache { return cache }
        reading.warn(
            "\(product.name) has no response cache: the one of door '\(door.name)' is left out", at: door.place,
            path: "doors.\(door.name).cache")
        return nil
    }
}
