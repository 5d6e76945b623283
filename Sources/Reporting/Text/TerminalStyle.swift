// SPDX-License-Identifier: GPL-3.0-or-later

/// Colour for a terminal, or none: colour only repeats what the words say.
public struct TerminalStyle: Sendable {
    private let isColoured: Bool

    public init(isColoured: Bool) { self.isColoured = isColoured }

    /// - Parameters:
    ///   - isTerminal: whether the text goes to a screen.
    ///   - environment: `NO_COLOR`, set to anything, turns colour off (no-color.org), and so does `TERM=dumb`.
    public init(isTerminal: Bool, environment: [String: String], isRefused: Bool) {
        isColoured = isTerminal && !isRefused && (environment["NO_COLOR"] ?? "").isEmpty
            && environment["TERM"] != "dumb"
    }

    public static var plain: TerminalStyle { TerminalStyle(isColoured: false) }

    enum Tone: String {
        case strong = "1"
        case faint = "2"
        case good = "32"
        case bad = "31"
        case doubtful = "33"
    }

    func callAsFunction(_ text: String, _ tone: Tone?) -> String {
        guard isColoured, let tone else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }

    /// Nothing that comes from a file may steer the terminal.
    static func safe(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar == "\n" ? scalar : "\u{FFFD}"
            default: scalar
            }
        }))
    }
}
