// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Scenario
import Testing

@Suite struct ImpossibleDeploymentTests {
    private func load(_ deployments: String, _ overrides: [Override] = []) throws -> Scenario {
        try Scenario.load(
            text: """
                name: Shop
                traffic: { callers: { to: work, arrivals: { rate: 1/s } } }
                handlers: { work: { steps: [ compute: 1 ms ] } }
                deployments:
                \(deployments)

                """, overrides: overrides)
    }

    private func complaints(_ deployments: String) -> String {
        do {
            _ = try load(deployments)
            return "none"
        } catch let failure as DocumentFailure {
            return failure.diagnostics.map { FaultSentence($0.fault).text }.joined(separator: "\n")
        } catch { return "another error" }
    }

    @Test func itIsNamedAndNotSettled() throws {
        let scenario = try load("  a: { provider: aws }\n  b: { impossible: no stream }")
        #expect(scenario.deployments.map(\.name) == ["a"])
        #expect(scenario.impossible.map(\.name) == ["b"])
        #expect(scenario.impossible.map(\.reason) == ["no stream"])
    }

    /// An address without its deployment means all that have placements.
    @Test func valuesOfEveryDeploymentPassItBy() throws {
        let override = Override(path: "place.work.memory", value: "1 GB")
        let scenario = try load("  a: { place: { work: { use: lambda } } }\n  b: { impossible: no stream }", [override])
        #expect(scenario.deployments.count == 1)
    }

    @Test func whatContradictsItIsRefused() {
        #expect(complaints("  b: { impossible: no stream }").contains("every deployment is impossible"))
        #expect(complaints("  a: { like: b }\n  b: { impossible: no stream }").contains("nothing can be like 'b'"))
        #expect(complaints("  a: { provider: aws }\n  b: { impossible: no, provider: aws }").contains("provider"))
        #expect(complaints("  a: { provider: aws }\n  b: { impossible: }").contains("a reason"))
    }
}
