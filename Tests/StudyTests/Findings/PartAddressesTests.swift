// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario
import Testing

@testable import Study

/// An address in a finding must be one that `--set` takes.
@Suite struct PartAddressesTests {
    private static let text = """
        name: Addresses
        traffic: { callers: { to: work, arrivals: { rate: 1/s } } }
        handlers:
          work:
            steps:
              - compute: 1 ms
              - parallel: [ [ get: orders ], [ compute: 1 ms, call: { api: 1 KB, retry: { attempts: 2 } } ] ]
              - map: { items: 3, steps: [ put: { orders: 1 KB, retry: { attempts: 3 } } ] }
              - choice: [ { share: 50%, steps: [ publish: { jobs: 1 KB } ] }, { steps: [] } ]
          tell: { steps: [] }
        channels: { jobs: { kind: queue, to: tell } }
        backends: { orders: { kind: table }, api: { kind: external, latency: 1 ms } }
        deployments:
          plain: { provider: aws }
          other: { like: plain, instead: { channels: { jobs: { kind: topic, to: tell } } } }
          third: { like: other }
        """

    private func addresses(_ deployment: String) throws -> PartAddresses {
        let scenario = try Scenario.load(text: Self.text)
        return PartAddresses(of: try #require(scenario.deployments.first { $0.name == deployment }), in: scenario)
    }

    @Test func callsAreFoundWhereverTheyStand() throws {
        let calls = try addresses("plain").calls.values.map(\.address).sorted()
        #expect(calls == [
            "handlers.work.steps.2.parallel.1.1.get", "handlers.work.steps.2.parallel.2.2.call",
            "handlers.work.steps.3.map.steps.1.put", "handlers.work.steps.4.choice.1.steps.1.publish",
        ])
    }

    @Test func whatACallSaysItselfCanBeSet() throws {
        let own = try addresses("plain").calls.values.filter(\.hasRetry).map { "\($0.address).retry" }
        #expect(own.count == 2)
        for path in own {
            #expect(throws: Never.self) {
                try Scenario.load(text: Self.text, overrides: [Override(path: path, value: "none")])
            }
        }
    }

    /// What stands in an `instead` is set there, also by those that took it over.
    @Test func replacedPartsStandInTheirDeployment() throws {
        #expect(try addresses("plain").channel("jobs", "failed-to") == "channels.jobs.failed-to")
        for deployment in ["other", "third"] {
            let address = try addresses(deployment).channel("jobs", "max-age")
            #expect(address == "deployments.other.instead.channels.jobs.max-age")
            #expect(throws: Never.self) {
                try Scenario.load(text: Self.text, overrides: [Override(path: address, value: "1 h")])
            }
        }
    }
}
