// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// What `results.json` holds: a result and the record of the run that found it.
struct RecordedResult: Sendable {
    var result: StudyResult
    var record: RunRecord
}

extension Shape where Value == RecordedResult {
    static var results: Self {
        .record("results", "Everything a study found.", [
            Field("schema-version", .count) { _ in ResultsDocument.schemaVersion },
            Field("scenario-name", .text) { $0.result.scenarioName },
            Field("seed", .count) { $0.result.seed },
            Field("version", .text, "of the program") { $0.result.version },
            Field("run", .run) { $0.record },
            Field("period", .period) { $0.result.period },
            Field("billed-hours", .number) { $0.result.billedHours },
            Field("deployments", Shape<DeploymentResult>.deployment.list) { $0.result.deployments },
            Field("impossible", Shape<ImpossibleOption>.impossible.list, "options without figures") {
                $0.result.impossible
            },
            Field("comparison", .comparison) { $0.result.comparison },
            Field("verdict", .verdict) { $0.result.verdict },
            Field("assumptions", Shape<AssumptionNote>.assumption.list) { $0.result.assumptions },
            Field("warnings", Shape<String>.text.list) { $0.result.warnings },
            Field("stopping", .stopping) { $0.result.stopping },
            Field("engine", .engine) { $0.result.engine },
        ])
    }
}

extension Shape where Value == ImpossibleOption {
    static var impossible: Self {
        .record("impossible", "An option that the scenario says cannot carry the application.", [
            Field("name", .text) { $0.name },
            Field("reason", .text) { $0.reason },
        ])
    }
}

extension Shape where Value == RunRecord {
    static var run: Self {
        .record("run", "What is needed to do the same again.", [
            Field("command", .text) { $0.command },
            Field("input-hash", .text, "SHA-256 of the scenario's text and of the values set on the command line") {
                $0.inputHash
            },
            Field("prices", Shape<PriceEdition>.edition.list) { $0.prices },
        ])
    }
}

extension Shape where Value == PriceEdition {
    static var edition: Self {
        .record("price-edition", "A provider's price list and the day it was collected for.", [
            Field("provider", .text) { $0.provider },
            Field("date", .text) { $0.date },
        ])
    }
}

extension Shape where Value == PeriodSummary {
    static var period: Self {
        .record("period", "What a replication stands for.", [
            Field("described", .number, "seconds that the figures describe") { $0.described },
            Field("simulated", .number, "seconds that one replication observes") { $0.simulated },
            Field("stretches", Shape<StretchSummary>.stretch.list) { $0.stretches },
            Field("is-pilot", .flag, "a short first look: never to be quoted") { $0.isPilot },
        ])
    }
}

extension Shape where Value == StretchSummary {
    static var stretch: Self {
        .record("stretch", "One stretch of simulated time.", [
            Field("label", .text) { $0.label },
            Field("start", .number, "seconds from the start of the period") { $0.start },
            Field("length", .number, "seconds observed") { $0.length },
            Field("warm-up", .number, "seconds simulated before it and not observed") { $0.warmUp },
            Field("weight", .count, "how often it counts") { $0.weight },
        ])
    }
}

extension Shape where Value == StoppingSummary {
    static var stopping: Self {
        .record("stopping", "How the run came to its end.", [
            Field("rounds", .count) { $0.rounds },
            Field("replications", .count) { $0.replications },
            Field("reached", .flag, "whether the wanted precision was reached") { $0.reached },
            Field("reason", .word) { $0.reason },
            Field("cost-precision", .number, "wanted relative half-width") { $0.costPrecision },
            Field("latency-precision", .number, "wanted relative half-width") { $0.latencyPrecision },
            Field("worst-cost-precision", Shape<Double>.number.optional) { $0.worstCostPrecision },
            Field("worst-latency-precision", Shape<Double>.number.optional) { $0.worstLatencyPrecision },
        ])
    }
}

extension Shape where Value == EngineCounts {
    static var engine: Self {
        .record("engine", "How much the engine did, over all options and replications.", [
            Field("invocations", .count) { $0.invocations },
            Field("events", .count) { $0.events },
        ])
    }
}
