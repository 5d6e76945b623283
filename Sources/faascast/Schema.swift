// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the JSON Schema of a file.",
        discussion: """
            EXAMPLES:
              faascast schema results > results.schema.json
            """)

    /// What there is a schema of.
    enum Subject: String, ExpressibleByArgument, CaseIterable { case results }

    @Argument(help: "results") var subject: Subject

    func run() throws {
        try Complaints.reporting {
            switch subject {
            case .results: try Descriptor.standardOutput.write(ResultsDocument.schema)
            }
        }
    }
}
