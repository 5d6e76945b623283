// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Reporting
import Scenario
import Study

/// What `run` and `quick` have in common.
struct RunOptions: ParsableArguments {
    @Option(help: "Folder for the results. (default: reports/<scenario>)") var output: String?
    @Option(parsing: .unconditional, help: "Exactly this many replications, whatever the precision.")
    var replications: Int?
    @Option(
        parsing: .unconditional, help: "Relative half-width of the 95 % intervals of cost and p99, such as 2%.",
        transform: ArgumentText.quantity)
    var precision: Share?
    @Option(parsing: .unconditional, help: "Seed of all random streams.", transform: ArgumentText.seed)
    var seed: UInt64?
    @Option(parsing: .unconditional, help: "Threads; the results do not depend on them.")
    var threads = ProcessInfo.processInfo.activeProcessorCount
    @OptionGroup var overrides: OverrideOptions
    @Option(help: "Only these deployments, separated by commas.") var deployments: String?
    @Option(help: "What goes to standard output: table, json, csv or markdown.") var format = ReportFormat.table
    @Flag(help: "Take the provider's always-free allowances off the bill.") var freeTier = false
    @Flag(help: "Exit with 99 unless every objective is shown to be met.") var assert = false
    @Flag(help: "No colour.") var noColor = false
    @Flag(help: "Nothing on standard error but errors.") var quiet = false
    @OptionGroup var prices: PriceOptions
    @OptionGroup var platforms: PlatformOptions

    func validate() throws {
        if let replications, !(1...1_000_000).contains(replications) {
            throw ValidationError("--replications must be from 1 to 1000000.")
        }
        if !(1...1024).contains(threads) { throw ValidationError("--threads must be from 1 to 1024.") }
        if replications != nil, precision != nil {
            throw ValidationError("--replications and --precision exclude each other.")
        }
        if let precision, precision.fraction <= 0 { throw ValidationError("--precision must be above 0%.") }
        if let deployments, deployments.listedNames.isEmpty { throw ValidationError("--deployments names none.") }
        if output?.isEmpty == true { throw ValidationError("--output must not be empty.") }
    }

    func study(for scenario: Scenario) -> StudyOptions {
        var options = StudyOptions()
        options.threads = threads
        options.seed = seed
        options.freeTier = freeTier
        options.version = Program.version
        options.deployments = deployments.map(\.listedNames)
        if replications != nil || precision != nil {
            var rule = StoppingRule(scenario.precision)
            if let replications { rule.fixed = replications }
            if let precision { (rule.costPrecision, rule.latencyPrecision) = (precision.fraction, precision.fraction) }
            options.rule = rule
        }
        return options
    }

    /// What changes the result, for the command that makes it again.
    func reproduction(seed: UInt64) -> [String] {
        var arguments = ["--seed", "\(seed)"]
        if let replications { arguments += ["--replications", "\(replications)"] }
        if let precision { arguments += ["--precision", "\(precision.fraction * 100)%"] }
        for one in overrides.values { arguments += ["--set", "\(one.path)=\(one.value)"] }
        if let deployments { arguments += ["--deployments", deployments.listedNames.joined(separator: ",")] }
        return arguments + (freeTier ? ["--free-tier"] : []) + prices.reproduction
            + platforms.reproduction
    }
}

extension String {
    /// The names in a list separated by commas, as `--deployments` takes it.
    var listedNames: [String] {
        split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

extension ReportFormat: ExpressibleByArgument {}
