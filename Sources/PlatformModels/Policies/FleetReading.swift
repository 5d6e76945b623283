// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// What a scaler sees of a service when a period ends.
struct FleetReading {
    var now: SimulationTime
    var period: SimulationDuration
    var bounds: TaskBounds
    /// Tasks that there should be by the last decision, and those that can serve.
    var desired: Int
    var ready: Int
    /// Cores of one task, and the requests it runs at once.
    var vCPU: Double
    var concurrency: Int?
    /// Cores in use and requests running or waiting, on average over the period.
    var cores = 0.0
    var inFlight = 0.0
    /// Requests that came in the period.
    var requests = 0
    /// Messages that wait now.
    var backlog = 0

    /// The metric of all tasks together, in the unit of a target for one.
    func total(of metric: TaskMetric) -> Double {
        switch metric {
        case .cpu: cores / vCPU
        case .concurrency: inFlight
        case .requests: Double(requests) / period.seconds
        case .backlog: Double(backlog)
        }
    }
}

/// How many tasks a scaler wants, and when that comes into force.
struct ScalerWish: Equatable {
    var tasks: Int
    var delay = SimulationDuration.zero
}
