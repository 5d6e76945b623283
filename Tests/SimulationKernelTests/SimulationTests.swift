// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import SimulationKernel

/// Counts down by one each second and writes down when.
private struct Countdown: SimulationModel, ~Copyable {
    var left: Int
    var log: [Double] = []

    mutating func handle(_ event: Int, scheduler: inout Scheduler<Int>) {
        log.append(scheduler.now.seconds)
        left -= 1
        if left == 0 { scheduler.stop() } else { scheduler.schedule(event, after: .seconds(1), as: .arrival) }
    }
}

@Suite struct SimulationTests {
    @Test func runsUpToButNotIncludingItsEnd() {
        var simulation = Simulation(Countdown(left: 100))
        simulation.scheduler.schedule(0, at: .zero, as: .arrival)
        simulation.run(until: SimulationTime(seconds: 3))
        let first = simulation.model.log
        #expect(first == [0, 1, 2])
        simulation.run(until: SimulationTime(seconds: 4))
        let second = simulation.model.log
        #expect(second == [0, 1, 2, 3])
        let (handled, now) = (simulation.eventsHandled, simulation.scheduler.now)
        #expect(handled == 4)
        #expect(now == SimulationTime(seconds: 4))
    }

    @Test func stopsWhenTheModelSaysSo() {
        var simulation = Simulation(Countdown(left: 2))
        simulation.scheduler.schedule(0, at: .zero, as: .arrival)
        simulation.run(until: SimulationTime(seconds: 50))
        let (isStopped, now) = (simulation.isStopped, simulation.scheduler.now)
        #expect(isStopped)
        #expect(now == SimulationTime(seconds: 1))
    }

    // S15: what Double seconds cannot do on a one-year clock, integers can.
    @Test func aYearOfNanosecondsIsExact() {
        let year = 31_536_000.0
        #expect(year.ulp == 3.725290298461914e-09)
        #expect(Float(year).ulp == 2)
        #expect(abs(Double(Int64.max) / 1e9 / 31_557_600 - 292.27102304531326) < 1e-6)
        var drifting = 0.0
        for _ in 0..<10_000_000 { drifting += 0.1 }
        #expect(abs(drifting - 1e6 - -0.0001610246254131198) < 1e-9)
        var exact = SimulationTime.zero
        for _ in 0..<10_000_000 { exact = exact + .seconds(0.1) }
        #expect(exact == SimulationTime(seconds: 1e6))
    }
}
