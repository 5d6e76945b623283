// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Reporting
import Scenario
import StatesLanguage

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists all mistakes of scenarios and state machines, with line and column.",
        discussion: """
            EXAMPLES:
              faascast validate shop.yaml
              faascast validate scenarios/*.yaml
              faascast validate order.asl.json
              faascast validate shop.yaml --platforms nimbus.yaml
              faascast validate shop.yaml --set "deployments.lambda.place.handlers.memory=1 GB"
            """)

    @Argument(help: "Scenarios, or definitions in the Amazon States Language (JSON or YAML).") var files: [String]
    @OptionGroup var overrides: OverrideOptions
    @OptionGroup var platforms: PlatformOptions

    func run() throws {
        var statuses: [ExitCode] = []
        for file in files {
            do {
                try Complaints.reporting {
                    let count = try check(file)
                    try Descriptor.standardOutput.write("\(file): no mistakes\(count)\n")
                }
            } catch let status as ExitCode { statuses.append(status) }
        }
        if !statuses.isEmpty { throw Exit.gravest(statuses) }
    }

    /// Reads a file and says its warnings; returns how much there is in it, for the verdict.
    private func check(_ file: String) throws(DocumentFailure) -> String {
        // Read once: what comes from a pipe cannot be read again.
        let diagnostics = Diagnostics()
        guard let source = SourceFile.load(file, diagnostics: diagnostics) else {
            throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources)
        }
        guard DefinitionDocument.isStateMachine(source) else {
            let scenario = try Scenario.load(
                text: source.text, name: file, directory: PathParts(file).folder, overrides: overrides.values,
                platforms: platforms.files)
            warn(scenario.warnings, scenario.sources)
            return scenario.impossible.map { "\n  \($0.name) is impossible: \($0.reason)" }.joined()
        }
        let loaded = try StateMachine.load(source)
        warn(loaded.warnings, loaded.sources)
        let count = loaded.machine.allStates.count
        return " (\(count) state\(count == 1 ? "" : "s"))"
    }

    private func warn(_ warnings: [Diagnostic], _ sources: [SourceFile]) {
        if !warnings.isEmpty { Complaints.say(DiagnosticRenderer(sources: sources).render(warnings)) }
    }
}
