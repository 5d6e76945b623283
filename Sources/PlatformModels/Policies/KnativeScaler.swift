// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Knative's pod autoscaler (facts, other clouds §6: formulas read in its source).
///
/// Two moving averages of the load give two wishes; the short one counts only in a panic, which begins when it wants
/// a multiple of what is ready, lasts a stable window after that was last so, and never scales down.
struct KnativeScaler {
    let plan: KnativePlan
    private var stable: MovingAverage
    private var panic: MovingAverage
    /// When the short average last was above the threshold, in a panic.
    private(set) var panickedAt: SimulationTime?
    private var mostInPanic = 0
    private var emptySince: SimulationTime?
    /// Room left for a burst; below zero, requests wait in front of all tasks.
    private(set) var excessBurstCapacity: Double

    init(_ plan: KnativePlan, tasks: Int, at start: SimulationTime) {
        self.plan = plan
        stable = MovingAverage(over: plan.stableWindow, every: plan.tick)
        panic = MovingAverage(over: plan.panicWindow, every: plan.tick)
        excessBurstCapacity = Self.excess(plan, ready: tasks, load: 0)
        // An autoscaler that begins with several tasks does not know why there are so many: it keeps them for a while.
        if tasks > 1 { (panickedAt, mostInPanic) = (start, tasks) }
    }

    private static func excess(_ plan: KnativePlan, ready: Int, load: Double) -> Double {
        if plan.targetBurstCapacity == 0 { return 0 }
        if plan.targetBurstCapacity < 0 { return -1 }
        return (Double(ready) * plan.capacity - plan.targetBurstCapacity - load).rounded(.down)
    }

    mutating func decide(_ reading: FleetReading) -> Int {
        let load = reading.total(of: plan.metric)
        stable.add(load)
        panic.add(load)
        excessBurstCapacity = Self.excess(plan, ready: reading.ready, load: panic.mean)
        let ready = Double(max(1, reading.ready)), target = plan.capacity * plan.utilisation
        let most = (plan.upRate * ready).rounded(.up), least = (ready / plan.downRate).rounded(.down)
        // A billionth forgives what 100 × 0.7 is above 70.
        let stableWish = (stable.mean / target - 1e-9).rounded(.up)
        let panicWish = (panic.mean / target - 1e-9).rounded(.up)
        notePanic(isOver: panicWish / ready >= plan.panicThreshold, reading.now)
        let calm = Int(min(max(stableWish, least), most))
        guard panickedAt != nil else { return orGrace(calm, reading) }
        mostInPanic = max(mostInPanic, calm, Int(min(max(panicWish, least), most)))
        return mostInPanic
    }

    private mutating func notePanic(isOver: Bool, _ now: SimulationTime) {
        if isOver {
            panickedAt = now
        } else if let last = panickedAt, last + plan.stableWindow < now {
            panickedAt = nil
            mostInPanic = 0
        }
    }

    /// The last task goes only after a whole empty window and the grace beyond it.
    private mutating func orGrace(_ wish: Int, _ reading: FleetReading) -> Int {
        guard wish == 0, stable.isFull else {
            emptySince = nil
            return reading.desired > 0 ? max(wish, 1) : wish
        }
        guard reading.desired > 0 else { return 0 }
        let since = emptySince ?? reading.now
        emptySince = since
        return reading.now - since >= plan.zeroGrace ? 0 : 1
    }
}
