// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// What the forecast stands on and how it was made.
extension PageTables {
    var assumptions: [PageContent.Details] {
        let shared = result.assumptions
        var groups = [details("Decisions and defaults for all options", shared.filter { !$0.isGiven }, isOpen: true)]
        groups += result.deployments.map { option in
            details("Defaults of \(option.name)", option.assumptions.filter { !$0.isGiven }, isOpen: false)
        }
        groups.append(details("Given by the scenario, for all options", shared.filter(\.isGiven), isOpen: false))
        groups += result.deployments.map { option in
            details("Given for \(option.name)", option.assumptions.filter(\.isGiven), isOpen: false)
        }
        return groups.filter { !$0.table.isEmpty }
    }

    private func details(_ title: String, _ notes: [AssumptionNote], isOpen: Bool) -> PageContent.Details {
        let weak = notes.filter { $0.confidence == .assumed }.count
        let table = TableContent(
            title, heads: ["Value of", "Value", "Where it comes from", "Confidence"],
            rows: notes.map { note in
                let range = note.range.map { " (\($0))" } ?? ""
                return (note.address.isEmpty ? "the study" : note.address, [
                    .text(note.value + range), .source(note.source),
                    note.confidence == .assumed
                        ? .standing("assumed", .doubtful) : .text(note.confidence?.rawValue ?? origin(note)),
                ])
            })
        return PageContent.Details(
            summary: "\(title): \(notes.count)" + (weak > 0 ? ", \(weak) of them merely assumed" : ""), isOpen: isOpen,
            table: table)
    }

    private func origin(_ note: AssumptionNote) -> String {
        switch note.origin {
        case .file: "given"
        case .commandLine: "command line"
        case .derived: "worked out"
        case .measured: "measured"
        case .profile, nil: Figures.none
        }
    }

    var method: TableContent {
        let stopping = result.stopping
        let period = result.period
        let stretches = period.stretches.map { stretch in
            stretch.weight == 1 ? stretch.label : "\(stretch.label) (counts \(stretch.weight) times)"
        }.joined(separator: ", ")
        func precision(_ found: Double?, _ wanted: Double) -> String {
            "\(found.map { "± \(Figures.percent($0))" } ?? "no interval") at worst, wanted ± \(Figures.percent(wanted))"
        }
        let rows: [(String, String)] = [
            ("Requests", "every option sees the same requests with the same work (common random numbers)"),
            ("Seed", "\(result.seed)"),
            ("Replications", "\(stopping.replications) independent runs of each option in \(stopping.rounds) rounds"),
            ("Stopped because", stopping.reason.sentence),
            ("Precision of cost", precision(stopping.worstCostPrecision, stopping.costPrecision)),
            ("Precision of p99", precision(stopping.worstLatencyPrecision, stopping.latencyPrecision)),
            ("Period described", Figures.seconds(period.described)),
            ("Period simulated", "\(Figures.seconds(period.simulated)) a replication: \(stretches)"),
            ("A month", "\(Figures.quantity(result.billedHours)) billed hours; each replication's month is priced by "
                + "itself, because tiers are not linear"),
            ("Intervals", "95 %, Student's t over replications; of percentiles by sectioning over replications; of "
                + "differences, paired and together 95 % (Bonferroni)"),
            ("Percentiles", "over answered requests; an objective on a percentile counts the unanswered as missed"),
            ("Shares never seen", "given as ≤ 3/n, the bound that holds with 95 % when none was seen in n"),
            ("What the intervals leave out", "wrong inputs: they tell how far chance moves the figures, not how far the "
                + "assumptions are from the truth"),
            ("Simulated", "\(Figures.count(result.engine.invocations)) invocations, "
                + "\(Figures.count(result.engine.events)) events"),
            ("Prices", record.prices.map { "\($0.provider) of \($0.date)" }.joined(separator: ", ")),
            ("Version", "faascast \(result.version)"),
            ("Input", "SHA-256 \(record.inputHash)"),
        ]
        return TableContent(
            "How these figures were made", heads: ["", ""],
            rows: rows.filter { !$0.1.isEmpty }.map { ($0.0, [.text($0.1)]) })
    }
}

extension StoppingReason {
    var sentence: String {
        switch self {
        case .precisionReached: "the wanted precision was reached"
        case .replicationLimit: "the largest number of replications was reached before the precision"
        case .unstable: "no option can carry its load: more replications would not narrow anything"
        case .interrupted: "it was interrupted"
        case .fixedReplications: "this number of replications was asked for"
        case .pilot: "it is a first look"
        }
    }
}
