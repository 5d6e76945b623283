// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Scenario
import Study

@main
struct Faascast: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forecasts what an application costs and how it behaves on serverless and on containers.",
        subcommands: [Run.self, Validate.self])
}

struct Run: ParsableCommand {
    @Argument(help: "Scenario file.") var scenario: String
    @Option(help: "Threads.") var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "Replications.") var replications: Int?
    @Option(help: "Seed.") var seed: UInt64?
    @Option(name: .customLong("set"), help: "path=value") var overrides: [String] = []
    @Flag(help: "Nothing on standard error.") var quiet = false
    @Option(help: "Output.") var output: String?

    func run() throws {
        do {
            let sets = overrides.map { text in
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                return Override(path: parts[0], value: parts.count > 1 ? parts[1] : "")
            }
            let scenario = try Scenario.load(path: scenario, overrides: sets)
            var options = StudyOptions()
            options.threads = threads
            options.seed = seed
            if let replications {
                var rule = StoppingRule()
                rule.fixed = replications
                options.rule = rule
            }
            let result = try ForecastStudy(scenario, prices: PriceBook.standard(), options: options).run()
            for deployment in result.deployments {
                print(deployment.name, deployment.monthlyCost.value, deployment.overall.latency.percentiles.compactMap { p in
                    p.estimate.map { "\(p.label) \($0.value)" } }, deployment.violations)
            }
            print(result.verdict.sentence, result.engine)
        } catch let failure as DocumentFailure {
            FileHandle.standardError.write(Data(DiagnosticRenderer(sources: failure.sources, colour: false).render(failure.diagnostics).utf8))
            throw ExitCode(65)
        }
    }
}

struct Validate: ParsableCommand {
    @Argument var files: [String]
    func run() throws {
        for file in files {
            do { _ = try Scenario.load(path: file); print("\(file): fine") } catch let failure as DocumentFailure {
                FileHandle.standardError.write(Data(DiagnosticRenderer(sources: failure.sources, colour: false).render(failure.diagnostics).utf8))
                throw ExitCode(65)
            }
        }
    }
}
