// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario
import Testing

@testable import Study

@Suite struct FunctionFindingTests {
    /// Two requests a second of 5 ms, and instances that live for a second idle: one in eight or so starts cold.
    @Test func coldStartsThatBreakAnObjectiveAreFound() throws {
        let run = FindingRun(
            rule: .coldStarts,
            text: """
                name: Cold
                period: { simulate: 10 min }
                traffic: { callers: { to: work, arrivals: { rate: 2/s } } }
                handlers: { work: { steps: [ compute: 5 ms ] } }
                deployments:
                  lambda:
                    place: { work: { use: lambda, memory: 1769 MB, cold-start: 800 ms, idle-lifetime: 1 s } }
                objectives: { work: { p99: 200 ms } }
                """)
        let finding = try run.expectCure("5")
        #expect(finding.address == "deployments.lambda.place.work.provisioned")
        #expect(finding.evidence.hasPrefix("100 % of the requests later than 200 ms"))
    }

    /// An HTTP API's 99th percentile is 25 ms by its profile.
    @Test func aDoorSlowerThanTheObjectiveIsFound() throws {
        let run = FindingRun(
            rule: .platformLatency,
            text: """
                name: Fast
                period: { simulate: 5 min }
                traffic: { callers: { to: shop/work, arrivals: { rate: 20/s } } }
                doors: { shop: { routes: [ work ] } }
                handlers: { work: { steps: [ compute: 0.1 ms ] } }
                deployments:
                  lambda: { place: { work: { use: lambda, memory: 1769 MB, cold-start: none }, shop: { use: http-api } } }
                objectives: { work: { p99: 8 ms } }
                """)
        let finding = try run.expectCure("direct")
        #expect(finding.address == "deployments.lambda.place.shop.use" && finding.evidence.contains("25 ms"))
    }

    @Test func workBeyondAQuarterOfAnHourIsFound() throws {
        let run = FindingRun(
            rule: .longWork,
            text: """
                name: Long
                period: { simulate: 2 h }
                traffic: { callers: { to: work, arrivals: { rate: 1/min } } }
                handlers: { work: { steps: [ wait: 20 min ] } }
                deployments: { lambda: { place: { work: { use: lambda, timeout: 900 s, cold-start: none } } } }
                """)
        let finding = try run.expectCure("10 min", at: "handlers.work.steps.1.wait")
        #expect(finding.address == "deployments.lambda.place.work.use" && finding.evidence.contains("100 %"))
    }

    /// The timeout nobody thought of: 3 s, where the work takes 5.
    @Test func aTimeoutBelowTheWorkIsFound() throws {
        let run = FindingRun(
            rule: .shortTimeout,
            text: """
                name: Short
                period: { simulate: 10 min }
                traffic: { callers: { to: work, arrivals: { rate: 1/s } } }
                handlers: { work: { steps: [ wait: 5 s ] } }
                deployments:
                  lambda: { place: { work: { use: lambda } } }
                  pool: { place: { work: { use: fargate, tasks: 2 } } }
                """)
        let finding = try run.expectCure("10 s")
        #expect(finding.address == "deployments.lambda.place.work.timeout" && finding.evidence.hasPrefix("100 %"))
        // What answers nobody is cheap, and no option.
        let verdict = try run.study().verdict
        #expect(verdict.excluded == [Exclusion(deployment: "lambda", reasons: [.doesFew(.requests, share: 0)])])
        #expect(verdict.sentence.hasPrefix("pool ") && verdict.sentence.contains("lambda answers none of its requests"))
    }

    /// Five executions of 100 ms take 50 a second; 80 come.
    @Test func aDoorThatLetsTooMuchPassIsFound() throws {
        let run = FindingRun(
            rule: .doorAboveFunction,
            text: """
                name: Wide door
                period: { simulate: 5 min }
                traffic: { callers: { to: shop/work, arrivals: { rate: 80/s } } }
                doors: { shop: { routes: [ work ] } }
                handlers: { work: { steps: [ wait: 100 ms ] } }
                deployments:
                  lambda: { place: { work: { use: lambda, reserved: 5, cold-start: none }, shop: { use: http-api } } }
                """)
        let finding = try run.expectCure("45/s")
        #expect(finding.address == "doors.shop.throttle" && finding.evidence.contains("take 50 a second"))
    }

    /// Ten requests a second for each unit of concurrency: five take 50 a second of 10 ms, not the 500 that would fit.
    @Test func aDoorAboveTheLimitOnRequestsIsFound() throws {
        let run = FindingRun(
            rule: .doorAboveFunction,
            text: """
                name: Wide door
                period: { simulate: 5 min }
                traffic: { callers: { to: shop/work, arrivals: { rate: 100/s } } }
                doors: { shop: { routes: [ work ] } }
                handlers: { work: { steps: [ wait: 10 ms ] } }
                deployments:
                  lambda: { place: { work: { use: lambda, reserved: 5, cold-start: none }, shop: { use: http-api } } }
                """)
        let finding = try run.expectCure("48/s")
        #expect(finding.evidence.contains("a concurrency of 5 takes 50 requests a second"), "\(finding.evidence)")
    }

    /// The door leaves after a second, the work takes three: all of it is for nobody.
    @Test func workForNobodyIsFound() throws {
        let run = FindingRun(
            rule: .workForNobody,
            text: """
                name: Nobody
                period: { simulate: 10 min }
                traffic: { callers: { to: shop/work, arrivals: { rate: 5/s } } }
                doors: { shop: { routes: [ work ], timeout: 1 s } }
                handlers: { work: { steps: [ wait: 3 s ] } }
                deployments:
                  lambda: { place: { work: { use: lambda, timeout: 30 s, cold-start: none }, shop: { use: http-api } } }
                """)
        let finding = try run.expectCure("1 s", at: "handlers.work.steps.1.wait")
        #expect(finding.address == "deployments.lambda.place.work.timeout" && finding.title.hasPrefix("shop gives up"))
        #expect(try run.findings([Override(path: finding.address, value: "900 ms")]).isEmpty)
    }

    /// Ten at once all day, mostly waiting, which one task does for a fraction of the price. Bursts of as much work
    /// keep a function busy for moments only.
    @Test func aSteadyLoadThatContainersCarryForLessIsFound() throws {
        let run = FindingRun(
            rule: .steadyLoad,
            text: """
                name: Steady
                period: { simulate: 20 min }
                traffic: { callers: { to: work, arrivals: { process: poisson, rate: 50/s } } }
                handlers: { work: { steps: [ compute: 1 ms, wait: 200 ms ] } }
                deployments:
                  lambda: { place: { work: { use: lambda, memory: 1769 MB, cold-start: none } } }
                  fargate: { place: { work: { use: fargate, cpu: 1, memory: 2 GB, tasks: 2 } } }
                """)
        let finding = try run.expectCure("{ process: batches, of: 900, rate: 2/min }", at: "traffic.callers.arrivals")
        #expect(finding.deployment == "lambda" && finding.address == "deployments.lambda.place.work.use")
        #expect(finding.evidence.contains("fargate"))
    }
}
