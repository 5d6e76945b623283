// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

/// Turns what a replication observed into meter readings, part by part, by the placement of each.
struct Metering: Sendable {
    var placements: [Placement]
    var transfers: [Transfer] = []
    let billedHours: Double
    let prices: PriceBook

    /// Whether anything that is stored grows, so that later months cost more.
    var grows: Bool { placements.contains { $0.product.stored?.growth ?? 0 > 0 } }

    /// All that is written stays where nothing was said of it; nil where all is said.
    var keepingAll: Metering? {
        var other = self
        for index in placements.indices {
            guard var stored = placements[index].product.stored, stored.growth == nil else { continue }
            stored.growth = 1
            other.placements[index].product.stored = stored
        }
        return other.placements == placements ? nil : other
    }

    func meters(of observation: Observation, plan: Plan, inMonth month: Int = 1) -> Meters {
        var meters = Meters(
            billedHours: Decimal(billedHours), billedMonth: month, observed: observation.window)
        for placement in placements {
            guard let component = BilledComponent(placement.component) else { continue }
            if case .external(let price?) = placement.product, case .backend(let index) = component {
                meters.add(observation.backends[index], perCall: price, name: placement.name, component: component)
                continue
            }
            guard let provider = placement.provider.flatMap({ CloudProvider(rawValue: $0.rawValue) }),
                  let region = placement.region?.rawValue
            else {
                meters.addOwned(placement, component: component, plan: plan)
                continue
            }
            let place = MeteredPlace(
                provider: provider, region: region, part: placement.name, component: component)
            switch (component, placement.product) {
            case (_, .offered(let product)):
                let seen = meters.quantities(of: component, in: observation, plan: plan)
                let stored = meters.stored(by: component, as: product, in: observation)
                meters.add(product, seen, stored: stored, prices: prices, in: place)
            case (.function(let index), .lambda(let choices)):
                meters.add(observation.functions[index], as: choices, memory: plan.functions[index].memory, in: place)
            case (.service(let index), .fargate(let choices)):
                meters.add(
                    observation.services[index], as: choices, plan: plan.services[index],
                    polled: plan.bytesPolled(byService: index, in: observation), in: place)
            case (.door(let index), let product):
                meters.add(
                    observation.doors[index], as: product,
                    functionShare: plan.functionShare(ofDoor: index, in: observation), in: place)
            case (.channel(let index), .channel(let product, let stream)):
                meters.add(
                    observation.channels[index], plan: plan.channels[index], as: product, stream: stream,
                    handlers: plan.handlers, in: place)
            case (.workflow(let index), .stepFunctions(let isExpress)):
                meters.add(observation.workflows[index], plan: plan.workflows[index], isExpress: isExpress, in: place)
            case (.backend(let index), let product):
                meters.add(observation.backends[index], as: product, in: place)
            default:
                meters.addOwned(placement, component: component, plan: plan)
            }
        }
        meters.add(transfers, in: observation)
        return meters
    }
}

extension BilledComponent {
    init?(_ component: Component) {
        switch component {
        case .function(let index): self = .function(index)
        case .service(let index): self = .service(index)
        case .workflow(let index): self = .workflow(index)
        case .door(let index): self = .door(index)
        case .backend(let index): self = .backend(index)
        case .channel(let index): self = .channel(index)
        }
    }
}

extension Meters {
    fileprivate func quantities(
        of component: BilledComponent, in observation: Observation, plan: Plan
    ) -> [BilledQuantity: Decimal] {
        switch component {
        case .function: [:]
        case .service(let index): quantities(of: observation.services[index], plan: plan.services[index])
        case .workflow(let index): quantities(of: observation.workflows[index])
        case .door(let index): quantities(of: observation.doors[index])
        case .backend(let index): quantities(of: observation.backends[index])
        case .channel(let index): quantities(of: observation.channels[index], plan: plan.channels[index])
        }
    }

    /// What the bill's formulas name `storage`; nil where it does not grow.
    fileprivate func stored(
        by component: BilledComponent, as product: OfferedProduct, in observation: Observation
    ) -> Decimal? {
        guard case .backend(let index) = component, let stored = product.stored else { return nil }
        return gigabytes(stored, by: observation.backends[index])
    }

    /// What no provider sells: servers of one's own cost what the scenario says, or something that nobody here knows;
    /// an API of somebody else and a direct call are not hosting.
    mutating func addOwned(_ placement: Placement, component: BilledComponent, plan: Plan) {
        switch placement.product {
        case .pool(let price?):
            guard case .service(let index) = component else { break }
            add(Unnamed(
                service: "Own servers", title: "Servers for \(placement.name)", unit: "hour",
                quantity: billedHours * Decimal(plan.services[index].tasks.minimum), unitPrice: price,
                note: "the price that the scenario says", part: placement.name, component: component))
        case .offered(let product) where product.model != .instances: break
        case .pool, .lambda, .fargate, .offered:
            add(Unnamed(
                service: "Own servers", title: "Servers for \(placement.name)", unit: "hour", quantity: billedHours,
                note: "servers of one's own have no price in a price book", part: placement.name, component: component))
        case .channel(.broker, _):
            add(Unnamed(
                service: "Own servers", title: "Broker for \(placement.name)", unit: "hour", quantity: billedHours,
                note: "a broker of one's own has no price in a price book", part: placement.name, component: component))
        default:
            break
        }
    }
}

extension Plan {
    /// The share of a door's bytes that functions take and give: a load balancer's capacity units are dearer for them.
    func functionShare(ofDoor door: Int, in observation: Observation) -> Decimal {
        let flows = observation.flows.filter { $0.door == door }
        let all = flows.reduce(Decimal(0)) { $0 + Decimal($1.bytesIn + $1.bytesOut) }
        guard all > 0 else { return 0 }
        return flows.reduce(0) {
            $0 + Decimal($1.bytesIn + $1.bytesOut) * functionShare(ofHandler: $1.handler, in: observation)
        } / all
    }

    /// Of its requests those that functions did, where it stands on several products: its members have fleets of their own.
    private func functionShare(ofHandler handler: Int, in observation: Observation) -> Decimal {
        let members = handlers[handler].split.map { splits[$0].members } ?? [handler]
        let requests = members.map { member -> (isFunction: Bool, count: Decimal) in
            switch handlers[member].fleet {
            case .function(let index): (true, Decimal(observation.functions[index].invocations))
            case .service(let index): (false, Decimal(observation.services[index].requests))
            case .workflow: (false, 1)
            }
        }
        let all = requests.reduce(0) { $0 + $1.count }
        return all > 0 ? requests.filter(\.isFunction).reduce(0) { $0 + $1.count } / all : 0
    }
}
