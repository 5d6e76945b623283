// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

@Suite struct ProvisionedScheduleTests {
    private let fiveMinutes = BillingClock(increment: .seconds(300), minimum: .zero)
    private func at(_ seconds: Double) -> SimulationTime { SimulationTime(seconds: seconds) }

    @Test func whatIsHeldIsBilledInStartedFiveMinutes() {
        var pool = ProvisionedPool(fiveMinutes, at: .zero)
        pool.ask(for: 10, at: .zero)
        pool.ask(for: 25, at: at(1000))
        pool.ask(for: 10, at: at(1600))
        pool.ask(for: 13, at: at(2000))
        pool.ask(for: 10, at: at(2100))
        // 10 × 3000 s, 15 × 600 s, and 3 for 100 s that are billed as 300 s.
        #expect(pool.billed(until: at(3000)) == 39_900 * 1_000_000_000)
    }

    @Test func theNewestAreGivenUpFirst() {
        var pool = ProvisionedPool(fiveMinutes, at: .zero)
        pool.ask(for: 5, at: .zero)
        pool.ask(for: 8, at: at(100))
        // Three held for 600 s, exactly two steps, and one for 700 s, billed as 900 s.
        pool.ask(for: 4, at: at(700))
        #expect(pool.billed(until: at(1000)) == (5 * 100 + 8 * 600 + 4 * 300 + 200) * 1_000_000_000)
        pool.restart(at: at(1100))
        #expect(pool.billed(until: at(1200)) == 400 * 1_000_000_000)
    }

    /// A call a second at half past; two instances from 1000 s to 2000 s, ready 90 s + 2 / (100/s) after that.
    private var scheduled: Plan {
        var plan = Plan.function(rate: 1, service: .constant(0.1)) {
            var provisioned = ProvisionedPlan(count: 0)
            provisioned.schedule = [ScheduledCount(time: at(1000), count: 2), ScheduledCount(time: at(2000), count: 0)]
            provisioned.preparation = .seconds(90)
            provisioned.allocationRate = 100
            $0.provisioned = provisioned
        }
        plan.sources[0].arrivals = .deterministic(interval: 1, first: 0.5)
        return plan
    }

    @Test func theScheduleIsCarriedOutAfterItsPreparation() {
        let observation = Replication(scheduled, seed: 1, replication: 0).run(over: Stretch(length: .seconds(3000)))
        #expect(observation.functions[0].invocations == 3000)
        // 1090.5 s to 1999.5 s.
        #expect(observation.functions[0].provisionedInvocations == 910)
        // Held for 1000 s, billed as 1200 s each.
        #expect(observation.functions[0].provisionedTime == 2_400 * 1_000_000_000)
        #expect(observation.violations.isEmpty)
    }

    @Test func aRunMayBeginInTheMiddleOfThePreparation() {
        let stretch = Stretch(start: at(1050), length: .seconds(100))
        let observation = Replication(scheduled, seed: 1, replication: 0).run(over: stretch)
        #expect(observation.functions[0].invocations == 100)
        // 1090.5 s to 1149.5 s.
        #expect(observation.functions[0].provisionedInvocations == 60)
        #expect(observation.functions[0].provisionedTime == 200 * 1_000_000_000)
        let later = Stretch(start: at(1500), warmUp: .seconds(300), length: .seconds(100))
        #expect(Replication(scheduled, seed: 1, replication: 0).run(over: later)
            .functions[0].provisionedInvocations == 100)
    }

    /// Busy ones are given up when their call is done: it still counts as theirs.
    @Test func busyOnesFinishFirst() {
        var plan = scheduled
        plan.program.draws = [Draw(.constant(1.5), stream: "service")]
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(3000)))
        // The calls of 1998.5 s and 1999.5 s are running when the two are given up.
        #expect(observation.functions[0].provisionedInvocations == 910)
        #expect(observation.violations.isEmpty)
    }

    /// Three calls at once every ten seconds on an account of three; another function takes two of them at 1000 s.
    @Test func whatIsAskedForLeavesTheAccountsPool() {
        var plan = Plan.function(rate: 1, service: .constant(1))
        plan.accounts = [AccountPlan(name: "account", concurrency: 3)]
        plan.sources[0].arrivals = .batches(.deterministic(interval: 10, first: 5), size: .constant(3))
        var other = FunctionPlan(name: "other", account: 0, memory: 1769, vCPU: 1)
        other.provisioned = ProvisionedPlan(count: 0)
        other.provisioned?.schedule = [ScheduledCount(time: at(1000), count: 2)]
        plan.functions.append(other)
        let observation = Replication(plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(2000)))
        #expect(observation.flows[0].offered == 600)
        #expect(observation.flows[0].refused == 200)
    }
}
