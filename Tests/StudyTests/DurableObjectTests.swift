// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// One thread for each object, which is billed while it has requests.
@Suite struct DurableObjectTests {
    private func option(_ placement: String, _ arrivals: String, work: String, seconds: Int) throws -> DeploymentResult {
        let text = """
            name: Objects
            period: { simulate: \(seconds) s, bill-as: \(seconds) s }
            traffic: { users: { to: serve, arrivals: \(arrivals) } }
            handlers: { serve: { steps: [ wait: \(work) ] } }
            deployments: { it: { provider: cloudflare, place: { serve: \(placement) } } }
            """
        return try #require(Fixtures.study(text, replications: 4).deployments.first)
    }

    private static let calm = "use: durable-objects, cold-start-share: 0%"

    /// M/M/1 at half load takes twice the service time, 200 ms; a hundred objects with a hundredth of the requests each
    /// have a load of 0.005 and take 100 ms / 0.995. The same requests to Workers wait for nobody.
    @Test(arguments: [
        ("{ \(calm), objects: 1 }", 0.2), ("{ \(calm), objects: 100 }", 0.1 / 0.995),
        ("{ use: workers, cold-start-share: 0% }", 0.1), ("{ \(calm), objects: 1, concurrency: unlimited }", 0.1),
    ])
    func requestsForOneObjectWaitForOneAnother(placement: String, mean: Double) throws {
        let seen = try option(placement, "{ rate: 5/s }", work: "{ exponential: 100 ms }", seconds: 20_000)
        let found = try #require(seen.overall.latency.mean?.value)
        // 400,000 requests: some four standard errors of an M/M/1's correlated times.
        #expect(abs(found / mean - 1) < 0.02, "\(found)")
    }

    /// Two objects, of which the first has 2/3 of the requests (Zipf with exponent 1): loads of 2/3 and 1/3 at ten a
    /// second of 100 ms. By M/M/1 each, the mean is 2/3 · 0.1 / (1/3) + 1/3 · 0.1 / (2/3) = 0.25 s.
    @Test func popularObjectsWaitLonger() throws {
        let seen = try option(
            "{ \(Self.calm), objects: { count: 2, zipf: 1 } }", "{ rate: 10/s }", work: "{ exponential: 100 ms }",
            seconds: 20_000)
        #expect(abs((seen.overall.latency.mean?.value ?? 0) / 0.25 - 1) < 0.03)
    }

    /// 3,600 requests that wait for 250 ms are 900 s of 0.128 GB. Of eight a second two are always there, and the object
    /// is billed for the hour, not for two.
    @Test func waitingIsBilledOnceForAllRequestsAtATime() throws {
        func duration(_ placement: String, _ arrivals: String) throws -> Double? {
            try option(placement, arrivals, work: "250 ms", seconds: 3600).invoice
                .first { $0.meter == "durable-objects/duration" }?.quantity.value
        }
        let alone = try duration("{ \(Self.calm), objects: 1 }", "{ process: deterministic, every: 1 s, first: 500 ms }")
        #expect(abs((alone ?? 0) - 115.2) < 1e-6)
        let pairs = "{ process: deterministic, every: 125 ms, first: 62.5 ms }"
        let shared = try duration("{ \(Self.calm), objects: 1, concurrency: unlimited }", pairs)
        #expect(abs((shared ?? 0) - 3600 * 0.128) < 1)
    }
}
