// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Testing
@testable import PlatformModels

/// The other scalers without a simulation, by hand.
@Suite struct ScalerTests {
    /// 1, 4, 8, 16 … up to a hundred; down at once; the last after 300 s without work.
    @Test func stepsOfContainerApps() {
        var plan = SteppedScalingPlan(metric: .concurrency, target: 10)
        plan.window = plan.poll
        var scaler = SteppedScaler(plan, at: .zero)
        var tasks = 0
        func poll(_ number: Int, _ inFlight: Double) -> Int {
            tasks = scaler.decide(.at(30 * Double(number), tasks: tasks, inFlight: inFlight)) ?? tasks
            return tasks
        }
        #expect((1...8).map { poll($0, 1000) } == [1, 4, 8, 16, 32, 64, 100, 100])
        #expect(poll(9, 95) == 10)
        #expect((10...18).map { poll($0, 0) } == Array(repeating: 1, count: 9))
        #expect(poll(19, 0) == 0, "300 s after 270 s")
    }

    @Test func theMetricOfFifteenSecondsIsPolledEveryThirty() {
        var scaler = SteppedScaler(SteppedScalingPlan(metric: .concurrency, target: 10), at: .zero)
        #expect(scaler.period == .seconds(15))
        #expect(scaler.decide(.at(15, tasks: 1, inFlight: 1000)) == nil)
        #expect(scaler.decide(.at(30, tasks: 1, inFlight: 20)) == 2, "the last fifteen seconds alone")
    }

    @Test func rulesOnCoresKeepOne() {
        var plan = SteppedScalingPlan(metric: .cpu, target: 0.5)
        plan.window = plan.poll
        var scaler = SteppedScaler(plan, at: .zero)
        #expect(scaler.decide(.at(1000, tasks: 4)) == 1)
        #expect(scaler.decide(.at(1030, tasks: 1)) == 1)
    }

    /// 480 requests at 60 % of 80 are 10 tasks; 12 cores at 60 % of one are 20. A minute is twelve periods.
    @Test func sharesOfCloudRun() {
        var scaler = ConcurrencyScaler(ConcurrencyScalingPlan())
        for period in 1...12 {
            #expect(scaler.decide(.at(5 * Double(period), tasks: 1, inFlight: 480, concurrency: 80)) == 10)
        }
        #expect(scaler.decide(.at(65, tasks: 1, concurrency: 80)) == 10, "⌈11/12 × 10⌉")
        #expect(scaler.decide(.at(70, tasks: 1, concurrency: 80)) == 9, "⌈10/12 × 10⌉")
        var other = ConcurrencyScaler(ConcurrencyScalingPlan())
        #expect(other.decide(.at(5, tasks: 1, inFlight: 480, cores: 12, concurrency: 80)) == 20)
    }

    /// 96 requests at 32 each are three tasks, doubled; five minutes later that is forgotten.
    @Test func roomForADoubling() {
        var scaler = ManagedInstancesScaler(ManagedInstancesPlan())
        #expect(scaler.decide(.at(60, tasks: 3, inFlight: 96, concurrency: 32)) == 6)
        for minute in 2...5 {
            #expect(scaler.decide(.at(60 * Double(minute), tasks: 6, inFlight: 32, concurrency: 32)) == 6)
        }
        #expect(scaler.decide(.at(360, tasks: 6, inFlight: 32, concurrency: 32)) == 2)
        var other = ManagedInstancesScaler(ManagedInstancesPlan())
        #expect(other.decide(.at(60, tasks: 3, inFlight: 96, cores: 4, concurrency: 32)) == 8, "cores ask for more")
    }

    @Test func startsForThoseWhoWait() {
        let one = StartsOnDemand(concurrency: 1, vCPU: 1, coreQuota: nil)
        #expect(one.starts(waiting: 3, coming: 1, wanted: 5, maximum: 10) == 2)
        #expect(one.starts(waiting: 30, coming: 1, wanted: 5, maximum: 10) == 5)
        #expect(one.starts(waiting: 0, coming: 0, wanted: 5, maximum: 10) == 0)
        let ten = StartsOnDemand(concurrency: 10, vCPU: 0.25, coreQuota: 2.5)
        #expect(ten.starts(waiting: 10, coming: 0, wanted: 5, maximum: 100) == 1)
        #expect(ten.starts(waiting: 11, coming: 0, wanted: 5, maximum: 100) == 2)
        #expect(ten.starts(waiting: 100, coming: 0, wanted: 5, maximum: 100) == 5, "ten quarters of a core")
        let any = StartsOnDemand(concurrency: nil, vCPU: 1, coreQuota: nil)
        #expect(any.starts(waiting: 1_000, coming: 0, wanted: 0, maximum: 100) == 1)
    }

    @Test func aMovingAverageForgets() {
        var average = MovingAverage(over: .seconds(6), every: .seconds(2))
        #expect(average.mean == 0 && !average.isFull)
        for sample in [3.0, 6, 9] { average.add(sample) }
        #expect(average.mean == 6 && average.isFull && average.maximum == 9)
        average.add(0)
        #expect(average.mean == 5)
    }
}
