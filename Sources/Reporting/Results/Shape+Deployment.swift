// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

extension Shape where Value == DeploymentResult {
    static var deployment: Self {
        .record("deployment", "What one hosting option costs and how it behaves.", [
            Field("name", .text) { $0.name },
            Field("monthly-cost", Shape<Estimate>.money.optional, "null when a cap stopped a run") {
                $0.stopped == nil ? $0.monthlyCost : nil
            },
            Field("stopped", Shape<StoppedRun>.stopped.optional, "why it is not priced; null for a whole run") {
                $0.stopped
            },
            Field("is-lower-bound", .flag, "true when a line could not be priced") { $0.isLowerBound },
            Field("invoice", Shape<InvoiceLineSummary>.invoiceLine.list) { $0.invoice },
            Field("months", Shape<MonthCost>.monthCost.list, "later months, where what is stored grows") { $0.months },
            Field("cost-by-service", Shape<NamedAmount>.namedAmount.list) { $0.costByService },
            Field("cost-per-million", .costPerMillion) { $0.costPerMillion },
            Field("overall", .flow) { $0.overall },
            Field("sources", Shape<FlowResult>.flow.list) { $0.sources },
            Field("flows", Shape<FlowResult>.flow.list) { $0.flows },
            Field("handlers", Shape<FlowResult>.flow.list) { $0.handlers },
            Field("functions", Shape<FunctionResult>.function.list) { $0.functions },
            Field("services", Shape<ServiceResult>.service.list) { $0.services },
            Field("backends", Shape<BackendResult>.backend.list) { $0.backends },
            Field("channels", Shape<ChannelResult>.channel.list) { $0.channels },
            Field("workflows", Shape<WorkflowResult>.workflow.list) { $0.workflows },
            Field("calls", Shape<CallResult>.call.list, "by who calls and who is called") { $0.calls },
            Field("doors", Shape<DoorResult>.door.list) { $0.doors },
            Field("charts", Shape<ChartSeries>.series.list) { $0.charts },
            Field("objectives", Shape<ObjectiveResult>.objective.list) { $0.objectives },
            Field("findings", Shape<Finding>.finding.list) { $0.findings },
            Field("is-stable", .flag) { $0.stability.isStable },
            Field("instability", Shape<String>.text.list, "why it cannot carry its load") { $0.stability.sentences },
            Field("meters", .meterRecord, "what is billed, for pricing the run again") { $0.meters },
            Field("per-replication", Shape<ReplicationFigures>.replication.list, "empty when a cap stopped a run") {
                $0.stopped == nil ? $0.perReplication : []
            },
            Field("violations", Shape<ViolationNote>.violation.list, "balances that did not hold: bugs") {
                $0.violations
            },
            Field("assumptions", Shape<AssumptionNote>.assumption.list) { $0.assumptions },
        ])
    }
}

extension Stability {
    /// Why it is not stable; empty when it is.
    var sentences: [String] {
        switch self {
        case .stable: []
        case .unstable(let causes): causes.map(\.sentence)
        }
    }
}

extension Shape where Value == MonthCost {
    static var monthCost: Self {
        .record("month", "The whole bill of a month at the same traffic: only what is stored has grown.", [
            Field("month", .count, "from 1") { $0.month },
            Field("cost", .money) { $0.cost },
        ])
    }
}

extension Shape where Value == StoppedRun {
    static var stopped: Self {
        .record("stopped", "How far a run came that a cap stopped.", [
            Field("after", .number, "seconds that were simulated") { $0.after },
            Field("of", .number, "seconds of the stretch that was to be simulated") { $0.of },
        ])
    }
}

extension Shape where Value == ReplicationFigures {
    static var replication: Self {
        .record("replication", "The headline figures of one replication.", [
            Field("replication", .count, "from 0") { $0.replication },
            Field("monthly-cost", .money) { $0.monthlyCost },
            Field("offered", .count) { $0.offered },
            Field("answered", .count) { $0.answered },
            Field("mean", Shape<Double>.number.optional, "seconds") { $0.mean },
            Field("p50", Shape<Double>.number.optional, "seconds") { $0.p50 },
            Field("p99", Shape<Double>.number.optional, "seconds") { $0.p99 },
            Field("cold-start-share", Shape<Double>.number.optional) { $0.coldStartShare },
        ])
    }
}

extension Shape where Value == ViolationNote {
    static var violation: Self {
        .record("violation", "A law of conservation that a run broke.", [
            Field("replication", .count) { $0.replication },
            Field("what", .text) { $0.what },
            Field("expected", .number) { $0.expected },
            Field("found", .number) { $0.found },
        ])
    }
}

extension Shape where Value == AssumptionNote {
    static var assumption: Self {
        let origins = ["profile", "file", "command-line", "derived", "measured"]
        return .record("assumption", "A value that the forecast stands on, and where it comes from.", [
            Field("address", .text, "as --set takes it; empty for a decision of the study") { $0.address },
            Field("value", .text) { $0.value },
            Field("source", .text) { $0.source },
            Field("origin", Shape<String>.word(origins).optional) { $0.originWord },
            Field("profile", Shape<String>.text.optional, "whose default it is") { $0.profile },
            Field("confidence", Shape<String>.text.optional) { $0.confidence?.rawValue },
            Field("range", Shape<String>.text.optional, "as the file gives it around the value") { $0.range },
        ])
    }
}

extension AssumptionNote {
    /// Where the value came from, as the schema calls it.
    var originWord: String? {
        switch origin {
        case .profile: "profile"
        case .file: "file"
        case .commandLine: "command-line"
        case .derived: "derived"
        case .measured: "measured"
        case nil: nil
        }
    }

    /// The profile whose default it is.
    var profile: String? {
        if case .profile(let name) = origin { name } else { nil }
    }
}
