// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// What tells the platforms of the platform files apart, on their bills: each beside a neighbour that does not do it.
@Suite struct PlatformTests {
    /// An hour of requests, one every 100 ms, that compute for 10 ms and then wait for an API of somebody else's.
    private func option(
        _ product: String, of provider: String, _ values: String = "", wait: String = "990 ms", every: String = "100 ms"
    ) throws -> DeploymentResult {
        let placement = "{ use: \(product)\(values.isEmpty ? "" : ", ")\(values) }"
        let text = """
            name: A platform
            period: { simulate: 1 h, bill-as: 1 h }
            traffic: { users: { to: serve, arrivals: { process: deterministic, every: \(every) } } }
            handlers: { serve: { steps: [ compute: 10 ms, call: { partner: 0 B } ] } }
            backends: { partner: { kind: external, latency: \(wait) } }
            deployments: { it: { provider: \(provider), place: { serve: \(placement) } } }
            """
        return try #require(Fixtures.study(text, replications: 1).deployments.first)
    }

    private func quantity(_ meter: String, _ option: DeploymentResult) -> Double {
        option.invoice.first { $0.meter == meter }?.quantity.value ?? 0
    }

    /// Ten requests of a second are always under way: on ten instances, or on one. Each instance is billed for its time.
    @Test func flexBillsInstancesAndConsumptionBillsExecutions() throws {
        let flex = "functions-flex/on_demand_execution_time"
        let alone = quantity(flex, try option("azure-flex", of: "azure", "concurrency: 1"))
        let shared = quantity(flex, try option("azure-flex", of: "azure", "concurrency: 10"))
        // 10 × 3,600 s × 2 GB; what is more comes of instances that start at the beginning.
        #expect(abs(alone / 72_000 - 1) < 0.05, "\(alone)")
        #expect(alone > 4 * shared, "\(alone) against \(shared)")
        let consumption = "functions-consumption/execution_time"
        let one = quantity(consumption, try option("azure-consumption", of: "azure", "concurrency: 1"))
        let many = quantity(consumption, try option("azure-consumption", of: "azure", "concurrency: 10"))
        #expect(abs(one / many - 1) < 0.05)
    }

    @Test func waitingCostsNothingOnWorkers() throws {
        let cpu = "workers-paid/cpu_time"
        let short = quantity(cpu, try option("workers", of: "cloudflare", wait: "50 ms"))
        let long = quantity(cpu, try option("workers", of: "cloudflare", wait: "900 ms"))
        // 36,000 requests of 10 ms.
        #expect(abs(short / 360_000 - 1) < 0.001 && abs(long / 360_000 - 1) < 0.001)
        let active = "cloud-run-request/cpu_active"
        let values = "concurrency: 1, start-up: none"
        let quick = quantity(active, try option("cloud-run", of: "google", values, wait: "50 ms"))
        let slow = quantity(active, try option("cloud-run", of: "google", values, wait: "900 ms"))
        #expect(slow > 5 * quick)
    }

    /// One request at a time, ten wanted: the rest wait, ten seconds at most, and get a 429.
    @Test func cloudRunLetsRequestsWaitAndThenRefusesThem() throws {
        let one = "concurrency: 1, instances: 0..1, start-up: 1 s"
        let run = try option("cloud-run", of: "google", one).overall
        // Nine of ten.
        #expect(abs((run.refusedShare.value ?? 0) - 0.9) < 0.01)
        // Ten seconds of patience and one of work.
        #expect(run.latency.maximum.map { $0 > 10 && $0 < 11.5 } ?? false)
    }

    /// 35 ms with a third of a core are billed as 100 ms, 36,000 times, of half a gigabyte.
    @Test func theFirstGenerationRoundsEachRequest() throws {
        let gen1 = try option("cloud-functions-gen1", of: "google", wait: "5 ms")
        #expect(abs(quantity("cloud-functions-gen1/memory", gen1) - 1_800) < 1)
    }

    /// One replica with a request of a second every hundred seconds: 99 % of its time at the idle rate.
    @Test func containerAppsHaveAnIdleRate() throws {
        let apps = try option("azure-container-apps", of: "azure", "instances: 1..1", every: "100 s")
        let idle = quantity("container-apps/vcpu_idle", apps), active = quantity("container-apps/vcpu_active", apps)
        #expect(abs(idle + active - 1_800) < 10, "half a core for an hour")
        #expect(idle > 0.98 * (idle + active))
    }
}
