// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
import Testing
@testable import PlatformModels

/// Kubernetes' formulas, by hand.
@Suite struct HorizontalPodScalerTests {
    private func scaler(_ metric: TaskMetric = .concurrency, target: Double = 1,
                        _ configure: (inout HorizontalPodPlan) -> Void = { _ in }) -> HorizontalPodScaler {
        var plan = HorizontalPodPlan(metric: metric, target: target)
        plan.metricLag = .zero
        configure(&plan)
        return HorizontalPodScaler(plan)
    }

    /// 4 × 1.09 and 4 × 0.91 are within a tenth of the target; ⌈4 × 1.12⌉ = 5; ⌈4 × 2⌉ = 8.
    @Test(arguments: [(2.18, 4), (1.82, 4), (2.24, 5), (4, 8)])
    func desiredIsInProportionBeyondTheTolerance(cores: Double, tasks: Int) {
        var scaler = scaler(.cpu, target: 0.5)
        #expect(scaler.decide(.at(15, tasks: 4, cores: cores)) == tasks)
    }

    /// From 1 by four to 5, then doubled: 10, 20, 40.
    @Test func growthIsLimitedInEachSync() {
        var scaler = scaler()
        var tasks = 1
        let course = (1...4).map { sync in
            tasks = scaler.decide(.at(15 * Double(sync), tasks: tasks, inFlight: 1000)) ?? tasks
            return tasks
        }
        #expect(course == [5, 10, 20, 40])
    }

    /// The last wish for ten, at 0 s, keeps ten up to 300 s after it; the first sync beyond sees two.
    @Test func theLargestWishOfFiveMinutesHoldsTheCount() {
        var scaler = scaler()
        #expect(scaler.decide(.at(0, tasks: 10, inFlight: 10)) == 10)
        for sync in 1...20 {
            #expect(scaler.decide(.at(15 * Double(sync), tasks: 10, inFlight: 2)) == 10, "sync \(sync)")
        }
        #expect(scaler.decide(.at(315, tasks: 10, inFlight: 2)) == 2)
    }

    /// Four of eight tasks do not serve yet. Eight requests on four are twice the target, but on eight just it;
    /// twenty on eight ask for twenty, of which sixteen are allowed.
    @Test(arguments: [(8.0, 8), (20, 16)])
    func unknownTasksCountAsIdleOnTheWayUp(inFlight: Double, tasks: Int) {
        var scaler = scaler()
        #expect(scaler.decide(.at(15, tasks: 8, ready: 4, inFlight: inFlight)) == tasks)
    }

    /// One request on four tasks, four more presumed at their target: (1 + 4) ÷ 8 × 8 = 5, not 1.
    @Test func unknownTasksCountAsFullOnTheWayDown() {
        var scaler = scaler { $0.downStabilisation = .seconds(10) }
        #expect(scaler.decide(.at(0, tasks: 8, ready: 4, inFlight: 1)) == 8, "five, but eight were there just now")
        #expect(scaler.decide(.at(15, tasks: 8, ready: 4, inFlight: 1)) == 5)
    }

    @Test func theMetricIsOld() {
        var scaler = scaler { $0.metricLag = .seconds(60) }
        for sync in 0..<4 {
            #expect(scaler.decide(.at(15 * Double(sync), tasks: 1, inFlight: sync == 0 ? 3 : 1)) == nil)
        }
        #expect(scaler.decide(.at(60, tasks: 1, inFlight: 1)) == 3, "what was seen a minute ago")
    }
}
