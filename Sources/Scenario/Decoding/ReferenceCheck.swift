// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Looks up every name that one part of an application uses for another.
struct ReferenceCheck {
    let application: Application
    let reading: Reading

    func check(traffic: [TrafficSource]) {
        let handlers = application.handlers.map(\.name)
        let backends = application.backends.map(\.name)
        var reached: Set<String> = []
        for door in application.doors {
            for route in door.routes {
                require(route, "handler", handlers, path: "doors.\(door.name).routes")
            }
            if case .handler(let reference, _) = door.authorizer {
                require(reference, "handler", handlers, path: "doors.\(door.name).authorizer.handler")
                reached.insert(reference.name)
            }
        }
        for handler in application.handlers {
            for call in Step.calls(in: handler.steps) {
                require(call.backend, "backend", backends, path: "handlers.\(handler.name).steps")
            }
        }
        for source in traffic {
            for target in source.targets {
                if let handler = resolve(target, source: source.name) { reached.insert(handler) }
            }
        }
        // What has mistakes may have meant to reach it.
        guard !reading.diagnostics.hasErrors else { return }
        for handler in application.handlers where !reached.contains(handler.name) {
            reading.warn(
                "nothing reaches handler '\(handler.name)'", hint: "send traffic to it, or leave it out",
                at: handler.place, path: "handlers.\(handler.name)")
        }
    }

    private func require(_ reference: Reference, _ kind: String, _ known: [String], path: String) {
        guard !known.contains(reference.name) else { return }
        reading.unknown(kind, reference.name, known: known, at: reference.place, path: path)
    }

    /// The handler that a target means; nil after a report.
    private func resolve(_ target: TrafficTarget, source: String) -> String? {
        switch application.route(of: target) {
        case .found(_, let handler): return application.handlers[handler].name
        case .unknown(let kind, let reference, let known):
            reading.unknown(kind, reference.name, known: known, at: reference.place, path: "traffic.\(source).to")
            return nil
        case .ambiguous(let reference, let routes):
            reading.report(
                .conflict("door '\(reference.name)' has several routes: write \(routes.joined(separator: " or "))"),
                at: reference.place, path: "traffic.\(source).to")
            return nil
        }
    }
}

/// What a traffic target turns out to mean.
enum ResolvedRoute {
    /// Indices into the application's doors and handlers.
    case found(door: Int?, handler: Int)
    case unknown(kind: String, Reference, known: [String])
    /// A door alone, with more than one route.
    case ambiguous(Reference, routes: [String])
}

extension Application {
    /// `shop/place-order`, a handler, or a door with a single route.
    func route(of target: TrafficTarget) -> ResolvedRoute {
        let names = handlers.map(\.name)
        guard let doorName = target.door else {
            if let index = names.firstIndex(of: target.handler.name) { return .found(door: nil, handler: index) }
            guard let door = doors.firstIndex(where: { $0.name == target.handler.name }) else {
                return .unknown(kind: "door or handler", target.handler, known: doors.map(\.name) + names)
            }
            let routes = doors[door].routes
            guard routes.count == 1, let only = routes.first else {
                return .ambiguous(target.handler, routes: routes.map { "\(doors[door].name)/\($0.name)" })
            }
            guard let index = names.firstIndex(of: only.name) else {
                return .unknown(kind: "handler", only, known: names)
            }
            return .found(door: door, handler: index)
        }
        guard let door = doors.firstIndex(where: { $0.name == doorName.name }) else {
            return .unknown(kind: "door", doorName, known: doors.map(\.name))
        }
        let routes = doors[door].routes.map(\.name)
        guard routes.contains(target.handler.name), let index = names.firstIndex(of: target.handler.name) else {
            return .unknown(kind: "route of '\(doorName.name)'", target.handler, known: routes)
        }
        return .found(door: door, handler: index)
    }
}
