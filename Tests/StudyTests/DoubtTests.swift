// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// What the simulated time had and a month has not.
@Suite struct DoubtTests {
    private func warnings(_ text: String) throws -> [String] {
        try Fixtures.study(text, replications: 2).warnings
    }

    /// 40 write units a second of 38: 300 s of unused capacity last for 5,700 s, and the hour shows nothing else.
    @Test func aBurstIsNoMonth() throws {
        let text = """
            name: Burst
            period: { simulate: 1 h }
            traffic: { u: { to: f, arrivals: { process: deterministic, every: 25 ms } } }
            handlers: { f: { steps: [ write: { w: 1 KB, retry: none } ] } }
            backends: { w: { kind: table } }
            deployments:
              short: { place: { f: { use: lambda, cold-start: none }, w: { use: dynamodb, capacity: { read: 1, write: 38 } } } }
              enough: { place: { f: { use: lambda, cold-start: none }, w: { use: dynamodb, capacity: { read: 1, write: 41 } } } }
            """
        let found = try warnings(text).filter { $0.contains("write units a second") }
        #expect(found.count == 1 && found[0].hasPrefix("short: w took 40 write units a second and has 38"), "\(found)")
    }

    /// Of 360 requests an hour that take ten minutes each, the last 60 are under way at its end.
    @Test func workThatTheEndCutsOffIsTold() throws {
        let text = """
            name: Long
            period: { simulate: 1 h }
            traffic: { u: { to: f, arrivals: { process: deterministic, every: 10 s } } }
            handlers: { f: { steps: [ wait: 10 min ] } }
            deployments: { lam: { place: { f: { use: lambda, timeout: 900 s, cold-start: none } } } }
            """
        #expect(try warnings(text).contains { $0.hasPrefix("lam: 16.7 % of the work was still under way") })
        let steady = try warnings(
            text.replacing("simulate: 1 h", with: "simulate: 1 h, horizon: steady-state, warm-up: 30 min"))
        #expect(!steady.contains { $0.contains("still under way") })
    }
}
