// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Workload

extension TraceFault {
    /// The line that it is about, from 1; nil when it is about the file, or about how the scenario reads it.
    var line: Int? {
        switch self {
        case .notANumber(let line, _), .missingCount(let line), .count(let line, _), .notAscending(let line, _, _),
             .lineTooLong(let line):
            line
        case .unreadable, .notPlain, .empty, .origin, .periodTooShort: nil
        }
    }

    /// Whether the scenario is to be mended, not the trace.
    var isOfScenario: Bool {
        switch self {
        case .origin, .periodTooShort: true
        default: false
        }
    }

    var fault: Fault {
        switch self {
        case .unreadable(_, ENOENT), .unreadable(_, ENOTDIR): .fileMissing
        case .unreadable(_, EISDIR): .isDirectory
        case .unreadable: .unreadable
        case .notPlain:
            .custom(
                what: "this is no plain file", hint: "a trace is read again for each replication: write it to a file")
        case .empty:
            .custom(what: "there is no arrival in it", hint: "a time in seconds a line, or 'minute,count'")
        case .notANumber(_, let text): .notANumber(text: text, expected: "a number, as in 12.5")
        case .missingCount: .custom(what: "the count is missing", hint: "'minute,count', as in 12,340")
        case .count(_, let text):
            .notANumber(text: text, expected: "a whole number of arrivals, up to a billion")
        case .notAscending(_, let value, let previous):
            .custom(what: "\(value.formatted) comes after \(previous.formatted)", hint: "times must ascend")
        case .lineTooLong:
            .custom(what: "this line is longer than 4,096 bytes", hint: "no trace has such lines: is it another file?")
        case .origin(let value): .custom(what: "'from' must be a time, not \(value.formatted) s", hint: nil)
        case .periodTooShort(let period, let end):
            .custom(
                what: "'repeat-every' is \(period.formatted) s, shorter than the trace, which has \(end.formatted) s",
                hint: nil)
        }
    }
}
