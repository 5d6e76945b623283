// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
@testable import Scenario
import SimulationKernel
import Testing

@Suite struct PlacementTests {
    private func lambda(_ settings: String) throws -> (FunctionPlan, LambdaPlacement, AccountPlan) {
        var scenario = ScenarioText()
        scenario.deployments = "  lambda: { place: { buy: { use: lambda, \(settings) } } }"
        let compiled = try scenario.deployment()
        guard case .lambda(let placement)? = compiled.placements.first(where: { $0.component == .function(0) })?.product
        else { throw MissingPlacement() }
        return (compiled.plan.functions[0], placement, compiled.plan.accounts[0])
    }

    private struct MissingPlacement: Error {}

    @Test func memoryBringsCores() throws {
        // 512 / 1,769 = 0.28943
        #expect(abs(try lambda("memory: 512 MB").0.vCPU - 0.289_429) < 1e-6)
        #expect(try lambda("memory: 1769 MB").0.vCPU == 1)
    }

    @Test func lambdaDefaultsAreThoseOfTheProfile() throws {
        let (plan, placement, account) = try lambda("memory: 1 GB")
        #expect(plan.memory == 1_024)
        #expect(plan.timeout == .seconds(3))
        #expect(plan.reserved == nil && plan.provisioned == nil && plan.maximumInstances == nil)
        #expect(plan.requestRateFactor == 10)
        #expect(plan.scaleOut == TokenBucketPlan(rate: 100, burst: 1_000))
        #expect(plan.idleLifetime == Draw(.uniform(low: 300, high: 420), stream: "place.buy.idle-lifetime"))
        #expect(plan.maximumAge == Draw(.uniform(low: 3_600, high: 14_400), stream: "place.buy.maximum-age"))
        #expect(plan.replacesAged && plan.reuse == .mostRecentlyReleased && plan.whenFull == .refuse)
        #expect(plan.billing == BillingClock(increment: .seconds(0.001), minimum: .zero))
        #expect(plan.start.placement?.distribution == .uniform(low: 0.05, high: 0.2))
        // 5 MB at 50 MB/s.
        #expect(plan.start.download?.distribution == .constant(0.1))
        #expect(plan.start.initialisationLimit == .seconds(10) && plan.start.initialisationIsBilled)
        // 2.5 times the median of 142 ms that was measured for nodejs22 as a zip on x86_64.
        #expect(abs((plan.start.initialisation?.distribution.quantile(0.5) ?? 0) - 0.355) < 0.001)
        // 3.5 ms at 1,024 MB is 2.03 ms on a full core.
        #expect(abs((plan.start.firstCall?.distribution.mean ?? 0) - 0.0035 * 1_024 / 1_769) < 1e-5)
        #expect(
            placement
                == LambdaPlacement(
                    architecture: .x86_64, memoryMegabytes: 1_024, ephemeralMegabytes: 512,
                    logs: LogChoices(bytesPerRequest: 512, retention: .seconds(730 * 3600)), network: .open,
                    savingsPlan: nil, provisioned: 0, package: .zip))
        #expect(account.name == "aws/us-east-1" && account.concurrency == 1_000 && account.requestRateFactor == 10)
    }

    @Test func everyLambdaKeyIsRead() throws {
        let (plan, placement, account) = try lambda(
            """
            memory: 2 GB, runtime: java21, package: image, architecture: arm64, timeout: 30 s, reserved: 50,
              provisioned: { count: 20, spill-over: false, ready-after: 90 s }, ephemeral-storage: 1 GB, init-factor: 3,
              first-call: 40 ms, first-call-slowdown: 2, placement-time: 80 ms, init-limit: none, bill-init: false,
              idle-lifetime: 10 min, maximum-age: none, reuse: random, replace-aged: false, account-concurrency: 500,
              requests-per-concurrency: 20/s, scale-out: { rate: 50/s, burst: 500 }, max-instances: 40,
              queue: { queue: 5, patience: 1 s }, logs: 1 KB, log-retention: 90 days, network: nat,
              savings-plan: savings-1y-no-upfront, bill-increment: 100 ms, bill-minimum: 100 ms
            """)
        #expect(plan.memory == 2_048 && plan.timeout == .seconds(30) && plan.reserved == 50)
        #expect(plan.provisioned == ProvisionedPlan(count: 20, readyAfter: .seconds(90), spillsOver: false))
        #expect(plan.start.placement?.distribution == .constant(0.08))
        #expect(plan.start.download == nil)
        #expect(plan.start.firstCall?.distribution == .constant(0.04) && plan.start.firstCallSlowdown == 2)
        #expect(plan.start.initialisationLimit == nil && !plan.start.initialisationIsBilled)
        // 3 × 310.6 ms.
        #expect(abs((plan.start.initialisation?.distribution.quantile(0.5) ?? 0) - 0.9318) < 0.001)
        #expect(plan.idleLifetime?.distribution == .constant(600) && plan.maximumAge == nil)
        #expect(plan.reuse == .random && !plan.replacesAged && plan.maximumInstances == 40)
        #expect(plan.scaleOut == TokenBucketPlan(rate: 50, burst: 500))
        #expect(plan.whenFull == .queue(capacity: 5, patience: Draw(.constant(1), stream: "place.buy.queue.patience")))
        #expect(plan.billing == BillingClock(increment: .seconds(0.1), minimum: .seconds(0.1)))
        #expect(account.concurrency == 500 && account.requestRateFactor == 20)
        #expect(
            placement
                == LambdaPlacement(
                    architecture: .arm64, memoryMegabytes: 2_048, ephemeralMegabytes: 1_024,
                    logs: LogChoices(bytesPerRequest: 1_024, retention: .seconds(90 * 86_400)), network: .nat,
                    savingsPlan: .oneYearNoUpfront, provisioned: 20, package: .image))
    }

    @Test func everyFargateKeyIsRead() throws {
        var scenario = ScenarioText()
        scenario.deployments = """
              fargate:
                region: eu-west-1
                place:
                  handlers:
                    { use: fargate, cpu: 0.5, memory: 1 GB, architecture: arm64, tasks: 2..40, concurrency: 100,
                      queue: { queue: 20, patience: 2 s }, scale-on: { cpu: 60%, requests-per-task: 1000/min },
                      metric-period: 20 s, periods-out: 2, periods-in: 10, alarm-delay: 5 s, cooldown-out: 60 s,
                      cooldown-in: 120 s, scale-in-below: 80%, schedule: [ { at: 09:00, tasks: 10..40 } ],
                      time-zone: 1 h, start-up: 40 s, launch-rate: { rate: 5/s, burst: 10 }, health-check: 10 s,
                      deregistration: 60 s, routing: least-outstanding, pricing: spot, public-ip: false, network: nat,
                      logs: 2 KB, connection-pool: 20, ephemeral-storage: 30 GB }
                  shop: { use: alb, rules: 12 }
            """
        let compiled = try scenario.deployment()
        let plan = compiled.plan.services[0]
        #expect(plan.vCPU == 0.5 && plan.memory == 1_024 && plan.concurrency == 100)
        #expect(plan.tasks == TaskBounds(minimum: 2, maximum: 40))
        #expect(
            plan.whenFull == .queue(capacity: 20, patience: Draw(.constant(2), stream: "place.handlers.queue.patience"))
        )
        #expect(plan.trackings.map(\.metric) == [.cpu, .requestsPerTask])
        #expect(plan.trackings[0].target == 0.6 && abs(plan.trackings[1].target - 1_000) < 1e-9)
        #expect(
            plan.trackings.allSatisfy {
                $0.period == .seconds(20) && $0.periodsOut == 2 && $0.periodsIn == 10 && $0.alarmDelay == .seconds(5)
                    && $0.cooldownOut == .seconds(60) && $0.cooldownIn == .seconds(120) && $0.scaleInBelow == 0.8
            })
        // Each of the seven days, at 08:00 UTC.
        #expect(plan.schedule.count == 7 && plan.schedule[0].time == SimulationTime(seconds: 8 * 3_600))
        #expect(plan.schedule[0].bounds == TaskBounds(minimum: 10, maximum: 40))
        #expect(plan.startUp?.distribution == .constant(40))
        #expect(plan.launchRate == TokenBucketPlan(rate: 5, burst: 10))
        #expect(plan.healthCheck == .seconds(10) && plan.deregistration == .seconds(60))
        #expect(plan.routing == .leastOutstanding && plan.connectionPool == 20)
        #expect(plan.billing == BillingClock(increment: .seconds(1), minimum: .seconds(60)))
        #expect(
            compiled.placements[0]
                == Placement(
                    component: .service(0), name: "handlers", provider: .aws, region: Region(rawValue: "eu-west-1"),
                    product: .fargate(
                        FargatePlacement(
                            architecture: .arm64, vCPU: 0.5, memoryMegabytes: 1_024, pricing: .spot,
                            ephemeralGigabytes: 30,
                            hasPublicIP: false,
                            logs: LogChoices(bytesPerRequest: 2_048, retention: .seconds(730 * 3600)), network: .nat))))
        #expect(compiled.placements[1].product == .alb(
            LoadBalancerPlacement(rules: 12, idleTimeout: .seconds(60), publicAddresses: 2)))
    }

    @Test func startUpFollowsTheImage() throws {
        var scenario = ScenarioText()
        scenario.deployments = "  f: { place: { handlers: { use: fargate, image: 413 MB } } }"
        let plan = try scenario.deployment().plan.services[0]
        // 12 s + 413 MB / 9.5 MB/s + 2 s = 57.5 s, with the spread 0.93 to 1.09.
        let mean = 12 + 413 / 9.5 + 2
        #expect(abs((plan.startUp?.distribution.quantile(0) ?? 0) - 0.93 * mean) < 1e-9)
        #expect(abs((plan.startUp?.distribution.quantile(1) ?? 0) - 1.09 * mean) < 1e-9)
        #expect(plan.tasks == TaskBounds(minimum: 2, maximum: 2) && plan.scaler == .none)
    }

    @Test func poolsAreServersOfQueueingTheory() throws {
        var scenario = ScenarioText()
        scenario.doors = ""
        scenario.traffic = "  callers: { to: buy, arrivals: { rate: 1/s } }"
        scenario.deployments =
            "  pool: { place: { buy: { use: pool, servers: 50, queue: 15, patience: { exponential: 2 s } } } }"
        let plan = try scenario.deployment().plan.services[0]
        #expect(plan.tasks == TaskBounds(minimum: 50, maximum: 50) && plan.concurrency == 1 && plan.vCPU == 1)
        #expect(plan.routing == .sharedQueue)
        #expect(
            plan.whenFull
                == .queue(capacity: 15, patience: Draw(.exponential(mean: 2), stream: "place.buy.queue.patience")))
    }
}
