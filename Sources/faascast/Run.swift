// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Pricing
import Reporting
import Scenario
import Study

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulates every deployment of a scenario, prices it and compares.")

    @Argument(help: "Scenario files.") var scenarios: [String]
    @Option(help: "Folder for the results (reports/<scenario>/ if not given).") var output: String?
    @Option(help: "Exactly this many replications, whatever the precision.") var replications: Int?
    @Option(help: "Seed of all random streams.") var seed: UInt64?
    @Option(help: "Threads; results do not depend on them.") var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(name: .customLong("set"), help: "path=value: changes a value of the scenario.") var overrides: [String] = []
    @Option(help: "Only these deployments, separated by commas.") var deployments: String?
    @Flag(help: "Take the provider's always-free allowances off.") var freeTier = false
    @Flag(help: "Exit with 99 when an objective is missed.") var assert = false
    @Flag(help: "Print nothing on standard error.") var quiet = false

    func validate() throws {
        if let replications, replications < 1 { throw ValidationError("--replications must be at least 1.") }
        if threads < 1 { throw ValidationError("--threads must be at least 1.") }
        if let wrong = overrides.first(where: { !$0.contains("=") }) {
            throw ValidationError("--set takes path=value, not '\(wrong)'.")
        }
    }

    func run() throws {
        try reportingInputErrors {
            for path in scenarios { try forecast(path) }
        }
    }

    private func forecast(_ path: String) throws {
        let sets = overrides.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return Override(path: parts[0], value: parts[1])
        }
        let scenario = try Scenario.load(path: path, overrides: sets)
        let study = try ForecastStudy(scenario, prices: PriceBook.standard(), options: options)
        if !quiet { complain(try TerminalReport(study.pilot()).text) }
        let started = ContinuousClock.now
        let result = try study.run()
        if !quiet {
            let elapsed = (ContinuousClock.now - started) / .seconds(1)
            let (requests, events) = (Double(result.engine.invocations), Double(result.engine.events))
            complain(String(
                format: "%.3g invocations and %.3g events in %.1f s: %.3g invocations/s, %.3g events/s",
                requests, events, elapsed, requests / elapsed, events / elapsed))
        }
        try ResultsWriter(folder: folder(for: path)).write([
            ("results.json", ResultsDocument(result).data()), ("report.html", Data(HTMLReport(result).text.utf8)),
        ])
        print(TerminalReport(result).text, terminator: "")
        if !result.isSound { throw Exit.bug }
        if !result.isStable { throw Exit.unstable }
        if assert, !result.meetsObjectives { throw Exit.objectiveMissed }
    }

    private func folder(for path: String) -> String {
        output ?? "reports/" + ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    }

    private var options: StudyOptions {
        var options = StudyOptions()
        options.threads = threads
        options.seed = seed
        options.freeTier = freeTier
        options.deployments = deployments?.split(separator: ",").map(String.init)
        if let replications {
            var rule = StoppingRule()
            rule.fixed = replications
            options.rule = rule
        }
        return options
    }
}
