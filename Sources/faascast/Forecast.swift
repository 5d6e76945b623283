// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import PlatformModels
import Pricing
import Reporting
import Scenario
import Study

/// One scenario from its text to its reports.
struct Forecast {
    let scenario: Scenario
    /// The scenario's file, as given.
    let file: String
    /// Where the results go.
    let folder: String
    let options: RunOptions
    let prices: PriceBook
    let interruption: Interruption

    /// Whether the results could be written: not to be found out after minutes of work.
    func check() throws { try ResultsWriter(folder: folder).check() }

    /// Runs, writes and prints; then says how it went.
    func run() throws -> ExitCode {
        try check()
        let compiled = scenario.compile()
        let study = try ForecastStudy(scenario, compiled: compiled, prices: prices, options: options.study(for: scenario))
        if !options.quiet, compiled.reduce(0, { $0 + $1.requests(in: scenario.period) }) > Self.longRun {
            let pilot = try study.pilot(stop: interruption.flag)
            Complaints.say(TerminalReport(pilot, style: Complaints.style(isRefused: options.noColor)).text)
        }
        let result = try simulate(study)
        let record = RunRecord(
            file: PathParts(file).name, arguments: options.reproduction(seed: result.seed),
            scenario: scenario, overrides: options.overrides.values, prices: prices,
            priceFiles: options.prices.texts)
        let simulated = Set(result.deployments.map(\.name))
        let stories = scenario.exampleStories(of: compiled.filter { simulated.contains($0.name) }, seed: result.seed)
        try ResultsWriter(folder: folder).write(ReportFolder(result, record: record, stories: stories).files)
        let style = TerminalStyle.of(.standardOutput, isRefused: options.noColor)
        try Descriptor.standardOutput.write(options.format.text(result, record: record, style: style))
        if !options.quiet { Complaints.say("The report is \(folder)/report.html") }
        return status(of: result)
    }

    /// From so many requests on, a first look is worth its second.
    private static var longRun: Double { 3_000_000 }

    private func simulate(_ study: ForecastStudy) throws -> StudyResult {
        let line = ProgressLine(on: .standardError)
        let isShown = !options.quiet && Descriptor.standardError.isTerminal
        let started = ContinuousClock.now
        defer { line.clear() }
        let show: @Sendable (StudyProgress) -> Void = { line.show($0) }
        let result = try study.run(stop: interruption.flag, progress: isShown ? show : nil)
        line.clear()
        if !options.quiet {
            Complaints.say(Speed(counts: result.engine, seconds: (ContinuousClock.now - started) / .seconds(1)).sentence)
        }
        return result
    }

    private func status(of result: StudyResult) -> ExitCode {
        if !result.isSound { return Exit.bug }
        if result.stopping.reason == .interrupted {
            Complaints.say("Interrupted: \(result.stopping.replications) complete replications are in \(folder).")
            return Exit.interrupted
        }
        if !result.isStable { return Exit.unstable }
        return options.assert && !result.meetsObjectives ? Exit.objectiveMissed : .success
    }
}

extension CompiledDeployment {
    /// About how many requests a replication has.
    fileprivate func requests(in period: Period) -> Double {
        plan.sources.reduce(0) { $0 + ($1.arrivals.meanRate ?? 0) } * period.runLength.seconds
    }
}
