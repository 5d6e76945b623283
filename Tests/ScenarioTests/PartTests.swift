// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
@testable import Scenario
import SimulationKernel
import Testing

@Suite struct PartTests {
    @Test func stepsBecomeInstructions() throws {
        var scenario = ScenarioText()
        scenario.backends = "  orders: { kind: table }\n  mailer: { kind: external, latency: 90 ms }"
        scenario.handlers = """
              buy:
                steps:
                  - compute: 8 ms
                  - write: { orders: 2 KB, timeout: 2 s, consistency: transactional }
                  - get: orders
                  - parallel: [ [ call: { mailer: 3 KB, on-failure: ignore }, compute: 1 ms ], [ compute: 2 ms ] ]
                  - wait: 5 ms
                  - fail: 20%
                  - respond: 0.5 KB
            """
        let plan = try scenario.deployment().plan
        let program = plan.program
        #expect(program.instructions == [
            .compute(draw: 0), .call(0), .call(1), .fork(0), .wait(draw: 1),
            .fail(probability: 0.2, draw: 2, error: 0), .respond(draw: 3), .end,
            .call(2), .compute(draw: 4), .join, .compute(draw: 5), .join,
        ])
        #expect(program.forks.map(\.branches) == [[8, 11]])
        #expect(plan.handlers[0].entry == 0)
        #expect(plan.handlers[0].computesInParallel)
        #expect(program.calls[0].operation == .write(transactional: true))
        #expect(program.calls[0].bytes?.distribution == .constant(2_048))
        #expect(program.calls[0].timeout == .seconds(2))
        // Reads of a table are eventually consistent unless asked; SDK calls retry.
        #expect(program.calls[1].operation == .read(.eventual))
        #expect(program.calls[1].retry.attempts == 3)
        #expect(program.calls[2].operation == .call && program.calls[2].failureIsIgnored)
        #expect(program.calls[2].latency?.distribution == .constant(0.09))
        #expect(Set(program.draws.map(\.stream)).count == program.draws.count)
    }

    @Test func handlersMayBeEmpty() throws {
        var scenario = ScenarioText()
        scenario.handlers = "  buy: { steps: [] }"
        #expect(try scenario.deployment().plan.program.instructions == [.end])
    }

    @Test func doorsAreRead() throws {
        var scenario = ScenarioText()
        scenario.doors = """
              shop:
                routes: [ buy ]
                timeout: 10 s
                preflight: 10%
                throttle: { rate: 100/s, burst: 200 }
                authorizer: { kind: function, handler: check, cache: 5 min, callers: { count: 1000, zipf: 1.1 } }
            """
        scenario.handlers = "  buy: { steps: [] }\n  check: { steps: [ compute: 1 ms ] }"
        let door = try scenario.deployment().plan.doors[0]
        #expect(door.timeout == .seconds(10))
        #expect(door.preflightShare == 0.1)
        #expect(door.throttle == TokenBucketPlan(rate: 100, burst: 200))
        #expect(door.sharedThrottle == SharedThrottle(
            pool: "aws/us-east-1/api-gateway", bucket: TokenBucketPlan(rate: 10_000, burst: 5_000)))
        guard case .handler(1, cache: .timeToLive(let time, let keys, let exponent, _)?) = door.authorizer else {
            Issue.record("no authorizer function"); return
        }
        #expect(time == .seconds(300) && keys == 1_000 && exponent == 1.1)
    }

    @Test func responseCachesNeedAProductThatHasOne() throws {
        var scenario = ScenarioText()
        scenario.doors = "  shop: { routes: [ buy ], cache: { for: 60 s, keys: { count: 50, zipf: 1 } } }"
        scenario.deployments = "  rest: { place: { shop: { use: rest-api } } }\n  http: { place: { shop: http-api } }"
        let loaded = try scenario.load()
        let compiled = loaded.compile()
        #expect(compiled[0].plan.doors[0].responseCache != nil)
        #expect(compiled[0].placements.contains { $0.product == .restAPI(cacheGigabytes: 0.5) })
        #expect(compiled[1].plan.doors[0].responseCache == nil)
        #expect(loaded.warnings.count == 1)
    }

    @Test func backendsAreRead() throws {
        var scenario = ScenarioText()
        scenario.backends = """
              mailer: { kind: external, latency: { exponential: 0.1 s }, limit: 50/s, burst: 80, concurrency: 4,
                        when-full: { queue: 10, patience: 2 s } }
              ledger: { kind: table, capacity: { read: 100, write: 50 }, storage: 5 GB }
              people: { kind: relational, proxy: true }
            """
        scenario.handlers = "  buy: { steps: [ call: mailer, read: ledger, query: people ] }"
        let compiled = try scenario.deployment()
        let plan = compiled.plan
        #expect(plan.backends[0].rate == TokenBucketPlan(rate: 50, burst: 80))
        #expect(plan.backends[0].concurrency == 4)
        #expect(plan.backends[0].whenFull
            == .queue(capacity: 10, patience: Draw(.constant(2), stream: "backends.mailer.patience")))
        #expect(plan.backends[1].readUnits == .provisioned(rate: 100, burst: .seconds(300)))
        #expect(plan.backends[1].writeUnits == .provisioned(rate: 50, burst: .seconds(300)))
        #expect(compiled.placements[1].product
            == .dynamoDB(DynamoDBPlacement(capacity: .provisioned(read: 100, write: 50), stored: StoredData(gigabytes: 5))))
        // 8 GB of a db.m7g.large: min(8 × 1024³ / 9,531,392, 5,000) = 901.
        #expect(plan.backends[2].connections == ConnectionPlan(maximum: 901, isPooledByProxy: true))
        #expect(plan.backends[2].whenFull
            == .queue(capacity: nil, patience: Draw(.constant(120), stream: "backends.people.patience")))
    }

    @Test func windowsWaysAndCrowdingAreRead() throws {
        var scenario = ScenarioText()
        scenario.backends = """
              mailer: { kind: external, latency: 1 s, limit: { calls: 10, each: 5 s }, latency-per-call: 10 ms }
              ledger: { kind: external, latency: 1 s, each-way: { exponential: 20 ms }, limit: 50/s }
            """
        scenario.handlers = "  buy: { steps: [ call: mailer, call: ledger ] }"
        scenario.deployments = "  one: { place: { ledger: { use: external, limit: { calls: 3, each: 1 s } } } }"
        let plan = try scenario.deployment().plan
        #expect(plan.backends[0].fixedWindow == FixedWindowPlan(calls: 10, window: .seconds(5)))
        #expect(plan.backends[0].rate == nil)
        #expect(plan.backends[0].latencyPerCall == 0.01)
        #expect(plan.backends[1].fixedWindow == FixedWindowPlan(calls: 3, window: .seconds(1)))
        #expect(plan.backends[1].rate == nil && plan.backends[1].latencyPerCall == 0)
        #expect(plan.program.calls.map(\.eachWay?.distribution) == [nil, .exponential(mean: 0.02)])
    }

    @Test func aWindowHasNoBurst() {
        var scenario = ScenarioText()
        scenario.backends = "  mailer: { kind: external, latency: 1 s, limit: { calls: 10, each: 5 s }, burst: 3 }"
        scenario.handlers = "  buy: { steps: [ call: mailer ] }"
        #expect(scenario.failureText().contains("calls of a window have no burst"))
        scenario.backends = "  mailer: { kind: external, latency: 1 s, limit: { calls: 10 } }"
        #expect(scenario.failureText().contains("each"))
    }

    @Test func readsAndWritesMayTakeTheirOwnTime() throws {
        var scenario = ScenarioText()
        scenario.backends = """
              orders: { kind: table, latency: 5 ms, write-latency: 12 ms }
              stock: { kind: table, read-latency: 1 ms }
            """
        scenario.handlers =
            "  buy: { steps: [ get: orders, put: orders, delete: orders, call: orders, read: stock, write: stock ] }"
        scenario.deployments = "  lambda: { place: { stock: { use: dynamodb, write-latency: 9 ms } } }"
        let calls = try scenario.deployment().plan.program.calls.map(\.latency?.distribution)
        #expect(calls == [0.005, 0.012, 0.012, 0.005, 0.001, 0.009].map { .constant($0) })
    }

    /// API Gateway answers preflights from its CORS settings; behind a load balancer the handler has to.
    @Test func preflightsAreAnsweredByWhoCan() throws {
        var scenario = ScenarioText()
        scenario.doors = "  shop: { routes: [ buy ], preflight: 25% }"
        scenario.deployments = """
              http: { place: { shop: http-api } }
              rest: { place: { shop: rest-api } }
              alb: { place: { shop: { use: alb, preflight-compute: 2 ms } } }
              plain: { place: { shop: direct } }
            """
        let plans = try scenario.compile().map(\.plan)
        #expect(plans[0].doors[0].preflightAnswer == .door && plans[1].doors[0].preflightAnswer == .door)
        // After the handler's own compute and end.
        #expect(plans[2].doors[0].preflightAnswer == .handler(entry: 2))
        #expect(plans[2].program.instructions == [.compute(draw: 0), .end, .compute(draw: 1), .end])
        #expect(plans[2].program.draws[1].distribution == .constant(0.002))
        #expect(plans[3].program.draws[1].distribution == .constant(0.001))
        #expect(plans.allSatisfy { $0.doors[0].preflightShare == 0.25 })
    }

    @Test func gatewayEndpointsKeepCallsOffTheGateway() throws {
        var scenario = ScenarioText()
        scenario.backends = """
              orders: { kind: table }
              files: { kind: object-store }
              people: { kind: relational }
              mailer: { kind: external, latency: 90 ms }
            """
        scenario.handlers = "  buy: { steps: [ read: orders, get: files, query: people, call: mailer ] }"
        scenario.deployments = "  lambda: { place: { orders: { use: dynamodb, vpc-endpoint: true } } }"
        let outside = try scenario.deployment().plan.backends.map(\.isOutsideNetwork)
        #expect(outside == [false, true, false, true])
    }

    @Test func provisionedConcurrencyFollowsASchedule() throws {
        var scenario = ScenarioText()
        scenario.period = "{ simulate: 1 week, starts: monday }"
        scenario.deployments = """
              lambda:
                place:
                  buy:
                    use: lambda
                    time-zone: -5 h
                    provisioned:
                      count: 2
                      schedule: [ { at: weekdays 09:00, count: 40 }, { at: weekdays 17:00, count: 2 } ]
            """
        let plan = try #require(try scenario.deployment().plan.functions[0].provisioned)
        #expect(plan.count == 2 && plan.greatestCount == 40 && plan.schedule.count == 10)
        // 09:00 at UTC-5 is 14:00 UTC.
        #expect(plan.schedule[0] == ScheduledCount(time: SimulationTime(seconds: 14 * 3600), count: 40))
        #expect(plan.schedule[1] == ScheduledCount(time: SimulationTime(seconds: 22 * 3600), count: 2))
        // 90 s and 38 more at 100 a second.
        #expect(plan.preparation(of: 38) == .seconds(90.38))
        #expect(plan.billing.increment == .seconds(300))
        scenario.deployments = "  lambda: { place: { buy: { use: lambda, reserved: 20, provisioned: "
            + "{ count: 0, schedule: [ { at: 09:00, count: 40 } ] } } } }"
        #expect(scenario.failureText().contains("cannot exceed reserved concurrency (20)"))
    }
}
