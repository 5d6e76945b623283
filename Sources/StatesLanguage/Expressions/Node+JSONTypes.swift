// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// What a scalar is in JSON's terms: in quotes it is a text, without quotes what its form says.
extension Node {
    /// The text, unless JSON would read a number, a truth value or nothing.
    var string: String? {
        guard case .scalar(let text, let wasQuoted) = content else { return nil }
        return wasQuoted || !(isMissing || truth != nil || number != nil) ? text : nil
    }

    var number: Double? {
        guard case .scalar(let text, wasQuoted: false) = content, let value = Double(text), value.isFinite,
            !text.lowercased().contains("x")
        else { return nil }
        return value
    }

    var truth: Bool? {
        guard case .scalar(let text, wasQuoted: false) = content else { return nil }
        return switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }

    /// What it is, for a message.
    var description: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "an object"
        case .scalar(let text, _):
            if isMissing { "null" } else if string != nil { "the text \(StatesFault.quoted(text))" } else { text }
        }
    }
}
