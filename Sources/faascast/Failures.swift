// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Reporting
import Study

/// Exit codes as sysexits has them.
enum Exit {
    static let unstable = ExitCode(1)
    static let badInput = ExitCode(65)
    static let unreadable = ExitCode(66)
    static let bug = ExitCode(70)
    static let cannotWrite = ExitCode(74)
    static let objectiveMissed = ExitCode(99)
}

/// Runs a command's body; what goes wrong becomes sentences on standard error and an exit code.
func reportingInputErrors(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let failure as DocumentFailure {
        let renderer = DiagnosticRenderer(sources: failure.sources, colour: false)
        complain(renderer.render(failure.diagnostics))
        let isUnreadable = failure.diagnostics.contains { [.unreadable, .fileMissing, .isDirectory].contains($0.fault) }
        throw isUnreadable ? Exit.unreadable : Exit.badInput
    } catch let failure as ResultsWriter.Failure {
        complain("faascast: error: \(failure)")
        throw Exit.cannotWrite
    } catch let fault as StudyFault {
        complain("faascast: error: \(fault)")
        throw Exit.badInput
    }
}

func complain(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
}
