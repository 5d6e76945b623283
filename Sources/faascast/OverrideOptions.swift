// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Scenario

/// Values of a scenario that the command line changes.
struct OverrideOptions: ParsableArguments {
    @Option(name: .customLong("set"), help: ArgumentHelp("Changes a value of the scenario.", valueName: "path=value"))
    var values: [Override] = []
}

extension Override: ExpressibleByArgument {
    /// `path=value`.
    public init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        self.init(path: String(parts[0]), value: String(parts[1]))
    }
}
