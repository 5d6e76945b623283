// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Cloud Run: as many tasks as keep cores and requests at once at their shares (facts, other clouds §4).
struct ConcurrencyScaler {
    let plan: ConcurrencyScalingPlan
    private var inFlight: MovingAverage
    private var cores: MovingAverage

    init(_ plan: ConcurrencyScalingPlan) {
        self.plan = plan
        inFlight = MovingAverage(over: plan.window, every: plan.period)
        cores = MovingAverage(over: plan.window, every: plan.period)
    }

    mutating func decide(_ reading: FleetReading) -> Int {
        inFlight.add(reading.inFlight)
        cores.add(reading.cores)
        let forCores = cores.mean / (plan.cpuTarget * reading.vCPU)
        let forRequests = reading.concurrency.map { inFlight.mean / (plan.concurrencyTarget * Double($0)) } ?? 0
        // A billionth forgives what division loses.
        return Int((max(forCores, forRequests) - 1e-9).rounded(.up))
    }
}
