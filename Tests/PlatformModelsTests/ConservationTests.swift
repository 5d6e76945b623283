// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Testing
@testable import PlatformModels

/// Whatever a plan mixes, a run ends, keeps its balances and can be repeated.
@Suite struct ConservationTests {
    private let stretch = Stretch(start: SimulationTime(seconds: 15), warmUp: .seconds(15), length: .seconds(75))

    /// Requests, messages, busy time: what came is what went and what is left.
    @Test(arguments: 0..<16)
    func balancesHold(part: Int) {
        for seed in 0..<25 {
            let seed = UInt64(part * 25 + seed)
            let observation = Replication(FuzzPlans.plan(seed), seed: seed, replication: 0).run(over: stretch)
            #expect(observation.violations.isEmpty, "plan \(seed)")
        }
    }

    /// The same plan, seed and number: the same bytes, whatever else ran before.
    @Test(arguments: 0..<20)
    func runsRepeat(seed: Int) {
        let plan = FuzzPlans.plan(UInt64(seed))
        let runs = (0..<2).map { _ in
            String(describing: Replication(plan, seed: 3, replication: 1).run(over: stretch))
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] != String(describing: Replication(plan, seed: 4, replication: 1).run(over: stretch)))
    }

    /// When nothing comes any more, everything is given back: no request, invocation, frame or delivery is left, and
    /// no message but those that nobody reads.
    @Test(arguments: 0..<8)
    func everythingIsGivenBack(part: Int) {
        for seed in 0..<25 {
            let seed = UInt64(1_000 + part * 25 + seed)
            var plan = FuzzPlans.plan(seed)
            for index in plan.sources.indices {
                plan.sources[index].arrivals = .times((0..<60).map { Double($0) / 2 }, period: nil)
            }
            var simulation = Simulation(ApplicationModel(plan, seed: seed, replication: 0, start: .zero))
            simulation.model.begin(&simulation.scheduler)
            simulation.run(until: SimulationTime(seconds: 3_000))
            guard !simulation.isStopped else { continue }
            #expect(simulation.model.requests.count == 0, "requests of plan \(seed)")
            let waiting = (0..<simulation.model.subscriptions.count).contains {
                guard case .nobody = simulation.model.subscriptions[$0].plan.target else {
                    return simulation.model.subscriptions[$0].backlog.value > 0
                }
                return false
            }
            guard !waiting else { continue }
            #expect(simulation.model.invocations.count == 0, "invocations of plan \(seed)")
            #expect(simulation.model.frames.count == 0, "frames of plan \(seed)")
            #expect(simulation.model.deliveries.count == 0, "deliveries of plan \(seed)")
            for backend in 0..<simulation.model.backends.count {
                #expect(simulation.model.backends[backend].inService.value == 0, "backends of plan \(seed)")
                #expect(simulation.model.backends[backend].queued.value == 0, "backends of plan \(seed)")
            }
            for function in 0..<simulation.model.functions.count {
                #expect(simulation.model.functions[function].busy.value == 0, "functions of plan \(seed)")
            }
        }
    }
}
