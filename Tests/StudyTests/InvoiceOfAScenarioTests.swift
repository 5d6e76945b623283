// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario
import SimulationKernel
import Testing

@testable import Study

/// From the file to the invoice, for what can be counted by hand.
@Suite struct InvoiceOfAScenarioTests {
    /// A request a second for an hour, if nothing else is said, which is billed as an hour of us-east-1.
    private func bills(
        _ rest: String, traffic: String = "to: api/work, arrivals: { process: deterministic, every: 1 s, first: 500 ms }"
    ) throws -> [Bill] {
        let text = """
            name: Hand-calculated
            period: { simulate: 1 h, bill-as: 1 h }
            traffic: { users: { \(traffic) } }
            \(rest)
            """
        let prices = try PriceBook.standard()
        return try Scenario.load(text: text).compile().map { deployment in
            let observation = Replication(deployment.plan, seed: 1, replication: 0)
                .run(over: Stretch(length: .seconds(3600)))
            #expect(observation.violations.isEmpty)
            return try Biller(prices: prices, placements: deployment.placements, billedHours: 1, freeTier: false)
                .bill(observation, deployment.plan)
        }
    }

    private func line(_ bill: Bill, _ meter: String) -> BillLine? { bill.lines.first { $0.meter == meter } }

    @Test func bytesThroughTheGatewayReachTheInvoice() throws {
        let bills = try bills("""
            doors: { api: { routes: [ work ] } }
            handlers:
              work:
                steps:
                  - call: { mailer: 1 MB }
                  - put: { files: 512 KB }
                  - read: { orders: 4 KB }
                  - query: { people: 64 KB }
            backends:
              mailer: { kind: external, latency: 10 ms }
              files: { kind: object-store }
              orders: { kind: table }
              people: { kind: relational }
            deployments:
              functions:
                place:
                  work: { use: lambda, network: nat, timeout: 30 s }
                  orders: { use: dynamodb, vpc-endpoint: true }
              containers: { like: functions, place: { work: { use: fargate, network: nat }, api: alb } }
              open: { like: functions, place: { work: { use: lambda, network: open } } }
            """)
        // 3,600 times 1.5 MB; the table has an endpoint, the database stands inside.
        let gigabytes = Decimal(3600) * Decimal(string: "1.5")! / 1024
        for bill in bills.prefix(2) {
            #expect(line(bill, "vpc/nat_gateway_data")?.quantity == gigabytes)
            #expect(line(bill, "vpc/nat_gateway_data")?.amount == gigabytes * Decimal(string: "0.045")!)
            #expect(line(bill, "vpc/nat_gateway_hour")?.quantity == 1)
        }
        #expect(line(bills[2], "vpc/nat_gateway_data") == nil && line(bills[2], "vpc/nat_gateway_hour") == nil)
        // 3,600 objects are put, and no reads of them.
        #expect(line(bills[0], "s3/put_copy_post_list")?.quantity == 3600)
        #expect(line(bills[0], "s3/get_and_other") == nil)
    }

    /// Half of the requests go to a function: an hour of 3,600 × 400 KB is 1.4746 GB (decimal), of which a unit is 1 GB,
    /// and 0.4 GB of the function's half. Which of the two is named first changes nothing.
    @Test func aBalancersUnitsGoByWhoAnswers() throws {
        let function = "{ share: 50%, use: lambda, memory: 1769 MB, cold-start: none }"
        let container = "{ share: 50%, use: fargate, tasks: 1 }"
        let bills = try bills("""
            doors: { api: { routes: [ work ] } }
            handlers: { work: { steps: [ compute: 1 ms, respond: 400 KB ] } }
            deployments:
              one: { place: { work: { split: [ \(function), \(container) ] }, api: alb } }
              other: { place: { work: { split: [ \(container), \(function) ] }, api: alb } }
            """)
        let hour = Decimal(3600 * 400 * 1024) / 1_000_000_000
        for bill in bills {
            let units = try #require(line(bill, "elb/alb_lcu")).quantity
            #expect(abs(units - hour * (Decimal(25) / 20 + Decimal(1) / 2)) < hour / 20, "\(units)")
        }
    }

