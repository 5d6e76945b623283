// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels
import Sampling
import SimulationKernel
import Testing
import Workload

@testable import Study

@Suite struct WarmUpCheckTests {
    /// Batches of five that have these means.
    private func course(_ means: [Double]) -> [Double] { means.flatMap { Array(repeating: $0, count: 5) } }

    /// Twelve batches: 90, 60, then 9 and 11 in turn. Leaving out two leaves ten of variance 1: 10 / 100 = 0.1; leaving
    /// out three, 9 of mean 10.11: 8.89 / 81 = 0.11; leaving out one, 60 among them: 2,283 / 121 = 19.
    @Test func theCutIsWhereTheRestIsKnownBest() {
        let settling = [90, 60] + (0..<10).map { $0 % 2 == 0 ? 9.0 : 11 }
        #expect(WarmUpCheck.truncation(of: course(settling)) == 10)
        #expect(WarmUpCheck.transient(in: course(settling)) == 10)
        #expect(WarmUpCheck.truncation(of: course([Double](repeating: 4, count: 12))) == 0)
        #expect(WarmUpCheck.truncation(of: course([90, 60, 10])) == nil)
    }

    @Test func noiseIsNoTransient() {
        // 9 and 11 in turn, and a first pair that is a little off: within 5 % of the rest.
        let noise = [10.3, 10.2, 9.9] + (0..<17).map { $0 % 2 == 0 ? 9.0 : 11 }
        #expect(WarmUpCheck.transient(in: course(noise)) == nil)
    }

    /// Requests of 600 s on unlimited instances: t seconds after an empty start 300 × (1 − e^(−t/600)) are running, 95 %
    /// of 300 after 1,800 s.
    private func study(warmUp: Double) throws -> StudyResult {
        var plan = Fixtures.plan(rate: .constant(0.5), mean: 600)
        plan.accounts = [AccountPlan(name: "account", concurrency: nil)]
        var core = Fixtures.core([Fixtures.subject("lambda", plan)], length: 6000)
        core.design = .whole(.seconds(6000), warmUp: .seconds(warmUp))
        core.rule.fixed = 5
        return try core.run()
    }

    @Test func aWarmUpThatIsTooShortIsWarnedOf() throws {
        #expect(try study(warmUp: 60).warnings.contains { $0.contains("warm-up of 60 s is too short") })
        #expect(try !study(warmUp: 6000).warnings.contains { $0.contains("too short") })
    }
}
