// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Pricing
import SimulationKernel
import Testing

@testable import PlatformModels
@testable import Scenario
@testable import Study

/// Bills computed by hand from the prices of us-east-1.
@Suite struct MeteringTests {
    private let prices: PriceBook
    init() throws { prices = try PriceBook.standard() }

    private func bill(
        _ observation: Observation, _ plan: Plan, _ placements: [Placement], hours: Double = 730, freeTier: Bool = false
    ) throws -> Bill {
        try Biller(prices: prices, placements: placements, billedHours: hours, freeTier: freeTier)
            .bill(observation, plan)
    }

    private func placement(_ component: Component, _ name: String, _ product: PlacedProduct) -> Placement {
        Placement(component: component, name: name, provider: .aws, region: Region(rawValue: "us-east-1"), product: product)
    }

    private func lambda(
        architecture: Architecture = .x86_64, ephemeral: Int = 512, logs: Double = 0, retention: Double = 0,
        network: Network = .open, plan: SavingsTerms? = nil
    ) -> Placement {
        placement(.function(0), "answer", .lambda(LambdaPlacement(
            architecture: architecture, memoryMegabytes: 512, ephemeralMegabytes: ephemeral,
            logs: LogChoices(bytesPerRequest: logs, retention: .seconds(retention * 3600)), network: network,
            savingsPlan: plan, provisioned: 0, package: .zip)))
    }

    private func amount(_ bill: Bill, _ meter: String) -> Decimal? { bill.lines.first { $0.meter == meter }?.amount }

    /// A month of `requests` calls of 200 ms at 512 MB.
    private func month(requests: UInt64, hours: Double = 730) -> (Observation, Plan) {
        let plan = Fixtures.plan()
        var observation = Fixtures.observation(plan, window: hours * 3600, latencies: [])
        observation.functions[0].invocations = requests
        observation.functions[0].billedOnDemand = UInt128(requests) * 200_000_000
        return (observation, plan)
    }

    @Test func aMillionCallsOf200Milliseconds() throws {
        let (observation, plan) = month(requests: 1_000_000)
        let bill = try bill(observation, plan, [lambda()])
        // 1,000,000 × 0.2 s × 0.5 GB = 100,000 GB-s at $0.0000166667; a million requests at $0.20.
        #expect(amount(bill, "lambda/duration_x86") == Decimal(string: "1.66667"))
        #expect(amount(bill, "lambda/requests_x86") == Decimal(string: "0.2"))
        #expect(bill.total == Decimal(string: "1.86667"))
        #expect(!bill.isLowerBound)
    }

    /// Ten restores of half a gigabyte, and a snapshot of half a gigabyte for 730 hours.
    @Test func snapshotsAreKeptAndRestored() throws {
        var (observation, plan) = month(requests: 1000)
        observation.functions[0].coldStarts = 10
        var choices = LambdaPlacement(
            architecture: .x86_64, memoryMegabytes: 512, ephemeralMegabytes: 512,
            logs: LogChoices(bytesPerRequest: 0, retention: .zero), network: .open, savingsPlan: nil, provisioned: 0,
            package: .zip)
        choices.snapStart = .billed
        let bill = try bill(observation, plan, [placement(.function(0), "answer", .lambda(choices))])
        let lines = Dictionary(uniqueKeysWithValues: bill.lines.map { ($0.meter, $0.quantity) })
        #expect(lines["lambda/snapstart_restore"] == 5)
        #expect(lines["lambda/snapstart_cache"] == 1_314_000)
        choices.snapStart = .free
        let free = try self.bill(observation, plan, [placement(.function(0), "answer", .lambda(choices))])
        #expect(!free.lines.contains { $0.meter.contains("snapstart") })
    }

