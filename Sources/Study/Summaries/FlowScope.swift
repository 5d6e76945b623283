// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// Flows that are reported together: all, those of a source, of a handler, or a single one.
struct FlowScope: Sendable {
    var name: String
    var source: String?
    var handler: String?
    var door: String?
    /// Indices of flows.
    var flows: [Int]
    /// Indices of the sources all of whose flows are in it; nil when it holds a part of a source.
    var sources: [Int]?
}

/// All the scopes of a plan, in the order of the results.
struct FlowScopes: Sendable {
    var overall: FlowScope
    var sources: [FlowScope]
    var flows: [FlowScope]
    var handlers: [FlowScope]
    /// Messages, by the handler that gets them; in no list of flows.
    var messages: [MessageScope]

    init(of plan: Plan) {
        var routes: [(source: Int, route: RoutePlan)] = []
        for (index, source) in plan.sources.enumerated() {
            routes += source.routes.map { (index, $0) }
        }
        messages = MessageScope.scopes(of: plan)
        overall = FlowScope(
            name: "all requests", flows: Array(routes.indices), sources: Array(plan.sources.indices))
        sources = plan.sources.enumerated().map { index, source in
            FlowScope(
                name: source.name, source: source.name,
                flows: routes.indices.filter { routes[$0].source == index }, sources: [index])
        }
        flows = routes.enumerated().map { index, entry in
            let source = plan.sources[entry.source].name, handler = plan.handlers[entry.route.handler].name
            return FlowScope(
                name: "\(source) → \(handler)", source: source, handler: handler,
                door: entry.route.door.map { plan.doors[$0].name }, flows: [index],
                sources: plan.sources[entry.source].routes.count == 1 ? [entry.source] : nil)
        }
        handlers = plan.handlers.enumerated().compactMap { index, handler in
            let own = routes.indices.filter { routes[$0].route.handler == index }
            guard !own.isEmpty else { return nil }
            let senders = Set(own.map { routes[$0].source }).sorted()
            let isWhole = senders.allSatisfy { sender in
                plan.sources[sender].routes.allSatisfy { $0.handler == index }
            }
            return FlowScope(name: handler.name, handler: handler.name, flows: own, sources: isWhole ? senders : nil)
        }
    }

    /// In one list; `flowResults` takes it apart again.
    var all: [FlowScope] { [overall] + sources + flows + handlers }
}

extension FlowScope {
    func counts(in observation: Observation) -> OutcomeCounts {
        var counts = OutcomeCounts()
        for index in flows {
            let flow = observation.flows[index]
            counts.offered += flow.offered
            counts.attempts += flow.attempts
            counts.answered += flow.answered
            counts.refused += flow.refused
            counts.failed += flow.failed
            counts.timedOut += flow.timedOut
            counts.throttledAttempts += flow.throttledAttempts
        }
        if let sources {
            counts.inFlightAtStart = sources.reduce(0) { $0 + observation.sources[$1].inFlightAtStart }
            counts.inFlightAtEnd = sources.reduce(0) { $0 + observation.sources[$1].inFlightAtEnd }
        }
        return counts
    }

    func warmLatency(in observation: Observation) -> LogHistogram {
        flows.reduce(into: LogHistogram()) { $0.merge(observation.flows[$1].warmLatency) }
    }

    func coldLatency(in observation: Observation) -> LogHistogram {
        flows.reduce(into: LogHistogram()) { $0.merge(observation.flows[$1].coldLatency) }
    }

    func unfinished(in observation: Observation) -> Unfinished {
        flows.reduce(into: Unfinished()) { $0.add(observation.flows[$1].unfinished) }
    }
}

extension OutcomeCounts {
    /// Requests that ended without an answer.
    var unanswered: UInt64 { ended - answered }
}
