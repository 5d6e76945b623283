// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// Exit statuses as sysexits and shells have them.
enum Exit {
    static let unstable = ExitCode(1)
    /// As `diff` and `grep` answer.
    static let different = ExitCode(1)
    static let nothingFound = ExitCode(1)
    /// An option that names what the input does not have; what the parser of the command line refuses has it too.
    static let wrongOption = ExitCode(64)
    static let badInput = ExitCode(65)
    static let unreadable = ExitCode(66)
    static let bug = ExitCode(70)
    static let cannotWrite = ExitCode(74)
    static let objectiveMissed = ExitCode(99)
    static let interrupted = ExitCode(130)

    /// Which of several is told, the gravest first.
    private static let byGravity = [
        bug, cannotWrite, interrupted, unreadable, badInput, wrongOption, unstable, objectiveMissed,
    ]

    static func gravest(_ codes: [ExitCode]) -> ExitCode {
        byGravity.first { codes.contains($0) } ?? codes.first ?? .success
    }
}
