// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// Runs a small scenario and looks for one rule's findings, as it stands and with one setting changed.
struct FindingRun {
    var rule: FindingRule
    var text: String
    var replications = 2

    func study(_ overrides: [Override] = []) throws -> StudyResult {
        try Fixtures.study(text, replications: replications, overrides)
    }

    func findings(_ overrides: [Override] = []) throws -> [Finding] {
        try study(overrides).deployments.flatMap(\.findings).filter { $0.rule == rule }
    }

    /// The finding of the scenario as it stands, which must be gone when the setting at its own address, or at
    /// another, has the value `cure`.
    @discardableResult
    func expectCure(_ cure: String, at address: String? = nil) throws -> Finding {
        let finding = try #require(try findings().first, "the rule does not fire")
        let path = address ?? finding.address
        let left = try findings([Override(path: path, value: cure)])
        #expect(left.isEmpty, "with \(path)=\(cure): \(left)")
        return finding
    }

    /// `Such as 12 %`: evidence without a number is none.
    static func hasNumbers(_ finding: Finding) -> Bool { finding.evidence.contains(where: \.isNumber) }
}
