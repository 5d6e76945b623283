// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// What goes from one provider to another takes longer, and its bytes are billed where they leave.
@Suite struct CrossingTests {
    /// Ten minutes of ten requests a second, billed as an hour: 36,000 calls of 1 MB.
    private func option(_ verb: String, _ place: String, network: String = "") throws -> DeploymentResult {
        let text = """
            name: Near and far
            period: { simulate: 10 min, bill-as: 1 h }
            traffic: { users: { to: serve, arrivals: { process: deterministic, every: 100 ms } } }
            handlers: { serve: { steps: [ compute: 10 ms, \(verb): { store: 1 MB } ] } }
            backends: { store: { kind: object-store, latency: 5 ms } }
            deployments: { it: { place: { \(place) }\(network) } }
            """
        return try #require(Fixtures.study(text, replications: 1).deployments.first)
    }

    private let workers = "serve: { use: workers, cold-start-share: 0% }"
    private let gigabytes = 36_000.0 / 1024

    private func out(_ option: DeploymentResult) -> Double {
        option.invoice.first { $0.meter == "datatransfer/internet_out" }?.quantity.value ?? 0
    }

    /// 10 ms of work, 5 ms of the store, and 12 ms from the edge to a region, twice.
    @Test func theWayThereAndBackIsPartOfTheLatency() throws {
        let far = try option("get", "\(workers), store: s3").overall.latency
        #expect(abs((far.maximum ?? 0) - 0.039) < 0.000_1)
        let near = try option("get", "\(workers), store: r2").overall.latency
        #expect(abs((near.maximum ?? 0) - 0.015) < 0.000_1)
        let said = try option("get", "\(workers), store: s3", network: ", network: { edge: 30 ms }").overall.latency
        #expect(abs((said.maximum ?? 0) - 0.075) < 0.000_1)
    }

    /// What is read leaves AWS, which bills it; what is written leaves Cloudflare, which does not.
    @Test func bytesAreBilledWhereTheyLeave() throws {
        let read = out(try option("get", "\(workers), store: s3"))
        #expect(abs(read / gigabytes - 1) < 0.05, "\(read) GB")
        #expect(out(try option("put", "\(workers), store: s3")) == 0)
        #expect(out(try option("get", "\(workers), store: r2")) == 0)
        let lambda = "serve: { use: lambda, cold-start: none, provider: aws }"
        let written = out(try option("put", "\(lambda), store: r2"))
        #expect(abs(written / gigabytes - 1) < 0.05, "\(written) GB")
    }
}
