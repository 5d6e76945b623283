// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
@testable import PlatformModels

extension FuzzPlans {
    /// Something of what tells container platforms apart.
    mutating func makePlatform(_ service: inout ServicePlan) {
        service.scaler = pick([
            .none, .horizontalPod(HorizontalPodPlan(metric: pick(TaskMetric.allCases), target: 0.5)),
            .knative(KnativePlan(capacity: 3)),
            .stepped(SteppedScalingPlan(metric: pick(TaskMetric.allCases), target: 1)),
            .concurrency(ConcurrencyScalingPlan()), .perRequest(PerRequestScalingPlan(coreQuota: pick([nil, 3]))),
            .managed(ManagedInstancesPlan()),
        ])
        // Scalers that nobody wakes keep a task.
        switch service.scaler {
        case .none: break
        case .knative, .concurrency, .perRequest: service.tasks.minimum = below(3)
        case .targetTracking, .horizontalPod, .stepped, .managed: service.tasks.minimum = 1 + below(2)
        }
        if service.tasks.minimum == 0 || happens(0.5) { service.waitingPlace = .fleet }
        service.impatienceIsThrottling = happens(0.5)
        if happens(0.2) { service.coreSharing = .unlimited }
        if happens(0.3) { service.cpuLimit = .seconds(0.5) }
        if happens(0.3) { service.requestTimeout = RequestTimeoutPlan(limit: .seconds(2), stopsWork: happens(0.5)) }
        if happens(0.3) {
            service.coldStart = ColdStartChance(probability: 0.3, duration: Draw(.constant(0.2), stream: "chance"))
        }
        if happens(0.5) { service.idleLifetime = Draw(.exponential(mean: 5), stream: "service idle") }
        if happens(0.5) { service.launchRate = TokenBucketPlan(rate: 1, burst: 1) }
        if happens(0.7) {
            service.activity = ActivityPlan(
                billing: BillingClock(increment: .seconds(0.1), minimum: .seconds(1)), includesStartUp: happens(0.5))
        }
        if happens(0.5) { service.requestBilling = BillingClock(increment: .seconds(0.1), minimum: .zero) }
        if happens(0.4) {
            var nodes = NodePlan(taskSlots: 1 + below(3), minimum: below(2), maximum: 4)
            nodes.startUp = Draw(.constant(4), stream: "node")
            nodes.scanInterval = .seconds(2)
            nodes.idleBeforeRemoval = .seconds(6)
            service.nodes = nodes
        }
    }
}
