// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

@Suite struct BackendCountTests {
    /// A request a second for 100 s that reads, writes, deletes and calls the first backend, 3,000 bytes each time, and
    /// reads 5,000 bytes of the second.
    private func plan(on fleet: FleetReference) -> Plan {
        func call(_ backend: Int, _ operation: BackendOperation, _ bytes: Double) -> CallPlan {
            CallPlan(
                .backend(backend), operation: operation, latency: Draw(.constant(0.01), stream: "latency"),
                bytes: Draw(.constant(bytes), stream: "bytes"))
        }
        var plan = Plan.oneHandler(
            .deterministic(interval: 1, first: 0.5), steps: (0..<5).map { .call($0) }, fleet: fleet)
        plan.program.calls = [
            call(0, .read(.strong), 3000), call(0, .write(transactional: false), 3000),
            call(0, .delete(transactional: false), 3000), call(0, .call, 3000), call(1, .read(.strong), 5000),
        ]
        plan.backends = [BackendPlan(name: "outside"), BackendPlan(name: "inside")]
        plan.backends[0].isOutsideNetwork = true
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        plan.services = [ServicePlan(name: "s", vCPU: 1, memory: 512, tasks: TaskBounds(minimum: 1, maximum: 1))]
        return plan
    }

    @Test func bytesThatLeaveTheNetworkAreCountedByFleet() {
        let stretch = Stretch(length: .seconds(100))
        let onFunction = Replication(plan(on: .function(0)), seed: 1, replication: 0).run(over: stretch)
        #expect(onFunction.functions[0].bytesOutside == 4 * 3000 * 100)
        #expect(onFunction.services[0].bytesOutside == 0)
        let onService = Replication(plan(on: .service(0)), seed: 1, replication: 0).run(over: stretch)
        #expect(onService.functions[0].bytesOutside == 0)
        #expect(onService.services[0].bytesOutside == 4 * 3000 * 100)
    }

    @Test func callsAreCountedByWhatTheyDo() {
        let observation = Replication(plan(on: .function(0)), seed: 1, replication: 0)
            .run(over: Stretch(length: .seconds(100)))
        let outside = observation.backends[0]
        #expect([outside.reads, outside.writes, outside.deletes, outside.others] == [100, 100, 100, 100])
        // A deletion of 3,000 bytes uses the units of a write of as many.
        #expect(outside.writeUnits == 2 * 3 * 100 && outside.bytesWritten == 3000 * 100)
        #expect(observation.backends[1].reads == 100)
    }
}
