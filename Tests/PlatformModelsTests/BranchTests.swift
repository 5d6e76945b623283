// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
@testable import PlatformModels

/// Branches, maps, choices and loops.
@Suite struct BranchTests {
    /// A handler that maps over items, each of which carries out `item`.
    private func mapping(_ items: Double, atOnce: Int?, tolerated: Double = 0, every interval: Double? = nil,
                         _ item: (inout Plan) -> [Instruction]) -> Plan {
        var plan = Plan.blank
        let steps = item(&plan)
        let entry = plan.code(steps + [.join])
        plan.program.maps = [MapPlan(
            items: Draw(.constant(items), stream: "items"), atOnce: atOnce, entry: entry, stream: "map",
            toleratedFailures: tolerated)]
        let handler = plan.handler("mapper", [.map(0)])
        plan.source(interval.map { .deterministic(interval: $0, first: 0) } ?? .times([0], period: nil), to: handler)
        return plan
    }

    /// Twelve rounds of eight and one of four: 13 × 2.5 s; 250 item-seconds in 32.5 s.
    @Test func aMapWorksInRounds() {
        let plan = mapping(100, atOnce: 8) { plan in
            let backend = plan.backend("work") { $0.concurrency = 1000 }
            return [plan.call(.backend(backend), 2.5)]
        }
        let observation = plan.observe(32.5001)
        #expect(observation.flows[0].latency.maximum == ns(32.5))
        #expect(observation.backends[0].calls == 100)
        #expect(observation.backends[0].inService.peak == 8)
        #expect(abs(Double(observation.backends[0].inService.area) / 32.5e9 - 7.692307692307692) < 1e-12)
        #expect(observation.functions[0].billedOnDemand == 32_500_000_000)
    }

    /// Three outer items with four inner ones of a second each.
    @Test(arguments: [(nil, nil, 1.0), (1, nil, 3.0), (nil, 2, 2.0), (1, 2, 6.0), (2, 1, 8.0)])
    func mapsInMaps(outer: Int?, inner: Int?, seconds: Double) {
        var plan = Plan.blank
        let leaf = plan.code([plan.wait(1), .join])
        let branch = plan.code([.map(0), .join])
        plan.program.maps = [
            MapPlan(items: Draw(.constant(4), stream: "inner"), atOnce: inner, entry: leaf, stream: "inner"),
            MapPlan(items: Draw(.constant(3), stream: "outer"), atOnce: outer, entry: branch, stream: "outer"),
        ]
        plan.source(.times([0], period: nil), to: plan.handler("mapper", [.map(1)]))
        #expect(plan.observe(20).flows[0].latency.maximum == ns(seconds))
    }

    /// Ten items of which each fails one time in ten: all succeed with 0.9¹⁰, all but one at most with 0.9¹⁰ + 0.9⁹.
    @Test(arguments: [(0.0, 0.3486784401), (0.1, 0.7360989291), (1.0, 1.0)])
    func someFailuresAreTolerated(tolerated: Double, success: Double) {
        let plan = mapping(10, atOnce: nil, tolerated: tolerated, every: 1) { [$0.wait(0.1), $0.fail(0.1)] }
        let observation = plan.observe(10_000.5)
        let answered = observation.flows[0].answered
        if success == 1 {
            #expect(observation.flows[0].failed == 0)
        } else {
            #expect(binomialZ(answered, of: 10_000, share: success) < 5)
        }
    }

    /// 29 of 100 are 29 %, though 0.29 × 100 is less than 29 in binary.
    @Test func aToleratedShareIsOfWholeItems() {
        var plan = mapping(100, atOnce: nil, tolerated: 0.29) { _ in [] }
        plan.program.instructions[plan.program.maps[0].entry] = .choose(0)
        let failing = plan.code([.raise(error: 0)]), fine = plan.code([.join])
        plan.program.choices = [ChoicePlan(shares: [0.29, 0.71], targets: [failing, fine], stream: "choice")]
        plan.sources[0].arrivals = .deterministic(interval: 1, first: 0)
        // P(Binomial(100, 0.29) ≤ 29) = 0.5499, P(≤ 28) = 0.4623.
        #expect(binomialZ(plan.observe(10_000).flows[0].answered, of: 10_000, share: 0.549895) < 5)
    }

