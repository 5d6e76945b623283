// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// What every report says of an option in one line.
struct OptionRow {
    let option: DeploymentResult
    /// Whether it comes from a first look, which decides nothing.
    var isPilot = false

    var cost: String {
        guard option.stopped == nil else { return "not priced" }
        return (option.isLowerBound ? "≥ " : "") + Figures.dollars(option.monthlyCost)
    }

    /// Nil of a run that was stopped, which shows how it broke down and not how it serves.
    func percentile(_ quantile: Double) -> Percentile? {
        option.stopped == nil ? option.overall.latency.percentile(quantile) : nil
    }

    var cold: String { option.stopped == nil ? Figures.share(option.overall.coldShare) : Figures.none }
    /// Without an answer, for whatever reason.
    var lost: String {
        option.stopped == nil ? Figures.share(option.overall.answeredShare.complement) : Figures.none
    }
    var isStable: Bool { option.stability.isStable }

    var objectives: Standing {
        let all = option.objectives
        if option.stopped != nil { return Standing(text: "not judged", mood: .bad) }
        if isPilot || all.isEmpty { return Standing(text: isPilot ? "–" : "none set", mood: .neutral) }
        let missed = all.filter { $0.status == .missed }.count
        let met = all.filter { $0.status == .met }.count
        if missed > 0 { return Standing(text: "\(missed) of \(all.count) missed", mood: .bad) }
        if met < all.count { return Standing(text: "\(all.count - met) of \(all.count) open", mood: .doubtful) }
        return Standing(text: all.count == 1 ? "met" : "all \(all.count) met", mood: .good)
    }

    /// Where an option stands, in words; the mood only colours them.
    struct Standing {
        enum Mood { case good, bad, doubtful, neutral }
        var text: String
        var mood: Mood
    }
}

extension OptionRow.Standing.Mood {
    var tone: TerminalStyle.Tone? {
        switch self {
        case .good: .good
        case .bad: .bad
        case .doubtful: .doubtful
        case .neutral: nil
        }
    }

    /// The sign that stands before a word, so that colour is never alone.
    var sign: String {
        switch self {
        case .good: "✓ "
        case .bad: "✗ "
        case .doubtful: "? "
        case .neutral: ""
        }
    }
}

extension ObjectiveStatus {
    var mood: OptionRow.Standing.Mood {
        switch self {
        case .met: .good
        case .missed: .bad
        case .undecided: .doubtful
        }
    }
}

extension DeploymentResult {
    /// `month 1 $54.12, month 6 $60.03, month 12 $71.20`.
    var growthText: String {
        months.map { "month \($0.month) \(Figures.dollars($0.cost.value))" }.joined(separator: ", ")
    }
}

extension StudyResult {
    /// Readings that have no price, as `option: line, quantity`.
    var notPriced: [(option: String, line: InvoiceLineSummary)] {
        deployments.flatMap { option in
            option.invoice.filter { $0.amount == nil && $0.quantity.value > 0 }.map { (option.name, $0) }
        }
    }

    /// Warnings that are not told under "not priced" already.
    var otherWarnings: [String] { warnings.filter { !$0.contains(" is not priced") } }

    /// The same, where what is true of several options is said once of all of them.
    var groupedWarnings: [String] {
        var groups: [(text: String, names: [String])] = []
        for warning in otherWarnings {
            let name = deployments.map(\.name).filter { warning.hasPrefix("\($0): ") }.max { $0.count < $1.count }
            let text = name.map { String(warning.dropFirst($0.count + 2)) } ?? warning
            if let known = groups.firstIndex(where: { $0.text == text && $0.names.isEmpty == (name == nil) }) {
                groups[known].names += [name].compactMap(\.self)
            } else {
                groups.append((text, [name].compactMap(\.self)))
            }
        }
        return groups.map { $0.names.isEmpty ? $0.text : "\($0.names.joined(separator: ", ")): \($0.text)" }
    }

    var howLong: String {
        period.isPilot ? "a first look" : "\(stopping.replications) replication\(stopping.replications == 1 ? "" : "s")"
    }
}
