// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// Findings of the same rule about the same part in several options: told once, with the figures of the first.
struct FindingGroup {
    var first: Finding
    var options: [String]
    /// Whether what another option showed has other figures.
    var differs = false

    /// In the order in which they are found first.
    static func groups(of result: StudyResult) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        for finding in result.deployments.flatMap(\.findings) {
            if let known = groups.firstIndex(where: {
                $0.first.rule == finding.rule && $0.first.subject == finding.subject
            }) {
                groups[known].options.append(finding.deployment)
                groups[known].differs = groups[known].differs || groups[known].first.evidence != finding.evidence
            } else {
                groups.append(FindingGroup(first: finding, options: [finding.deployment]))
            }
        }
        return groups
    }

    /// "lambda", "lambda (hybrid alike)" or "lambda (hybrid with other figures)".
    var names: String {
        guard options.count > 1 else { return options[0] }
        let others = options.dropFirst().joined(separator: ", ")
        return "\(options[0]) (\(others) \(differs ? "with other figures" : "alike"))"
    }
}

extension TerminalReport {
    /// What the run showed to be wrong, and what to turn.
    var findings: [String] {
        let groups = FindingGroup.groups(of: result)
        guard !groups.isEmpty else { return [] }
        return [style("Findings:", .doubtful)] + groups.enumerated().flatMap { index, group in
            let title = "\(index + 1). \(group.names): \(group.first.title)"
            return TextTable.wrapped(title, width: width, hanging: 3).map { style($0, .strong) }
                + TextTable.wrapped("   \(group.first.evidence)", width: width, hanging: 0)
                + TextTable.wrapped("   \(group.first.knob)", width: width, hanging: 0)
                + ["   --set \(TerminalStyle.safe(group.first.address))=…"]
        }
    }
}
