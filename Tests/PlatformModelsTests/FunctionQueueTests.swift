// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Functions whose requests may wait, under limits that they share.
@Suite struct FunctionQueueTests {
    private let waiting = WhenFull.queue(capacity: nil, patience: nil)

    /// One execution in the account: the second function's request waits until the first one's is done.
    @Test func anotherFunctionsEndLetsOneBegin() {
        var plan = Plan.blank
        plan.accounts[0].concurrency = 1
        plan.source(.times([0], period: nil), to: plan.handler("first", [plan.wait(5)]))
        plan.source(.times([1], period: nil), to: plan.handler("second", [plan.wait(2)]) { $0.whenFull = waiting })
        let observation = plan.observe(20)
        #expect(observation.flows[1].latency.maximum == ns(4 + 2))
    }

    /// All of the reserved concurrency is provisioned: who waits is served by those instances and no others.
    @Test func whoWaitsIsServedByProvisionedInstances() {
        var plan = Plan.blank
        plan.source(.times([0, 0, 0, 0], period: nil), to: plan.handler("function", [plan.wait(1)]) {
            $0.whenFull = waiting
            $0.reserved = 2
            $0.provisioned = ProvisionedPlan(count: 2)
        })
        let observation = plan.observe(20)
        #expect(observation.flows[0].latency.sum == UInt128(ns(1 + 1 + 2 + 2)))
        #expect(observation.functions[0].provisionedInvocations == 4)
    }

    /// Three reserved of which two are provisioned: one on demand beside them, and no more.
    @Test func provisionedInstancesHaveTheirPartOfTheReserve() {
        var plan = Plan.blank
        plan.source(.times([0, 0, 0, 0, 0], period: nil), to: plan.handler("function", [plan.wait(1)]) {
            $0.reserved = 3
            $0.provisioned = ProvisionedPlan(count: 2)
        })
        let observation = plan.observe(20)
        #expect(observation.flows[0].answered == 3 && observation.flows[0].refused == 2)
        #expect(observation.functions[0].provisionedInvocations == 2)
    }
}
