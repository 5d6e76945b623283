// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

/// What products of platform files are billed for: formulas over what was observed.
extension Meters {
    mutating func add(
        _ product: OfferedProduct, _ seen: [BilledQuantity: Decimal], stored: Decimal? = nil, prices: PriceBook,
        in place: MeteredPlace
    ) {
        var values = product.numbers.mapValues { Decimal($0) }
        if let stored { values["storage"] = stored }
        for quantity in BilledQuantity.allCases { values[quantity.rawValue] = seen[quantity] ?? 0 }
        values[BilledQuantity.hours.rawValue] = billedHours
        let bytes = values["log-bytes"] ?? 0, requests = values[BilledQuantity.requests.rawValue] ?? 0
        values[BilledQuantity.logs.rawValue] = bytes * requests / Self.gigabyte
        for term in product.bill {
            let name = product.words.reduce(term.price) { $0.replacing("{\($1.key)}", with: $1.value) }
            let price = PriceID(provider: place.provider, region: place.region, name: name)
            let rule = prices.rule(of: name, provider: place.provider, region: place.region)
            let quantity = term.quantity.value(values, rule: rule)
            guard !quantity.isNaN else {
                add(Unnamed(
                    service: product.title, title: name, unit: "", quantity: 1,
                    note: "its formula gives no number", part: place.part, component: place.component))
                continue
            }
            guard term.isShared else {
                add(quantity, of: price, in: place)
                continue
            }
            let shared = MeteredPlace(
                provider: place.provider, region: place.region, part: "\(price.service) in \(place.region)", component: nil)
            let isThere = readings.contains { $0.part == shared.part && $0.price.name == price.name }
            if !isThere { add(quantity, of: price, in: shared) }
        }
    }

    /// Calls of somebody else's API that were let through, at the price that the scenario says.
    mutating func add(
        _ backend: BackendObservation, perCall price: Decimal, name: String, component: BilledComponent
    ) {
        let calls = backend.reads + backend.writes + backend.deletes + backend.others
        add(Unnamed(
            service: "Services of others", title: "Calls of \(name)", unit: "call", quantity: month(Decimal(calls)),
            unitPrice: price, note: "the price that the scenario says", part: name, component: component))
    }

    func quantities(of service: ServiceObservation, plan: ServicePlan) -> [BilledQuantity: Decimal] {
        [
            .requests: month(Decimal(service.requests)), .errors: month(Decimal(service.errors)),
            .allocated: seconds(service.tasks.area + service.minimumTopUp), .active: seconds(service.activeTime),
            .readyActive: seconds(service.alwaysReadyActiveTime), .readyIdle: seconds(service.alwaysReadyIdleTime),
            .idle: seconds(service.idleTimeAtMinimum), .requestTime: seconds(service.billedRequests),
            .cpuTime: seconds(service.cpuTime), .nodes: seconds(service.nodes.area),
            .vCPU: Decimal(plan.vCPU), .memory: Decimal(plan.memory) / 1024, .least: Decimal(plan.tasks.minimum),
        ]
    }

    func quantities(of door: DoorObservation) -> [BilledQuantity: Decimal] {
        [
            .requests: month(Decimal(door.requests + door.preflights)), .throttled: month(Decimal(door.throttled)),
            .incoming: month(Decimal(door.bytesIn)) / Self.gigabyte,
            .outgoing: month(Decimal(door.bytesOut)) / Self.gigabyte,
        ]
    }

    func quantities(of backend: BackendObservation) -> [BilledQuantity: Decimal] {
        [
            .calls: month(Decimal(backend.calls)), .reads: month(Decimal(backend.reads)),
            .writes: month(Decimal(backend.writes + backend.deletes)),
            .readUnits: month(Decimal(backend.halfReadUnits)) / 2, .writeUnits: month(Decimal(backend.writeUnits)),
        ]
    }

    func quantities(of channel: ChannelObservation, plan: ChannelPlan) -> [BilledQuantity: Decimal] {
        func sum(_ count: (SubscriptionObservation) -> UInt64) -> Decimal {
            month(channel.subscriptions.reduce(0) { $0 + Decimal(count($1)) })
        }
        return [
            .publishes: month(Decimal(channel.published)), .publishedUnits: month(Decimal(channel.units64)),
            .published: month(Decimal(channel.bytes)) / Self.gigabyte, .receives: sum(\.receives),
            .receivedUnits: sum(\.units64), .deliveries: sum(\.deliveries), .deletes: sum(\.deleteCalls),
            .delivered: sum(\.bytes) / Self.gigabyte,
        ]
    }

    func quantities(of workflow: WorkflowObservation) -> [BilledQuantity: Decimal] {
        [
            .executions: month(Decimal(workflow.started)), .transitions: month(Decimal(workflow.transitions)),
            .requestTime: seconds(workflow.billed),
        ]
    }

    /// A month's worth of nanoseconds, in seconds.
    private func seconds(_ nanoseconds: UInt128) -> Decimal {
        month(Decimal(exactly: nanoseconds) / Self.nanosecondsASecond)
    }
}
