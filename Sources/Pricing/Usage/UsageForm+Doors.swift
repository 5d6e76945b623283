// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    /// `{ requests, size? }`: requests are metered in units of 512 KB.
    static func httpAPI(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let chunks = context.rule("apigateway/http_request").count(bytes: keys.bytes("size"))
        return keys.count("requests").map { [PriceUse("apigateway/http_request", $0 * chunks)] }
    }

    /// `{ requests, cache?, hours? }`; a cache such as `0.5GB` is billed by the hour, used or not.
    static func restAPI(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let requests = keys.count("requests")
        let sizes = context.dimensions(of: "apigateway", prefix: "rest_cache_")
        let reader = ValueReader<String>(expected: "a cache size such as 0.5 GB") { text throws(Fault) in
            let size = text.filter { !$0.isWhitespace }
            guard sizes.contains(size) else {
                throw .unknownName(kind: "cache size", name: text, nearest: NearestName.of(size, among: sizes), known: sizes)
            }
            return size
        }
        let cache = keys.optional("cache", reader)
        let hours = keys.hours(context)
        guard let requests else { return nil }
        let uses = [PriceUse("apigateway/rest_request", requests)]
        return uses + (cache.map { [PriceUse("apigateway/rest_cache_\($0)", hours)] } ?? [])
    }

    /// `{ messages, size?, connection-minutes? }`, messages in both directions, in units of 32 KB.
    static func webSocketAPI(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let chunks = context.rule("apigateway/websocket_message").count(bytes: keys.bytes("size"))
        let minutes = keys.count("connection-minutes", default: 0)
        return keys.count("messages").map { messages in
            [
                PriceUse("apigateway/websocket_message", messages * chunks),
                PriceUse("apigateway/websocket_connection_minute", minutes),
            ]
        }
    }

    /// What stands behind a load balancer.
    private enum LoadBalancerTargets: String, CaseIterable, Sendable {
        case instances, lambda
    }

    /// `{ hours?, new-connections?, active-connections?, data?, rules?, requests?, targets?, mtls?, trust-stores? }`: traffic
    /// of an hour that is the same all month, `new-connections: 100/s`, `data: 0.36 GB/h`, `requests: 4/s`.
    static func loadBalancer(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let hours = keys.hours(context)
        let targets: LoadBalancerTargets = keys.optional(
            "targets", .enumeration("kind of target"), default: .instances)
        let data = keys.gigabytesPerHour("data")
        let traffic = LoadBalancerUnits.Traffic(
            newConnectionsPerSecond: keys.perSecond("new-connections"),
            activeConnections: keys.count("active-connections", default: 0),
            gigabytesPerHour: targets == .instances ? data : 0,
            functionGigabytesPerHour: targets == .lambda ? data : 0, requestsPerSecond: keys.perSecond("requests"))
        let units = LoadBalancerUnits(
            traffic, rules: keys.count("rules", default: 0),
            mutualTLS: keys.optional("mtls", .flag, default: false))
        let stores = keys.count("trust-stores", default: 0)
        let uses = [PriceUse("elb/alb_hour", hours), PriceUse("elb/alb_lcu", units.billed * hours)]
        return stores > 0 ? uses + [PriceUse("elb/alb_trust_store", stores * hours)] : uses
    }
}
