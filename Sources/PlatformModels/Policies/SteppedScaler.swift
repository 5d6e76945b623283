// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// KEDA's poll with the steps of Container Apps (facts, other clouds §3).
struct SteppedScaler {
    let plan: SteppedScalingPlan
    let period: SimulationDuration
    private var average: MovingAverage
    private let periodsPerPoll: Int
    private var periods = 0
    private var worked: SimulationTime
    private var wishes: [(time: SimulationTime, tasks: Int)] = []

    init(_ plan: SteppedScalingPlan, at start: SimulationTime) {
        self.plan = plan
        period = min(plan.window, plan.poll)
        average = MovingAverage(over: plan.window, every: period)
        periodsPerPoll = max(1, Int((plan.poll.seconds / max(period.seconds, 1e-9)).rounded()))
        worked = start
    }

    mutating func decide(_ reading: FleetReading) -> Int? {
        let total = reading.total(of: plan.metric)
        average.add(total)
        if total > 0 { worked = reading.now }
        periods += 1
        guard periods % periodsPerPoll == 0 else { return nil }
        let value = plan.metric == .backlog ? total : average.mean
        // A billionth forgives what division loses.
        let wish = Int((value / plan.target - 1e-9).rounded(.up))
        wishes.removeAll { $0.time < reading.now - plan.downStabilisation }
        wishes.append((reading.now, wish))
        if wish > reading.desired { return min(wish, step(after: reading.desired)) }
        let lowered = min(reading.desired, wishes.reduce(wish) { max($0, $1.tasks) })
        guard lowered == 0, reading.desired > 0 else { return lowered }
        // Cores say nothing about whether anybody is there: rules on them do not go to zero.
        return plan.metric != .cpu && reading.now - worked >= plan.cooldown ? 0 : 1
    }

    func step(after tasks: Int) -> Int { plan.steps.first { $0 > tasks } ?? tasks * 2 }
}
