// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Testing
@testable import PlatformModels

/// The formulas of Knative's pod autoscaler, by hand: ten requests a task, of which seven are aimed at.
@Suite struct KnativeScalerTests {
    private func steady(_ plan: KnativePlan, load: Double, tasks: Int) -> KnativeScaler {
        var scaler = KnativeScaler(plan, tasks: 1, at: .zero)
        for tick in 1...30 { _ = scaler.decide(.at(2 * Double(tick), tasks: tasks, inFlight: load)) }
        return scaler
    }

    /// Panic windows of three ticks: 280/3, 350/3 and 140 want 14, 17 and 20 of 10. The third is twice as many.
    @Test func aDoubledLoadPanicsWithinSixSeconds() {
        var scaler = steady(KnativePlan(capacity: 10), load: 70, tasks: 10)
        let course = (31...33).map { scaler.decide(.at(2 * Double($0), tasks: 10, inFlight: 140)) }
        // Until then the stable window of 30 ticks decides: (29 × 70 + 140) / 30 / 7 = 10.3 and 10.7.
        #expect(course == [11, 11, 20])
        #expect(scaler.panickedAt == SimulationTime(seconds: 66))
    }

    /// Sixty seconds after the load was last so high, and not before; then by halves, and the last one after the grace.
    @Test func aPanicNeverScalesDown() {
        var scaler = steady(KnativePlan(capacity: 10), load: 70, tasks: 10)
        for tick in 31...33 { _ = scaler.decide(.at(2 * Double(tick), tasks: 10, inFlight: 140)) }
        for tick in 34...63 {
            #expect(scaler.decide(.at(2 * Double(tick), tasks: 20, inFlight: 0)) == 20, "\(2 * tick) s")
        }
        var tasks = 20
        let course = (64...68).map { tick in
            tasks = scaler.decide(.at(2 * Double(tick), tasks: tasks, inFlight: 0))
            return tasks
        }
        #expect(course == [10, 5, 2, 1, 1])
        // The window was first found empty, with one task left, at 136 s.
        for tick in 69...82 { #expect(scaler.decide(.at(2 * Double(tick), tasks: 1, inFlight: 0)) == 1) }
        #expect(scaler.decide(.at(166, tasks: 1, inFlight: 0)) == 0)
        #expect(scaler.decide(.at(168, tasks: 0, inFlight: 0)) == 0)
    }

    /// From nothing: no ready task counts as one.
    @Test func aBurstOnNothing() {
        var scaler = KnativeScaler(KnativePlan(capacity: 10), tasks: 0, at: .zero)
        #expect(scaler.decide(.at(2, tasks: 1, ready: 0, inFlight: 100)) == 15, "⌈100 / 7⌉")
        #expect(scaler.panickedAt != nil)
    }

    /// 30 × 10 − 211 − load.
    @Test(arguments: [(89.0, 0.0), (70, 19), (90, -1)])
    func roomForBursts(load: Double, excess: Double) {
        #expect(steady(KnativePlan(capacity: 10), load: load, tasks: 30).excessBurstCapacity == excess)
    }

    @Test(arguments: [(0.0, 0.0), (-1, -1)])
    func noRoomOrAnyRoomIsAsked(target: Double, excess: Double) {
        var plan = KnativePlan(capacity: 10)
        plan.targetBurstCapacity = target
        #expect(steady(plan, load: 500, tasks: 30).excessBurstCapacity == excess)
    }

    /// It begins with five tasks and does not know why: a minute and a tick later it halves them.
    @Test func severalTasksAreKeptAtFirst() {
        var scaler = KnativeScaler(KnativePlan(capacity: 10), tasks: 5, at: .zero)
        for tick in 1...30 { #expect(scaler.decide(.at(2 * Double(tick), tasks: 5, inFlight: 1)) == 5) }
        #expect(scaler.decide(.at(62, tasks: 5, inFlight: 1)) == 2)
    }
}
