// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

extension PageContent {
    init(_ result: StudyResult, record: RunRecord, stories: [RequestStory], style: String) {
        let tables = PageTables(result: result, record: record)
        self.style = style
        scenario = result.scenarioName
        verdict = result.verdict.sentence
        facts = [
            "a month of \(Figures.quantity(result.billedHours)) h", result.howLong,
            "intervals hold 95 % of the time",
        ] + record.prices.map { "prices of \(Self.title(of: $0.provider)), \($0.date)" }
        banner = Self.banner(of: result)
        cards = result.deployments.map { Self.card($0, of: result) }
        excluded = result.verdict.excluded.map { "\($0.deployment) could not be named: it \($0.sentence)" }
        warnings = result.groupedWarnings
        notPriced = tables.notPriced.isEmpty ? [] : [tables.notPriced]
        options = tables.options
        impossible = result.impossible.map(\.sentence)
        differences = tables.differences.isEmpty ? [] : [tables.differences]
        costChart = CostBars(options: result.deployments.filter { $0.stopped == nil }).svg()
        costs = tables.costs
        costPerMillion = [tables.perMillionBySource, tables.perMillionByHandler].filter { !$0.isEmpty }
        percentileChart = PercentileDots(result.deployments).svg()
        warmChart = LatencyCurves(
            title: "Answers without a cold start",
            curves: result.deployments.enumerated().map {
                .init(name: $1.name, index: $0, latency: $1.overall.warmLatency)
            }).svg()
        coldChart = LatencyCurves(
            title: "Answers that waited for a cold start",
            curves: result.deployments.enumerated().map {
                .init(name: $1.name, index: $0, latency: $1.overall.coldLatency)
            }).svg()
        latencies = tables.latencies
        flows = tables.flows
        lives = stories.map { Life(outcome: $0.heading, chart: GanttChart($0, mostRows: 48).svg) }
        courses = result.deployments.map { option in
            CourseGroup(name: option.name, charts: option.courses.map { $0.svg() })
        }.filter { !$0.charts.isEmpty }
        fleets = [tables.functions, tables.services, tables.backends, tables.doors].filter { !$0.isEmpty }
        messages = [tables.channels, tables.subscriptions, tables.messageAges, tables.workflows].filter { !$0.isEmpty }
        calls = tables.calls
        findings = FindingGroup.groups(of: result).map { group in
            FindingContent(
                names: group.names, title: group.first.title, evidence: group.first.evidence, knob: group.first.knob,
                address: group.first.address)
        }
        objectives = tables.objectives.isEmpty ? [] : [tables.objectives]
        invoices = tables.invoices
        assumptions = tables.assumptions
        method = tables.method
        command = record.command
    }

    /// Abbreviations are written as such: AWS, but Azure.
    private static func title(of provider: String) -> String {
        provider.count <= 3 ? provider.uppercased() : provider.prefix(1).uppercased() + provider.dropFirst()
    }

    private static func banner(of result: StudyResult) -> String? {
        if !result.isSound {
            return "A balance does not hold in these runs, which is a bug of this program. Do not use the figures."
        }
        if result.period.isPilot { return "A first look from short samples of the period: not to be quoted." }
        if result.stopping.reason == .interrupted {
            return "The run was interrupted: the figures are those of the replications that were complete."
        }
        return nil
    }

    private static func card(_ option: DeploymentResult, of result: StudyResult) -> Card {
        let row = OptionRow(option: option, isPilot: result.period.isPilot)
        let standing = row.objectives
        let badge: String? = switch result.verdict.outcome {
        case .cheapest(let name) where name == option.name: "cheapest"
        case .tied(let names) where names.contains(option.name): "tied"
        default: nil
        }
        return Card(
            name: option.name,
            cost: option.stopped == nil
                ? (option.isLowerBound ? "≥ " : "") + Figures.dollars(option.monthlyCost.value) : row.cost,
            interval: option.stopped?.sentence
                ?? option.monthlyCost.halfWidth.map { "± " + Figures.dollars($0) } ?? "no interval",
            p99: Figures.seconds(row.percentile(0.99)),
            standing: row.isStable
                ? .standing(option.objectives.isEmpty ? standing.text : "objectives: \(standing.text)", standing.mood)
                : .standing("cannot carry its load", .bad),
            badge: badge)
    }
}
