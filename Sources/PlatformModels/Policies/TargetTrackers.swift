// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Several policies of target tracking for one service: any suffices for scaling out, all must agree on scaling in.
struct TargetTrackers {
    private var trackers: [TargetTracking]

    init(_ plans: [TargetTrackingPlan]) { trackers = plans.map { TargetTracking($0) } }

    var period: SimulationDuration? { trackers.first?.plan.period }

    mutating func decide(_ reading: FleetReading) -> ScalerWish? {
        let tasks = Double(max(reading.ready, 1))
        var wish: Int?
        var delay = SimulationDuration.zero
        var allHaveWished = true
        for index in trackers.indices {
            let plan = trackers[index].plan
            let metric = switch plan.metric {
            case .cpu: reading.cores / (tasks * reading.vCPU)
            case .requestsPerTask: Double(reading.requests) * 60 / reading.period.seconds / tasks
            case .backlogPerTask: Double(reading.backlog) / tasks
            }
            let decision = trackers[index].decide(
                metric: metric, current: reading.desired, bounds: reading.bounds, now: reading.now)
            guard let decision else { allHaveWished = false; continue }
            wish = max(wish ?? 0, decision)
            delay = plan.alarmDelay
        }
        guard let wish, wish > reading.desired || allHaveWished else { return nil }
        return ScalerWish(tasks: wish, delay: delay)
    }
}
