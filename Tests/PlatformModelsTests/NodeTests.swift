// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// Machines below a service: two tasks each, a minute to start, removed after ten idle minutes.
@Suite struct NodeTests {
    private func plan(_ configure: (inout NodePlan) -> Void = { _ in }) -> Plan {
        Plan.fleet(.at(), seconds: 1) {
            $0.tasks.minimum = 2
            $0.startUp = Draw(.constant(5), stream: "start")
            $0.schedule = [
                ScheduledBounds(time: SimulationTime(seconds: 100), bounds: TaskBounds(minimum: 4, maximum: 4)),
                ScheduledBounds(time: SimulationTime(seconds: 200), bounds: TaskBounds(minimum: 2, maximum: 2)),
            ]
            var nodes = NodePlan(taskSlots: 2, minimum: 1, maximum: 10)
            nodes.startUp = Draw(.constant(60), stream: "node")
            configure(&nodes)
            $0.nodes = nodes
        }
    }

    /// Two more are wanted at 100 s and can serve at 165 s; without machines to wait for, at 105 s.
    @Test func tasksWaitForAMachine() {
        #expect(plan().observe(200).services[0].healthyTasks.area == UInt128(ns(2 * 200 + 2 * 35)))
        var free = plan()
        free.services[0].nodes = nil
        #expect(free.observe(200).services[0].healthyTasks.area == UInt128(ns(2 * 200 + 2 * 95)))
    }

    /// The second machine is asked for at 100 s, empty at 200 s and gone at 800 s.
    @Test func emptyMachinesGoAfterTenMinutes() {
        let service = plan().observe(1000).services[0]
        #expect(service.nodes.area == UInt128(ns(1000 + 700)) && service.nodesStarted == 2)
        #expect(service.tasks.area == UInt128(ns(2 * 1000 + 2 * 40)), "from having room to being taken out")
    }

    @Test func aDecisionTakesItsTime() {
        let service = plan { $0.decisionDelay = .seconds(20) }.observe(200).services[0]
        #expect(service.healthyTasks.area == UInt128(ns(2 * 200 + 2 * 15)))
        #expect(service.nodes.area == UInt128(ns(200 + 80)), "paid from when it is asked for")
    }

    /// No second machine: the tasks wait until they are not wanted any more.
    @Test func machinesHaveAMaximum() {
        let service = plan { $0.maximum = 1 }.observe(1000).services[0]
        #expect(service.nodes.peak == 1 && service.tasks.peak == 2 && service.tasks.final == 2)
    }

    @Test func slotsFollowCoresAndMemory() {
        #expect(NodePlan.slots(vCPU: 2, memory: 7_000, forTasksOf: 0.25, 512) == 8)
        #expect(NodePlan.slots(vCPU: 2, memory: 3_000, forTasksOf: 0.25, 512) == 5)
        #expect(NodePlan.slots(vCPU: 1.9, memory: 8_000, forTasksOf: 0.1, 100) == 19)
    }
}
