// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Reporting
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
            let folder = output ?? "reports/" + scenario.name.lowercased().replacingOccurrences(of: " ", with: "-")
            try ResultsWriter(folder: folder).write([("results.json", ResultsDocument(result).data())])
            print(TerminalReport(result).text, terminator: "")
            if !result.isSound { throw ExitCode(70) }
            if !result.isStable { throw ExitCode(1) }
        } catch let failure as DocumentFailure {
            FileHandle.standardError.write(Data(DiagnosticRenderer(sources: failure.sources, colour: false).render(failure.diagnostics).utf8))
            throw ExitCode(65)
        } catch let failure as ResultsWriter.Failure {
            FileHandle.standardError.write(Data("faascast: error: \(failure)\n".utf8))
            throw ExitCode(74)
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
