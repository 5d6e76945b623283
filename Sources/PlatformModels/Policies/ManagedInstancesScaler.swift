// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Lambda Managed Instances: room for a multiple of the largest demand of the last minutes (facts §1).
struct ManagedInstancesScaler {
    let plan: ManagedInstancesPlan
    private var demand: MovingAverage

    init(_ plan: ManagedInstancesPlan) {
        self.plan = plan
        demand = MovingAverage(over: plan.window, every: plan.period)
    }

    mutating func decide(_ reading: FleetReading) -> Int {
        let forRequests = reading.concurrency.map { reading.inFlight / Double($0) } ?? 0
        demand.add(max(forRequests, reading.cores / reading.vCPU))
        // A billionth forgives what division loses.
        return Int((demand.maximum * plan.headroom - 1e-9).rounded(.up))
    }
}
