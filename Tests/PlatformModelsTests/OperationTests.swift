// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing

@testable import PlatformModels

/// Executions that no request waits for, followed from start to end.
@Suite struct OperationTests {
    /// A workflow that has `task` done in a second, started at 0 s, 10 s … 90 s and left alone; `failing` of
    /// them fail.
    private func plan(failing: Float = 0) -> Plan {
        var plan = Plan.blank
        plan.program.states = [WorkflowState(name: "only", events: 5)]
        plan.workflows = [WorkflowPlan(name: "workflow", isExpress: false)]
        let task = plan.handler("task", [plan.wait(1), plan.fail(failing)])
        plan.program.recoveries = [RecoveryPlan()]
        let call = plan.call(.handler(task), 0.5) { $0.recovery = 0 }
        let workflow = plan.handler("workflow", [.enter(0), call], on: .workflow(0))
        let start = plan.channel("start", SubscriptionPlan(
            name: "start", target: .handler(workflow), consumption: .push(PushPlan(failureDelays: []))))
        plan.publish((0..<10).map { Double($0) * 10 }, to: start)
        plan.handlers[task].isFollowed = true
        plan.handlers[workflow].isFollowed = true
        return plan
    }

    @Test func aWorkflowAndItsTaskAreFollowed() {
        let plan = plan(), seen = plan.observe(100)
        let task = seen.operations[0], workflow = seen.operations[1]
        #expect(task.succeeded == 10 && task.durations.maximum == ns(1))
        #expect(workflow.succeeded == 10 && workflow.durations.minimum == ns(1.5))
        #expect(workflow.failed == 0 && workflow.ended == 10)
    }

    /// Half a second and a second after the start of the tenth, which is at 90 s, both are still open.
    @Test func whatIsOpenAtTheEndIsKnownByItsAge() {
        let seen = plan().observe(91)
        #expect(seen.operations[0].unfinished.atEnd.maximum == ns(0.5) && seen.operations[0].ended == 9)
        #expect(seen.operations[1].unfinished.atEnd.maximum == ns(1) && seen.operations[1].succeeded == 9)
    }

    @Test func failuresAreCountedApart() {
        let seen = plan(failing: 1).observe(100)
        #expect(seen.operations[0].failed == 10 && seen.operations[1].failed == 10)
        #expect(seen.operations[1].durations.count == 0 && seen.operations[1].ended == 10)
    }

    /// What nobody asks to be followed costs nothing and shows nothing.
    @Test func othersAreNot() {
        var plan = plan()
        for handler in plan.handlers.indices { plan.handlers[handler].isFollowed = false }
        #expect(plan.observe(100).operations.allSatisfy { $0.ended == 0 && $0.unfinished.atEnd.count == 0 })
    }

    /// A function that may run one at a time refuses the second of two that are asked for at once.
    @Test func refusalsAreCounted() {
        var plan = Plan.blank
        let task = plan.handler("task", [plan.wait(1)]) { $0.reserved = 1 }
        let call = plan.call(.handler(task))
        let caller = plan.handler("caller", [call]) { $0.reserved = nil }
        plan.source(.times([0, 0.5], period: nil), to: caller)
        plan.handlers[task].isFollowed = true
        let seen = plan.observe(10)
        #expect(seen.operations[task].refused == 1 && seen.operations[task].succeeded == 1)
    }
}
