// SPDX-License-Identifier: GPL-3.0-or-later

/// Shows diagnostics as compilers do: `file:line:column: error: what; expected …; did you mean …?`, then the line of
/// the file with a caret below the place.
public struct DiagnosticRenderer: Sendable {
    private let lines: [String: [Substring.UnicodeScalarView]]
    private let colour: Bool
    private let limit: Int

    /// - Parameters:
    ///   - sources: The texts at hand; places in other files are shown without their line.
    ///   - colour: Whether to use the escape sequences of a terminal.
    ///   - limit: How many diagnostics to show before the rest is only counted.
    public init(sources: [SourceFile] = [], colour: Bool = false, limit: Int = 50) {
        lines = Dictionary(sources.map { ($0.name, $0.lines) }, uniquingKeysWith: { _, last in last })
        self.colour = colour
        self.limit = limit
    }

    public func render(_ diagnostics: [Diagnostic]) -> String {
        var blocks = diagnostics.prefix(limit).map(render)
        if diagnostics.count > limit { blocks.append("… and \(diagnostics.count - limit) more") }
        return blocks.joined(separator: "\n")
    }

    public func render(_ diagnostic: Diagnostic) -> String {
        let (label, style): (String, Style) =
            switch diagnostic.severity {
            case .error: ("error:", .error)
            case .warning: ("warning:", .warning)
            }
        var text = "\(styled("\(Self.safe(diagnostic.place.description)):", .strong)) \(styled(label, style)) "
        text += FaultSentence(diagnostic.fault).text
        if !diagnostic.path.isEmpty { text += styled(" [\(Self.safe(diagnostic.path))]", .faint) }
        if let excerpt = excerpt(diagnostic.place, style) { text += "\n" + excerpt }
        return text
    }

    // MARK: The line with its caret

    private static let width = 100

    private func excerpt(_ place: SourcePlace, _ style: Style) -> String? {
        guard let lines = lines[place.file], place.line > 0, place.line <= lines.count else { return nil }
        let scalars = lines[place.line - 1]
        // A generated file may be one long line: show what surrounds the place.
        let start = place.column > Self.width - 20 ? place.column - Self.width / 2 : 0
        let shown = scalars.dropFirst(start).prefix(Self.width)
        guard !shown.isEmpty else { return nil }
        let number = String(place.line)
        let margin = String(repeating: " ", count: max(0, 5 - number.count))
        let cut = (start > 0 ? "…" : "", scalars.count > start + Self.width ? "…" : "")
        let code = cut.0 + Self.safe(String(String.UnicodeScalarView(shown))) + cut.1
        let indent = String(repeating: " ", count: max(0, place.column - 1 - start) + cut.0.count)
        return """
            \(styled("\(margin)\(number) |", .faint)) \(code)
            \(styled("      |", .faint)) \(indent)\(styled("^", style))
            """
    }

    /// Nothing from a file may steer the terminal; each character keeps its one column.
    private static func safe(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    if scalar == "\t" { return " " }
                    return scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
                }))
    }

    private enum Style: String {
        case error = "1;31"
        case warning = "1;33"
        case strong = "1"
        case faint = "2"
    }

    private func styled(_ text: String, _ style: Style) -> String {
        colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
