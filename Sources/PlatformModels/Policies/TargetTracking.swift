// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Target tracking: alarms that need several periods in a row, then a step in proportion, then a cooldown.
///
/// Rules of facts §6.1: out to ⌈current × metric ÷ target⌉; in only clearly below the target and never past it;
/// scaling out cancels the cooldown of scaling in; a larger step out may pre-empt its own cooldown.
struct TargetTracking {
    let plan: TargetTrackingPlan
    private var periodsAbove = 0
    private var periodsBelow = 0
    private var outUntil = SimulationTime(nanoseconds: .min)
    private var inUntil = SimulationTime(nanoseconds: .min)
    private var lastStepOut = 0

    init(_ plan: TargetTrackingPlan) { self.plan = plan }

    /// Takes in the metric of one period and says how many tasks there should be, or nil for no change.
    mutating func decide(metric: Double, current: Int, bounds: TaskBounds, now: SimulationTime) -> Int? {
        periodsAbove = metric > plan.target ? periodsAbove + 1 : 0
        periodsBelow = metric < plan.target * plan.scaleInBelow ? periodsBelow + 1 : 0
        let proportional = Int((Double(current) * metric / plan.target).rounded(.up))
        if periodsAbove >= plan.periodsOut {
            let desired = min(max(proportional, current + 1), bounds.maximum)
            let step = desired - current
            guard step > 0, now >= outUntil || step > lastStepOut else { return nil }
            outUntil = now + plan.cooldownOut
            inUntil = now + plan.cooldownIn
            lastStepOut = step
            return desired
        }
        if periodsBelow >= plan.periodsIn, now >= inUntil, now >= outUntil {
            let desired = max(proportional, bounds.minimum, 1)
            guard desired < current else { return nil }
            inUntil = now + plan.cooldownIn
            return desired
        }
        return nil
    }
}
