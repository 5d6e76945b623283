// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Kubernetes' Horizontal Pod Autoscaler (facts §6.2; the algorithm of its documentation, v1.23).
///
/// desired = ⌈tasks × metric ÷ target⌉, left alone within the tolerance. Tasks that the metric does not know yet
/// count as idle when it would scale up and as fully used when it would scale down, so that it does neither rashly.
struct HorizontalPodScaler {
    private struct Sample {
        var total: Double
        var tasks: Int
    }

    let plan: HorizontalPodPlan
    /// Samples that are not yet as old as the metric is when it is used, the oldest first.
    private var samples: [Sample] = []
    private let lag: Int
    private var wishes: [(time: SimulationTime, tasks: Int)] = []

    init(_ plan: HorizontalPodPlan) {
        self.plan = plan
        lag = Int((plan.metricLag.seconds / max(plan.sync.seconds, 1e-9)).rounded(.up))
    }

    mutating func decide(_ reading: FleetReading) -> Int? {
        samples.append(Sample(total: reading.total(of: plan.metric), tasks: reading.ready))
        guard samples.count > lag else { return nil }
        let sample = samples.removeFirst()
        let current = reading.desired
        // None means switched off.
        guard current > 0, sample.tasks > 0 else { return nil }
        if wishes.isEmpty { wishes.append((reading.now, current)) }
        let wish = self.wish(sample, current: current)
        wishes.removeAll { $0.time < reading.now - plan.downStabilisation }
        wishes.append((reading.now, wish))
        if wish > current { return min(wish, mostAfter(current)) }
        let stable = wishes.reduce(wish) { max($0, $1.tasks) }
        return stable < current ? stable : current
    }

    private func mostAfter(_ current: Int) -> Int {
        max(current + plan.upTasks, Int((Double(current) * (1 + plan.upShare)).rounded(.up)))
    }

    private func isTolerable(_ ratio: Double) -> Bool { abs(ratio - 1) <= plan.tolerance }

    private func wish(_ sample: Sample, current: Int) -> Int {
        let unknown = max(0, current - sample.tasks)
        let ratio = sample.total / (Double(sample.tasks) * plan.target)
        guard unknown > 0 else {
            return isTolerable(ratio) ? current : ceiling(ratio * Double(sample.tasks))
        }
        let presumed = ratio > 1 ? 0 : plan.metric == .cpu ? max(1, plan.target) : plan.target
        let all = sample.tasks + unknown
        let corrected = (sample.total + Double(unknown) * presumed) / (Double(all) * plan.target)
        guard !isTolerable(corrected), (ratio > 1) == (corrected > 1) else { return current }
        let wish = ceiling(corrected * Double(all))
        return ratio > 1 ? max(wish, current) : min(wish, current)
    }

    /// A billionth forgives what division loses: 4 × 0.9 ÷ 0.6 is 6 tasks, not 7.
    private func ceiling(_ tasks: Double) -> Int { Int((tasks - 1e-9).rounded(.up)) }
}