    /// The longest of ten exponentials of mean 1: H₁₀ = 1 + 1/2 + … + 1/10.
    @Test func branchesWaitForTheLongestOfTen() {
        var plan = Plan.blank
        let branches = (0..<10).map { number in
            plan.code([.wait(draw: plan.draw(.exponential(mean: 1), "branch \(number)")), .join])
        }
        plan.program.forks = [ForkPlan(branches: branches)]
        plan.source(.poisson(.constant(5)), to: plan.handler("parallel", [.fork(0)]))
        let latency = plan.figures(length: 2_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(latency, 2.928968253968254) < 5.9)
    }

    /// A branch that fails after a second ends one that would take ten, and the handler with it.
    @Test func aBranchThatFailsEndsTheOthers() {
        var plan = Plan.blank
        let branches = [plan.code([plan.wait(10), .join]), plan.code([plan.wait(1), .raise(error: 0)])]
        plan.program.forks = [ForkPlan(branches: branches)]
        plan.source(.times([0], period: nil), to: plan.handler("parallel", [.fork(0)]))
        let observation = plan.observe(20)
        #expect(observation.flows[0].failed == 1)
        #expect(observation.functions[0].billedOnDemand == 1_000_000_000)
    }

    /// The branches that are tried again draw anew.
    @Test func branchesAreTriedAgainAsAWhole() {
        var plan = Plan.blank
        let branch = plan.code([plan.wait(0.1), plan.fail(0.5), .join])
        plan.program.recoveries = [RecoveryPlan(retriers: [.init(matches: .all, retry: .steps(2, base: 0.1))])]
        plan.program.forks = [ForkPlan(branches: [branch], recovery: 0)]
        plan.source(.deterministic(interval: 1, first: 0), to: plan.handler("parallel", [.fork(0)]))
        let observation = plan.observe(10_000.5)
        #expect(binomialZ(observation.flows[0].failed, of: 10_000, share: 0.25) < 5)
        #expect(observation.flows[0].latency.maximum == ns(0.3))
    }

    @Test func nothingToDoTakesNoTime() {
        var plan = mapping(0, atOnce: nil) { [$0.wait(1)] }
        plan.program.forks = [ForkPlan(branches: [])]
        let both = plan.handler("both", [.map(0), .fork(0), plan.wait(2)])
        plan.source(.times([0], period: nil), to: both)
        let observation = plan.observe(10)
        #expect(observation.flows[0].latency.maximum == 0)
        #expect(observation.flows[1].latency.maximum == ns(2))
    }

    /// 200,000 items that take no time, one after the other: a loop, not 200,000 nested calls.
    @Test(arguments: [1, 100_000])
    func manyInstantItemsAreNoDeepStack(atOnce: Int) {
        #expect(mapping(200_000, atOnce: atOnce) { _ in [] }.observe(1).flows[0].answered == 1)
    }

    /// Items beyond what memory should hold end the run.
    @Test func tooManyItemsReachACap() {
        var plan = mapping(1e9, atOnce: nil) { [$0.wait(1)] }
        plan.caps.inFlight = 50_000
        #expect(plan.observe(1).stop == .inFlightCap(50_000))
    }

    /// Three times in four once more: the number of visits is geometric, its mean 4 and its variance 12.
    @Test func aLoopIsLeftByChance() {
        var plan = Plan.blank
        let start = plan.code([plan.wait(1), .choose(0)])
        let again = plan.code([.loop(to: UInt32(start))]), leave = plan.code([.end])
        plan.program.choices = [ChoicePlan(shares: [0.75, 0.25], targets: [again, leave], stream: "choice")]
        plan.functions = [FunctionPlan(name: "f", account: 0, memory: 1769, vCPU: 1)]
        plan.handlers = [HandlerPlan(name: "looper", fleet: .function(0), entry: start)]
        plan.source(.poisson(.constant(5)), to: 0)
        let means = plan.figures(length: 2_000) { ($0.flows[0].latency.mean ?? 0) / 1e9 }
        #expect(z(means, 4) < 5.9)
        let variances = plan.figures(length: 2_000) { ($0.flows[0].latency.variance ?? 0) / 1e18 }
        #expect(z(variances, 12) < 5.9)
    }
}
