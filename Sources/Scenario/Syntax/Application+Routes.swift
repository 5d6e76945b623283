// SPDX-License-Identifier: GPL-3.0-or-later

/// What a traffic target turns out to mean.
enum ResolvedRoute {
    /// Index into the application's doors, and where the request ends up.
    case found(door: Int?, RouteEntry)
    case unknown(kind: String, Reference, known: [String])
    /// A door alone, with more than one route.
    case ambiguous(Reference, routes: [String])
}

/// Where a request ends up: a handler or workflow (as numbered in a plan), or a channel or backend by name.
enum RouteEntry {
    case handler(Int)
    case channel(String)
    case backend(String)
}

extension Application {
    /// `shop/place-order`, a handler, a workflow, a channel, an object store or table, or a door with a single route.
    func route(of target: TrafficTarget) -> ResolvedRoute {
        guard let doorName = target.door else {
            if let entry = entry(target.handler.name, isDirect: true) { return .found(door: nil, entry) }
            guard let door = doors.firstIndex(where: { $0.name == target.handler.name }) else {
                let known = doors.map(\.name) + invocable + channels.map(\.name) + stores
                return .unknown(kind: "door, handler, workflow, channel or store", target.handler, known: known)
            }
            let routes = doors[door].routes
            guard routes.count == 1, let only = routes.first else {
                return .ambiguous(target.handler, routes: routes.map { "\(doors[door].name)/\($0.name)" })
            }
            guard let entry = entry(only.name, isDirect: false) else {
                return .unknown(kind: "handler", only, known: invocable)
            }
            return .found(door: door, entry)
        }
        guard let door = doors.firstIndex(where: { $0.name == doorName.name }) else {
            return .unknown(kind: "door", doorName, known: doors.map(\.name))
        }
        let routes = doors[door].routes.map(\.name)
        guard routes.contains(target.handler.name), let entry = entry(target.handler.name, isDirect: false) else {
            return .unknown(kind: "route of '\(doorName.name)'", target.handler, known: routes)
        }
        return .found(door: door, entry)
    }

    /// Backends that a sender can write to by itself.
    private var stores: [String] { backends.filter { $0.kind == .objectStore || $0.kind == .table }.map(\.name) }

    private func entry(_ name: String, isDirect: Bool) -> RouteEntry? {
        if let handler = invocable.firstIndex(of: name) { return .handler(handler) }
        if channels.named(name) != nil { return .channel(name) }
        return stores.contains(name) ? .backend(name) : nil
    }
}