    /// Four fifths come from the cache, and leave as the others do.
    @Test func cachedAnswersLeaveToo() throws {
        let bills = try bills("""
            doors: { api: { routes: [ work ], cache: { hit: 80% } } }
            handlers: { work: { steps: [ compute: 1 ms, respond: 100 KB ] } }
            deployments: { cached: { place: { work: { use: lambda, cold-start: none }, api: rest-api } } }
            """)
        let out = try #require(line(bills[0], "datatransfer/internet_out")).quantity
        // Nothing is known of the size before the first answer.
        #expect(abs(out - Decimal(3600 * 100) / 1024 / 1024) < Decimal(string: "0.002")!)
        #expect((600...840).contains(try #require(line(bills[0], "lambda/requests_x86")).quantity))
    }

    /// 3,600 messages of 200 KB are sent through the gateway; containers take them from the queue through it too, while
    /// a function gets them from the platform. An invocation of 64 KB goes to the platform's interface.
    @Test func messagesGoThroughTheGateway() throws {
        let bills = try bills("""
            doors: { api: { routes: [ work ] } }
            handlers:
              work: { steps: [ send: { jobs: 200 KB }, invoke: { helper: 64 KB } ] }
              take: { steps: [ compute: 10 ms ] }
              helper: { steps: [ compute: 1 ms ] }
            channels: { jobs: { kind: queue, to: take, batch: 1 } }
            deployments:
              functions: { place: { handlers: { use: lambda, network: nat, timeout: 30 s } } }
              containers: { place: { handlers: { use: fargate, network: nat }, helper: lambda, api: alb } }
              inside: { place: { handlers: { use: fargate, network: nat }, api: alb, jobs: broker } }
            """)
        let megabyte = Decimal(3600) / 1024 / 1024
        let function = try #require(line(bills[0], "vpc/nat_gateway_data")).quantity
        #expect(abs(function - megabyte * 264) < megabyte / 1000)
        let container = try #require(line(bills[1], "vpc/nat_gateway_data")).quantity
        // The last message may still be on its way.
        #expect(abs(container - megabyte * 464) < megabyte / 5)
        #expect(line(bills[2], "vpc/nat_gateway_data")?.quantity ?? 0 == 0)
    }

    /// A job of ten minutes an hour on a task of its own: 46 s to start and 600 s of a vCPU and 2 GB, once.
    @Test func aTaskForAJobIsBilledForTheJob() throws {
        let bill = try bills("""
            handlers: { work: { steps: [ compute: 10 min ] } }
            deployments: { task: { place: { work: { use: fargate-task, start-up: 46 s } } } }
            """, traffic: "to: work, arrivals: { process: deterministic, every: 1 h, first: 1 min }")[0]
        let cores = try #require(line(bill, "fargate/vcpu_x86")).quantity
        #expect(abs(cores - Decimal(646) / 3600) < Decimal(string: "0.001")!)
        #expect(abs(try #require(line(bill, "fargate/memory_x86")).quantity - 2 * cores) < Decimal(string: "0.000001")!)
    }

    /// Every request of a browser asks first: at API Gateway a request more, behind a load balancer a call more.
    @Test func preflightsReachTheInvoice() throws {
        let bills = try bills("""
            doors: { api: { routes: [ work ], preflight: 100% } }
            handlers: { work: { steps: [ compute: 10 ms ] } }
            deployments:
              gateway: { place: { work: { use: lambda, memory: 1769 MB, cold-start: none }, api: http-api } }
              balancer: { like: gateway, place: { api: { use: alb, preflight-compute: 2 ms } } }
            """)
        #expect(line(bills[0], "apigateway/http_request")?.quantity == 7200)
        #expect(line(bills[0], "lambda/requests_x86")?.quantity == 3600)
        #expect(line(bills[1], "lambda/requests_x86")?.quantity == 7200)
        // (10 + 2) ms × 3,600 × 1,769 / 1,024 GB.
        #expect(line(bills[1], "lambda/duration_x86")?.quantity == Decimal(string: "43.2")! * 1769 / 1024)
    }

    /// Two environments asked for in the middle of the hour, for 22 minutes: billed as 25.
    @Test func scheduledProvisionedConcurrencyReachesTheInvoice() throws {
        let bills = try bills("""
            doors: { api: { routes: [ work ] } }
            handlers: { work: { steps: [ compute: 10 ms ] } }
            deployments:
              scheduled:
                place:
                  work:
                    use: lambda
                    memory: 1024 MB
                    provisioned: { count: 0, schedule: [ { at: 30 min, count: 2 }, { at: 52 min, count: 0 } ] }
            """)
        let held = try #require(line(bills[0], "lambda/provisioned_concurrency_x86")?.quantity)
        #expect(abs(held - 2 * 25 * 60) < 1e-20)
    }
}
