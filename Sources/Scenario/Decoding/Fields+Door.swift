// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

private enum AuthorizerKind: String, CaseIterable {
    case jwt, function
}

extension Fields {
    func door(_ name: String, at namePlace: SourcePlace) -> Door? {
        let routes = require("routes")?.items()?.compactMap { $0.reference() }
        let authorizer = take("authorizer").map { $0.authorizer(door: name) }
        let timeout = take("timeout")?.duration()
        let preflight = take("preflight")?.share()
        let cache = take("cache")?.cache(keysName: "keys", stream: "doors.\(name).cache")
        let throttle = take("throttle")?.tokenBucket()
        finish()
        guard let routes else { return nil }
        if routes.isEmpty { reading.report(.emptyList(expected: "the handlers it leads to"), at: place, path: path) }
        return Door(
            name: name, routes: routes, authorizer: (authorizer ?? nil) ?? .none, timeout: timeout,
            preflightShare: preflight ?? 0, responseCache: cache, throttle: throttle, place: namePlace)
    }
}

extension Field {
    fileprivate func authorizer(door: String) -> Authorizer? {
        if isWord("none") { return Authorizer.none }
        if isWord("jwt") { return .jwt(latency: nil) }
        guard let fields = fields() else { return nil }
        defer { fields.finish() }
        guard let kind = fields.require("kind")?.word(AuthorizerKind.self) else {
            fields.allow(["latency", "handler", "cache", "callers"])
            return nil
        }
        switch kind {
        case .jwt:
            let latency = fields.take("latency")?.distribution(.duration)
            // The door keeps the issuer's keys, which costs a request nothing: accepted, without effect.
            _ = fields.take("cache")?.duration()
            return .jwt(latency: latency)
        case .function:
            let handler = fields.require("handler")?.reference()
            let time = fields.take("cache")?.optionalDuration()
            let callers = fields.take("callers")?.keys()
            if let time, time != nil, callers == nil {
                reading.report(.missingKey(name: "callers"), at: fields.place, path: fields.path)
            }
            guard let handler else { return nil }
            guard let lifetime = time ?? nil, let callers else { return .handler(handler, cache: nil) }
            return .handler(handler, cache: .timeToLive(
                lifetime, keys: callers.count, exponent: callers.exponent, stream: "doors.\(door).authorizer"))
        }
    }

    /// A name of a part of the application.
    func reference() -> Reference? { text(expected: "a name").map { Reference($0, at: node.place) } }
}
