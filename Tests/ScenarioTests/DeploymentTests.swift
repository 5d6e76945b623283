// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
@testable import Scenario
import SimulationKernel
import Testing

@Suite struct DeploymentTests {
    private var scenario: ScenarioText {
        var scenario = ScenarioText()
        scenario.doors = "  shop: { routes: [ buy, look, pay ] }"
        scenario.traffic =
            "  shoppers: { to: { shop/buy: 50%, shop/look: 30%, shop/pay: 20% }, arrivals: { rate: 1/s } }"
        scenario.handlers = "  buy: { steps: [] }\n  look: { steps: [] }\n  pay: { steps: [ call: bank ] }"
        scenario.backends = "  bank: { kind: external, latency: 1 s }"
        return scenario
    }

    @Test func theMostSpecificPlacementWins() throws {
        var scenario = scenario
        scenario.deployments = """
              base: { place: { handlers: { use: lambda, memory: 512 MB, timeout: 5 s }, pay: { memory: 1 GB } } }
              more: { like: base, place: { handlers: { memory: 256 MB }, look: { timeout: 9 s } } }
            """
        let compiled = try scenario.compile()
        #expect(compiled[0].plan.functions.map(\.memory) == [512, 512, 1_024])
        #expect(compiled[0].plan.functions.map(\.timeout) == [.seconds(5), .seconds(5), .seconds(5)])
        // What is said of a part stays before what is said later of its group.
        #expect(compiled[1].plan.functions.map(\.memory) == [256, 256, 1_024])
        #expect(compiled[1].plan.functions.map(\.timeout) == [.seconds(5), .seconds(9), .seconds(5)])
    }

    @Test func aGroupSharesAServiceAndAnIndividualHasItsOwn() throws {
        var scenario = scenario
        scenario.deployments = """
              mixed:
                place: { handlers: { use: fargate, cpu: 2, memory: 4 GB }, pay: { tasks: 3 }, look: lambda }
            """
        let plan = try scenario.deployment().plan
        #expect(plan.services.map(\.name) == ["handlers", "pay"])
        #expect(plan.handlers.map(\.fleet) == [.service(0), .function(0), .service(1)])
        // The individual service takes over what its group says, the function does not.
        #expect(plan.services[1].vCPU == 2 && plan.services[1].tasks.minimum == 3)
        #expect(plan.functions[0].memory == 128)
    }

    @Test func anotherProductDoesNotInheritSettings() throws {
        var scenario = scenario
        scenario.deployments = """
              containers: { place: { handlers: { use: fargate, memory: 8 GB, tasks: 4 }, shop: { use: alb } } }
              hybrid: { like: containers, place: { pay: { use: lambda, memory: 256 MB } } }
            """
        let plan = try scenario.compile()[1].plan
        #expect(plan.functions.map(\.name) == ["pay"] && plan.functions[0].memory == 256)
        #expect(plan.services.map(\.memory) == [8_192])
    }

    @Test func partsMayHaveTheirOwnRegion() throws {
        var scenario = scenario
        scenario.deployments = "  two: { region: eu-west-1, place: { pay: { region: us-east-1 } } }"
        let compiled = try scenario.deployment()
        #expect(compiled.plan.accounts.map(\.name) == ["aws/eu-west-1", "aws/us-east-1"])
        #expect(compiled.plan.functions.map(\.account) == [0, 0, 1])
        #expect(compiled.placements.first { $0.name == "pay" }?.region?.rawValue == "us-east-1")
    }

    @Test func insteadReplacesParts() throws {
        var scenario = scenario
        scenario.deployments = """
              plain: {}
              cached:
                like: plain
                instead:
                  handlers: { pay: { steps: [ get: memo, call: bank ] } }
                  backends: { memo: { kind: cache } }
              child: { like: cached, instead: { backends: { bank: { kind: external, latency: 2 s } } } }
            """
        let compiled = try scenario.compile()
        #expect(compiled.map(\.plan.program.calls.count) == [1, 2, 2])
        #expect(compiled.map { $0.plan.backends.map(\.name) } == [["bank"], ["bank", "memo"], ["bank", "memo"]])
        #expect(compiled[2].plan.program.calls[1].latency?.distribution == .constant(2))
        // The same call draws from the same stream in every deployment.
        #expect(compiled[0].plan.program.calls[0].stream == compiled[2].plan.program.calls[1].stream)
    }

