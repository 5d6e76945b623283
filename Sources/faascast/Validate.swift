// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Reporting
import Scenario

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists all mistakes of scenario files, with line and column.",
        discussion: """
            EXAMPLES:
              faascast validate shop.yaml
              faascast validate scenarios/*.yaml
            """)

    @Argument(help: "Scenario files.") var files: [String]

    func run() throws {
        var statuses: [ExitCode] = []
        for file in files {
            do {
                try Complaints.reporting {
                    let scenario = try Scenario.load(path: file)
                    if !scenario.warnings.isEmpty {
                        Complaints.say(DiagnosticRenderer(sources: scenario.sources).render(scenario.warnings))
                    }
                    try Descriptor.standardOutput.write("\(file): no mistakes\n")
                }
            } catch let status as ExitCode { statuses.append(status) }
        }
        if !statuses.isEmpty { throw Exit.gravest(statuses) }
    }
}
