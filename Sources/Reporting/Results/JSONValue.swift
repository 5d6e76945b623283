// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON value that is always written the same way: keys sorted, numbers in their shortest form that reads back as
/// the same number, lists of plain values on one line.
enum JSONValue: Sendable, Equatable {
    case null
    case flag(Bool)
    case whole(UInt64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// The text, ending with a line break.
    var document: String {
        var text = ""
        write(into: &text, indent: "")
        return text + "\n"
    }

    private var isPlain: Bool {
        switch self {
        case .null, .flag, .whole, .number, .text: true
        case .list(let items): items.isEmpty
        case .object(let members): members.isEmpty
        }
    }

    private func write(into text: inout String, indent: String) {
        switch self {
        case .null: text += "null"
        case .flag(let flag): text += flag ? "true" : "false"
        case .whole(let value): text += String(value)
        case .number(let value): text += Self.shortest(value)
        case .text(let value): Self.quote(value, into: &text)
        case .list(let items):
            let isFlat = items.allSatisfy(\.isPlain)
            let inner = indent + "  "
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += isFlat ? ", " : "," }
                if !isFlat { text += "\n" + inner }
                item.write(into: &text, indent: inner)
            }
            text += isFlat ? "]" : "\n\(indent)]"
        case .object(let members):
            let inner = indent + "  "
            text += "{"
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                text += (index > 0 ? "," : "") + "\n" + inner
                Self.quote(member.key, into: &text)
                text += ": "
                member.value.write(into: &text, indent: inner)
            }
            text += members.isEmpty ? "}" : "\n\(indent)}"
        }
    }

    /// JSON has neither infinity nor NaN.
    private static func shortest(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        let text = "\(value == 0 ? 0 : value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func quote(_ raw: String, into text: inout String) {
        text += "\""
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