    @Test func whatIsNotPlacedGetsTheNaturalProduct() throws {
        var scenario = scenario
        scenario.backends = """
              bank: { kind: external, latency: 1 s }
              a: { kind: table }
              b: { kind: relational }
              c: { kind: cache }
              d: { kind: object-store }
            """
        scenario.deployments = "  none: {}"
        let compiled = try scenario.deployment()
        let products = Dictionary(uniqueKeysWithValues: compiled.placements.map { ($0.name, $0.product.model) })
        #expect(
            products == [
                "bank": .external, "a": .dynamoDB, "b": .rds, "c": .elastiCache, "d": .s3, "buy": .lambda,
                "look": .lambda,
                "pay": .lambda, "shop": .httpAPI,
            ])
        for (name, product) in products {
            #expect(
                compiled.assumptions.contains {
                    $0.path == "deployments.none.place.\(name).use" && $0.value == product.rawValue
                        && $0.origin == .derived
                })
        }
    }

    @Test func everyEntityHasItsPlacement() throws {
        var scenario = scenario
        scenario.deployments = "  f: { place: { handlers: fargate, buy: lambda } }"
        let compiled = try scenario.deployment()
        #expect(
            Set(compiled.placements.map(\.component))
                == [.function(0), .service(0), .door(0), .backend(0)])
    }
}

/// The example that the language was designed with, as far as it can run today.
@Suite struct OrderProcessingTests {
    @Test func loads() throws {
        let text = """
            name: Order processing
            period: { simulate: 1 week, bill-as: 730 h }
            traffic:
              shoppers: { to: shop/place-order, arrivals: { process: poisson, mean: 25/s, profile: retail-week }, retry: sdk-standard }
              orders: { to: notify, arrivals: { mean: 5/s } }
            doors:
              shop: { routes: [ place-order ], authorizer: { kind: jwt, cache: 5 min }, timeout: 10 s }
            handlers:
              place-order:   { steps: [ compute: { median: 8 ms, p99: 40 ms }, write: { orders: 2 KB }, respond: 0.5 KB ] }
              notify:        { steps: [ call: { mailer: 3 KB, timeout: 2 s, retry: { attempts: 3, jitter: full } } ] }
            backends:
              orders: { kind: table }
              mailer: { kind: external, latency: { median: 90 ms, p99: 800 ms }, limit: 50/s, when-full: refuse }
            deployments:
              lambda:
                provider: aws
                region: us-east-1
                place: { handlers: { use: lambda, memory: 512 MB, runtime: nodejs22 }, shop: { use: http-api } }
              fargate:
                like: lambda
                place: { handlers: { use: fargate, cpu: 1, memory: 2 GB, tasks: 2..40, scale-on: { cpu: 60% } }, shop: { use: alb } }
              hybrid:
                like: fargate
                place: { notify: { use: lambda, memory: 256 MB, runtime: nodejs22 } }
            objectives:
              place-order: { p99: 300 ms, refused: < 0.1% }
              notify: { lost: none }
              monthly-cost: < 2000 USD
            """
        let scenario = try Scenario.load(text: text)
        #expect(scenario.allWarnings.isEmpty)
        let compiled = scenario.compile()
        #expect(compiled.map(\.plan.functions.count) == [2, 0, 1])
        #expect(compiled.map(\.plan.services.count) == [0, 1, 1])
        #expect(compiled[2].placements.first { $0.component == .door(0) }?.product == .alb(
            LoadBalancerPlacement(rules: 5, idleTimeout: .seconds(60), publicAddresses: 2)))
    }
}
