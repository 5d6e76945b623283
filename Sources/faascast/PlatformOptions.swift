// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing

/// Platforms of the user's own, on top of those that come with the program.
struct PlatformOptions: ParsableArguments {
    @Option(
        name: .customLong("platforms"),
        help: ArgumentHelp("A provider or products of your own. May be repeated.", valueName: "file"))
    var files: [String] = []

    /// The files that hold prices as well.
    func priceFiles() -> [String] {
        files.filter { Document.load($0, diagnostics: Diagnostics())?.pricesOfPlatform != nil }
    }

    /// For the command that makes a result again.
    var reproduction: [String] { files.flatMap { ["--platforms", PathParts($0).name] } }
}
