// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Workload
@testable import PlatformModels

/// Fleets like those of well-known platforms, with round numbers.
extension Plan {
    /// One handler on a service of one core a task that starts at once; requests wait in front of all tasks.
    static func fleet(_ arrivals: ArrivalProcess, seconds: Double, _ configure: (inout ServicePlan) -> Void) -> Plan {
        fleet(arrivals, steps: { [$0.wait(seconds)] }, configure)
    }

    static func fleet(_ arrivals: ArrivalProcess, steps: (inout Plan) -> [Instruction],
                      _ configure: (inout ServicePlan) -> Void) -> Plan {
        var plan = Plan.blank
        let service = plan.service("fleet", tasks: 0) {
            $0.waitingPlace = .fleet
            configure(&$0)
        }
        plan.source(arrivals, to: plan.handler("worker", steps(&plan), on: .service(service)))
        return plan
    }
}

extension ArrivalProcess {
    static func at(_ times: Double...) -> ArrivalProcess { .times(times, period: nil) }

    /// So many at once, at 0 s.
    static func burst(_ count: Int) -> ArrivalProcess { .times(Array(repeating: 0, count: count), period: nil) }

    /// Evenly spaced arrivals, at rates that hold until the given times.
    static func rates(_ phases: (rate: Double, until: Double)...) -> ArrivalProcess {
        var times: [Double] = [], begin = 0.0
        for phase in phases {
            let count = Int(((phase.until - begin) * phase.rate).rounded())
            times += (0..<count).map { begin + Double($0) / phase.rate }
            begin = phase.until
        }
        return .times(times, period: nil)
    }
}

extension ServicePlan {
    /// Azure Functions, Flex Consumption: instances are billed while they have requests.
    mutating func beFlex(concurrency: Int, alwaysReady: Int = 0) {
        self.concurrency = concurrency
        tasks.minimum = alwaysReady
        scaler = .perRequest(PerRequestScalingPlan())
        idleLifetime = Draw(.constant(60), stream: "idle")
        activity = ActivityPlan(billing: BillingClock(increment: .seconds(0.1), minimum: .seconds(1)))
    }

    /// Azure Functions, Consumption: executions are billed; one instance more a second.
    mutating func beConsumption(concurrency: Int) {
        beFlex(concurrency: concurrency)
        activity = nil
        launchRate = TokenBucketPlan(rate: 1, burst: 1)
        requestBilling = BillingClock(increment: .seconds(0.001), minimum: .seconds(0.1))
    }

    /// Cloud Functions, first generation.
    mutating func beFirstGeneration() {
        beFlex(concurrency: 1)
        activity = nil
        requestBilling = BillingClock(increment: .seconds(0.1), minimum: .zero)
    }

    /// Cloud Run with a start of two seconds: patience max(3.5 × 2, 10) s, idle for fifteen minutes.
    mutating func beCloudRun(concurrency: Int, startUp seconds: Double = 2) {
        self.concurrency = concurrency
        scaler = .concurrency(ConcurrencyScalingPlan())
        if seconds > 0 { startUp = Draw(.constant(seconds), stream: "start") }
        whenFull = .queue(capacity: nil, patience: Draw(.constant(max(3.5 * seconds, 10)), stream: "patience"))
        impatienceIsThrottling = true
        idleLifetime = Draw(.constant(900), stream: "idle")
        activity = ActivityPlan(
            billing: BillingClock(increment: .seconds(0.1), minimum: .zero), includesStartUp: true)
    }

    /// Cloudflare Workers: one instance that stands for all, a core for each request.
    mutating func beWorkers() {
        tasks = TaskBounds(minimum: 1, maximum: 1)
        coreSharing = .unlimited
        cpuLimit = .seconds(30)
        activity = ActivityPlan(billing: BillingClock(increment: .seconds(0.001), minimum: .zero))
    }

    /// Lambda Managed Instances: ten requests each, a new one takes two minutes.
    mutating func beManaged() {
        concurrency = 10
        tasks.minimum = 3
        whenFull = .refuse
        scaler = .managed(ManagedInstancesPlan())
        startUp = Draw(.constant(120), stream: "start")
    }
}
