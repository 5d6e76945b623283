// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

extension Fields {
    /// A fixed pool of servers of one's own, named `fleet`.
    func pool(_ placement: PlacementLayers, fleet: String) -> HandlerPlacement? {
        let servers = require("servers")?.count(upTo: WorkLimit.instances)
        let cpu = take("cpu")?.read(.number.positive)
        let memory = take("memory")?.megabytes(1...16_777_216)
        var plan = ServicePlan(
            name: fleet, vCPU: cpu ?? 1, memory: memory ?? 2_048,
            tasks: TaskBounds(minimum: servers ?? 1, maximum: servers ?? 1))
        plan.concurrency = take("concurrency")?.optionalCount() ?? nil
        plan.whenFull = take("queue")?.whenFull(stream: "place.\(fleet).queue") ?? .queue(capacity: nil, patience: nil)
        if let field = take("patience") {
            guard case .queue(let capacity, nil) = plan.whenFull else {
                reading.report(.conflict("'patience' needs a queue, and is said once"), at: field.node)
                finish()
                return nil
            }
            let patience = field.draw(.duration, stream: "place.\(fleet).queue.patience")
            plan.whenFull = .queue(capacity: capacity, patience: patience)
        }
        plan.routing = take("routing")?.word(Routing.self) ?? .sharedQueue
        plan.connectionPool = take("connection-pool")?.count() ?? 1
        let price = take("price")?.price(per: "hour")
        finish()
        guard servers != nil else { return nil }
        return HandlerPlacement(
            handler: placement.part, fleet: .service(plan), provider: nil, region: nil, product: .pool(perHour: price))
    }
}
