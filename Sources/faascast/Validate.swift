// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Scenario

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists all mistakes of scenario files, with line and column.")

    @Argument(help: "Scenario files.") var files: [String]

    func run() throws {
        var worst: (any Error)?
        for file in files {
            do {
                try reportingInputErrors {
                    _ = try Scenario.load(path: file)
                    print("\(file): no mistakes")
                }
            } catch { worst = error }
        }
        if let worst { throw worst }
    }
}