    @Test func anHourIsScaledToTheBilledHours() throws {
        let (observation, plan) = month(requests: 1000, hours: 1)
        #expect(try amount(bill(observation, plan, [lambda()]), "lambda/requests_x86") == Decimal(string: "0.146"))
        #expect(try amount(bill(observation, plan, [lambda()], hours: 720), "lambda/requests_x86")
            == Decimal(string: "0.144"))
    }

    @Test func provisionedConcurrencyStorageLogsAndTheGateway() throws {
        var (observation, plan) = month(requests: 1_000_000)
        observation.functions[0].provisionedTime = UInt128(10) * 730 * 3_600_000_000_000
        observation.functions[0].billedProvisioned = UInt128(1_000_000) * 100_000_000
        observation.functions[0].bytesOutside = 1_073_741_824
        let placement = lambda(
            ephemeral: 1536, logs: 1_073.741824, retention: 3 * 730, network: .nat)
        let bill = try bill(observation, plan, [placement])
        // 10 × 2,628,000 s × 0.5 GB = 13,140,000 GB-s.
        #expect(amount(bill, "lambda/provisioned_concurrency_x86") == 13_140_000 * Decimal(string: "0.0000041667")!)
        #expect(amount(bill, "lambda/provisioned_duration_x86") == 50_000 * Decimal(string: "0.0000097222")!)
        // (200,000 + 100,000 s) × 1 GB above the free 512 MB.
        #expect(amount(bill, "lambda/ephemeral_storage_above_512MB") == 300_000 * Decimal(string: "0.0000000309")!)
        // A million calls of 1/1,000,000 GB: one GB.
        #expect(amount(bill, "cloudwatch/logs_ingest") == Decimal(string: "0.5"))
        // Kept for three months at 0.15 of its size, at $0.03.
        #expect(amount(bill, "cloudwatch/logs_storage") == Decimal(string: "0.0135"))
        #expect(amount(bill, "vpc/nat_gateway_hour") == 730 * Decimal(string: "0.045")!)
        #expect(amount(bill, "vpc/nat_gateway_data") == Decimal(string: "0.045"))
        #expect(amount(bill, "vpc/public_ipv4") == 730 * Decimal(string: "0.005")!)
    }

    @Test func tasksAreBilledByTheirLifeAndTheirMinimum() throws {
        let plan = Fixtures.plan(on: .service(0))
        var observation = Fixtures.observation(plan, window: 3600, latencies: [])
        var level = Level(bucketWidth: .seconds(60))
        level.add(2, at: .zero)
        observation.services[0].tasks = level.summary(at: SimulationTime(seconds: 3600))
        observation.services[0].minimumTopUp = 36_000_000_000
        let placement = placement(.service(0), "answer", .fargate(FargatePlacement(
            architecture: .x86_64, vCPU: 1, memoryMegabytes: 2048, pricing: .onDemand, ephemeralGigabytes: 20,
            hasPublicIP: true, logs: LogChoices(bytesPerRequest: 0, retention: .zero), network: .open)))
        let bill = try bill(observation, plan, [placement])
        // 2.01 task-hours an hour for 730 hours; addresses without the minimum.
        let hours = Decimal(string: "1467.3")!
        #expect(amount(bill, "fargate/vcpu_x86") == hours * Decimal(string: "0.04048")!)
        #expect(amount(bill, "fargate/memory_x86") == 2 * hours * Decimal(string: "0.004445")!)
        #expect(amount(bill, "vpc/public_ipv4") == 1460 * Decimal(string: "0.005")!)
    }

    @Test func loadBalancerUnitsAreTakenHourByHour() throws {
        var plan = Fixtures.plan(on: .service(0))
        plan.doors = [DoorPlan(name: "shop")]
        plan.sources[0].routes[0].door = 0
        var observation = Fixtures.observation(plan, window: 7200, latencies: [])
        var door = DoorObservation(name: "shop")
        // 10 GB in the first hour: 10 units; 500 new connections a second in the second: 20 units.
        door.hourlyRequests = [1000, 1_800_000]
        door.hourlyBytes = [10_000_000_000, 0]
        door.hourlyConnections = [0, 1_800_000_000_000]
        observation.doors = [door]
        let bill = try bill(observation, plan, [placement(.door(0), "shop", .alb(balancer()))], hours: 2)
        // Of the mean hour it would be 10 units each, 20 in all.
        #expect(bill.lines.first { $0.meter == "elb/alb_lcu" }?.quantity == 30)
        #expect(amount(bill, "elb/alb_hour") == Decimal(string: "0.045"))

        // A day that stands for three has each of its hours three times.
        let weighted = try #require(Observation.weighted([(observation, 3)]))
        #expect(weighted.doors[0].hourlyBytes == [10_000_000_000, 0, 10_000_000_000, 0, 10_000_000_000, 0])
        let tripled = try self.bill(weighted, plan, [placement(.door(0), "shop", .alb(balancer()))], hours: 6)
        #expect(tripled.lines.first { $0.meter == "elb/alb_lcu" }?.quantity == 90)
    }

    private func balancer(idle: Double = 60, addresses: Int = 0) -> LoadBalancerPlacement {
        LoadBalancerPlacement(rules: 1, idleTimeout: .seconds(idle), publicAddresses: addresses)
    }

    /// 36,000 connections an hour are 10 a second: 0.4 units as new ones, and at 60 s each 600 open, 0.2 units; at
    /// 3,000 s, 30,000 open are 10 units.
    @Test func openConnectionsAreTheFourthDimension() throws {
        var plan = Fixtures.plan(on: .service(0))
        plan.doors = [DoorPlan(name: "shop")]
        var observation = Fixtures.observation(plan, window: 3600, latencies: [])
        var door = DoorObservation(name: "shop")
        door.hourlyRequests = [36_000]
        door.hourlyBytes = [0]
        door.hourlyConnections = [36_000_000_000]
        observation.doors = [door]
        func units(idle: Double) throws -> Decimal? {
            let placement = placement(.door(0), "shop", .alb(balancer(idle: idle, addresses: 3)))
            let bill = try bill(observation, plan, [placement], hours: 1)
            #expect(amount(bill, "vpc/public_ipv4") == Decimal(string: "0.015"))
            return bill.lines.first { $0.meter == "elb/alb_lcu" }?.quantity
        }
        #expect(try units(idle: 60) == Decimal(string: "0.4"))
        #expect(try units(idle: 3000) == 10)
    }

    @Test func readsAndWritesOfAnObjectStoreHaveTheirOwnPrices() throws {
        var plan = Fixtures.plan()
        plan.backends = [BackendPlan(name: "files")]
        var observation = Fixtures.observation(plan, window: 730 * 3600, latencies: [])
        var files = BackendObservation(name: "files")
        (files.reads, files.writes, files.deletes, files.others) = (1_000_000, 100_000, 500_000, 250_000)
        observation.backends = [files]
        let bill = try bill(observation, plan, [placement(.backend(0), "files", .s3(StoredData(gigabytes: 100)))])
        #expect(amount(bill, "s3/get_and_other") == Decimal(string: "0.5"))
        #expect(amount(bill, "s3/put_copy_post_list") == Decimal(string: "0.5"))
        #expect(amount(bill, "s3/standard_storage") == Decimal(string: "2.3"))
        #expect(bill.total == Decimal(string: "3.3"))
    }

    @Test func doorsAndTables() throws {
        var plan = Fixtures.plan()
        plan.doors = [DoorPlan(name: "api")]
        plan.backends = [BackendPlan(name: "orders")]
        var observation = Fixtures.observation(plan, window: 730 * 3600, latencies: [])
        var door = DoorObservation(name: "api")
        door.requests = 1_000_000
        door.units = 1_000_100
        door.throttled = 100
        door.bytesOut = 10 * 1_073_741_824
        observation.doors = [door]
        var table = BackendObservation(name: "orders")
        table.halfReadUnits = 3_000_000
        table.writeUnits = 1_000_000
        observation.backends = [table]
        let bill = try bill(observation, plan, [
            placement(.door(0), "api", .httpAPI),
            placement(.backend(0), "orders", .dynamoDB(DynamoDBPlacement(capacity: .onDemand, stored: StoredData(gigabytes: 4)))),
        ])
        #expect(amount(bill, "apigateway/http_request") == 1)
        #expect(amount(bill, "datatransfer/internet_out") == Decimal(string: "0.9"))
        #expect(amount(bill, "dynamodb/ondemand_read_unit") == 1_500_000 * Decimal(string: "0.000000125")!)
        #expect(amount(bill, "dynamodb/ondemand_write_unit") == 1_000_000 * Decimal(string: "0.000000625")!)
        #expect(amount(bill, "dynamodb/storage") == 1)
    }

    @Test func whatHasNoPriceMakesALowerBound() throws {
        let (observation, plan) = month(requests: 1000)
        let unknown = try bill(observation, plan, [lambda(architecture: .arm64, plan: .threeYearsPartialUpfront)])
        #expect(unknown.isLowerBound)
        #expect(unknown.lines.contains { $0.amount == nil && $0.meter == "lambda/duration_arm" })
        var owned = lambda()
        owned.provider = nil
        owned.product = .pool()
        #expect(try bill(observation, plan, [owned]).isLowerBound)
    }

    /// Three servers at 5 cents for the 730 hours of a month: $109.50.
    @Test func serversOfOnesOwnHaveThePriceThatTheScenarioSays() throws {
        let text = """
            name: Own
            traffic: { users: { to: work, arrivals: { rate: 1/s } } }
            handlers: { work: { steps: [ compute: 10 ms ] } }
            deployments: { own: { place: { work: { use: pool, servers: 3, price: { per-hour: 0.05 USD } } } } }
            """
        let own = try #require(Scenario.load(text: text).compile().first)
        let observation = Replication(own.plan, seed: 1, replication: 0).run(over: Stretch(length: .seconds(60)))
        let bill = try Biller(prices: prices, placements: own.placements, billedHours: 730, freeTier: false)
            .bill(observation, own.plan)
        #expect(bill.lines.map(\.amount) == [Decimal(string: "109.5")])
        #expect(bill.lines.map(\.quantity) == [2190] && !bill.isLowerBound)
    }

    /// Half a million requests in one month and one and a half in the next: the mean month is free, the months are not.
    @Test func theFreeTierIsTakenOffEachReplicationsMonth() throws {
        var subject = Fixtures.subject("lambda", Fixtures.plan())
        subject.biller = Biller(prices: prices, placements: [lambda()], billedHours: 730, freeTier: true)
        var core = Fixtures.core([subject], length: 730 * 3600)
        core.rule.fixed = 2
        core.simulate = { _, _, replication, _ in
            var (observation, _) = month(requests: replication == 0 ? 500_000 : 1_500_000)
            observation.functions[0].billedOnDemand = 0
            return observation
        }
        let line = try #require(try core.run().deployments[0].invoice.first)
        #expect(line.quantity.value == 1_000_000)
        // (0 + 500,000 × $0.0000002) / 2.
        #expect(abs(try #require(line.amount).value - 0.05) < 1e-12)
    }
}
