// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Reporting
import Study

/// Says things on standard error.
enum Complaints {
    /// Nobody is left to be told when standard error itself cannot be written.
    static func say(_ text: String) {
        try? Descriptor.standardError.write(text.hasSuffix("\n") ? text : text + "\n")
    }

    static func style(isRefused: Bool = false) -> TerminalStyle { .of(.standardError, isRefused: isRefused) }

    /// Runs a command's body; what goes wrong becomes sentences on standard error and an exit status.
    static func reporting(noColour: Bool = false, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let failure as DocumentFailure {
            let isColoured = Descriptor.standardError.isTerminal && !noColour
                && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
            let renderer = DiagnosticRenderer(sources: failure.sources, colour: isColoured)
            say(renderer.render(failure.diagnostics))
            throw failure.diagnostics.contains(where: \.fault.isUnreadable) ? Exit.unreadable : Exit.badInput
        } catch let failure as WriteFailure {
            say("faascast: error: \(failure)")
            throw Exit.cannotWrite
        } catch let fault as any ToldFault {
            say("faascast: error: \(fault.sentence)")
            throw fault.exit
        } catch let fault as PageFault {
            say("faascast: error: \(fault)")
            throw Exit.bug
        } catch let fault as PricingError {
            say("faascast: error: \(fault)")
            throw Exit.bug
        }
    }
}

extension TerminalStyle {
    /// Colour for a screen, unless it is refused.
    static func of(_ descriptor: Descriptor, isRefused: Bool) -> TerminalStyle {
        TerminalStyle(
            isTerminal: descriptor.isTerminal, environment: ProcessInfo.processInfo.environment, isRefused: isRefused)
    }
}

/// What is told in one sentence and decides the exit status.
protocol ToldFault: Error {
    var sentence: String { get }
    var exit: ExitCode { get }
}

extension StoredRunFault: ToldFault {
    var exit: ExitCode {
        switch self {
        case .unreadable: Exit.unreadable
        case .noResults, .tooOld, .tooNew, .damaged: Exit.badInput
        }
    }
}

extension ExportFault: ToldFault {
    var exit: ExitCode {
        switch self {
        case .unknownDeployment, .severalDeployments: Exit.wrongOption
        case .nothingFinished: Exit.badInput
        }
    }
}

extension StoryFault: ToldFault {
    var exit: ExitCode {
        switch self {
        case .unknownSource, .unknownDeployment, .neverArrives: Exit.wrongOption
        }
    }

    var sentence: String {
        switch self {
        case .unknownSource(let name, let known):
            "there is no traffic source '\(name)'; the scenario has \(known.joined(separator: ", "))"
        case .unknownDeployment(let name, let known):
            "there is no deployment '\(name)'; the scenario has \(known.joined(separator: ", "))"
        case .neverArrives(let number, let source):
            "fewer than \(number) requests of '\(source)' arrive within the period"
        }
    }
}

extension StudyFault: ToldFault {
    var exit: ExitCode {
        switch self {
        case .unknownDeployment: Exit.wrongOption
        case .noDeployments, .impossible: Exit.badInput
        case .interruptedBeforeFirstReplication: Exit.interrupted
        case .pricing: Exit.bug
        }
    }

    var sentence: String {
        switch self {
        case .noDeployments: "the scenario has no deployment to run"
        case .unknownDeployment(let name, let known):
            "there is no deployment '\(name)'; the scenario has \(known.joined(separator: ", "))"
        case .impossible(let name, let reason): "deployment '\(name)' is impossible: \(reason)"
        case .interruptedBeforeFirstReplication:
            "interrupted before the first replication was complete: there is nothing to write"
        case .pricing(let reason): "the bill could not be made: \(reason)"
        }
    }
}
