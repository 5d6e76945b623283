// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels

/// Shares a month's cost among the flows (source, route) that caused it.
///
/// What belongs to one part of the plan goes to the flows that use it, in proportion to their number of uses: a
/// fleet's cost by attempts at the handlers that it runs, a door's by attempts through it, an authorizer's fleet by its
/// calls for each door, a backend's or channel's by attempts times what the handler's program uses of it, followed
/// through everything that the handler sets off. Within a
/// fleet that runs several handlers requests count alike, however long they take. Data sent out of a door goes by the
/// bytes of the answers. What no flow used (an idle fleet), and what has no part, is shared by all flows by offered
/// requests, or evenly when there were none.
struct CostAttribution: Sendable {
    private let plan: Plan
    private let routes: [(source: Int, route: RoutePlan)]
    /// What one run of each handler uses, by handler.
    private let uses: [UseCounts]

    init(_ plan: Plan) {
        self.plan = plan
        routes = plan.sources.enumerated().flatMap { index, source in source.routes.map { (index, $0) } }
        uses = plan.handlers.indices.map { UseCounts(of: $0, in: plan) }
    }

    /// Dollars of each flow; they sum to the priced total of the bill.
    func costs(of bill: Bill, in observation: Observation) -> [Double] {
        var result = [Double](repeating: 0, count: routes.count)
        guard !routes.isEmpty else { return result }
        var cached: [BilledComponent: [Double]] = [:]
        for line in bill.lines {
            guard let amount = line.amount?.approximate, amount != 0 else { continue }
            let total = line.parts.reduce(0) { $0 + $1.quantity }.approximate
            let parts = total > 0 ? line.parts : [BillPart(name: "", component: nil, quantity: 1)]
            for part in parts {
                let share = total > 0 ? part.quantity.approximate / total : 1
                let weights: [Double]
                if line.isByBytesOut, case .door(let door) = part.component,
                   let bytes = Self.normalised(bytesOut(of: door, in: observation)) {
                    weights = bytes
                } else if let component = part.component, let known = cached[component] {
                    weights = known
                } else {
                    weights = self.weights(of: part.component, in: observation)
                    if let component = part.component { cached[component] = weights }
                }
                for flow in result.indices { result[flow] += amount * share * weights[flow] }
            }
        }
        return result
    }

    /// Weights of the flows, summing to 1.
    private func weights(of component: BilledComponent?, in observation: Observation) -> [Double] {
        let uses = component.map { self.uses(of: $0, in: observation) } ?? []
        if let normalised = Self.normalised(uses) { return normalised }
        let offered = observation.flows.map { Double($0.offered) }
        return Self.normalised(offered) ?? offered.map { _ in 1 / Double(routes.count) }
    }

    private static func normalised(_ weights: [Double]) -> [Double]? {
        let sum = weights.reduce(0, +)
        return sum > 0 ? weights.map { $0 / sum } : nil
    }

    private func bytesOut(of door: Int, in observation: Observation) -> [Double] {
        routes.indices.map { routes[$0].route.door == door ? Double(observation.flows[$0].bytesOut) : 0 }
    }

    private func uses(of component: BilledComponent, in observation: Observation) -> [Double] {
        routes.enumerated().map { index, entry in
            let attempts = Double(observation.flows[index].attempts)
            let uses = self.uses[entry.route.handler]
            switch component {
            case .function(let fleet): return attempts * runs(on: .function(fleet), for: entry.route, in: observation)
            case .service(let fleet): return attempts * runs(on: .service(fleet), for: entry.route, in: observation)
            case .workflow(let fleet): return attempts * runs(on: .workflow(fleet), for: entry.route, in: observation)
            case .door(let door): return entry.route.door == door ? attempts : 0
            case .backend(let backend): return attempts * uses.backends[backend]
            case .channel(let channel): return attempts * uses.channels[channel]
            }
        }
    }

    /// Invocations on `fleet` for each request of the route, its authorizer's included.
    private func runs(on fleet: FleetReference, for route: RoutePlan, in observation: Observation) -> Double {
        var runs = 0.0
        for (handler, count) in uses[route.handler].handlers.enumerated() where plan.handlers[handler].fleet == fleet {
            runs += count
        }
        guard let door = route.door, case .handler(let handler, _) = plan.doors[door].authorizer,
              plan.handlers[handler].fleet == fleet, observation.doors[door].requests > 0
        else { return runs }
        return runs + Double(observation.doors[door].authorizerCalls) / Double(observation.doors[door].requests)
    }
}
