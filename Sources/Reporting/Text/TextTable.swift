// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for a screen: the first column to the left, the others to the right, not wider than asked for.
struct TextTable {
    struct Cell {
        var text: String
        var tone: TerminalStyle.Tone?

        init(_ text: String, _ tone: TerminalStyle.Tone? = nil) {
            self.text = TerminalStyle.safe(text)
            self.tone = tone
        }
    }

    var heads: [String]
    var rows: [[Cell]]

    /// The lines. Where they would be too wide, the first column is cut with an ellipsis, or stands above the others.
    func lines(width: Int, style: TerminalStyle, stacked: Bool = false) -> [String] {
        var widths = heads.indices.map { column in
            ([heads[column].count] + rows.map { $0[column].text.count }).max() ?? 0
        }
        let total = widths.reduce(0, +) + 2 * (widths.count - 1)
        if total > width, stacked { return stackedLines(width: width, style: style) }
        if total > width { widths[0] = max(8, widths[0] - (total - width)) }
        let all = [heads.map { Cell($0, .faint) }] + rows
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let text = cell.text.count > widths[column] ? cell.text.prefix(widths[column] - 1) + "…" : cell.text
                let padding = String(repeating: " ", count: widths[column] - text.count)
                let shown = style(String(text), cell.tone)
                line += column == 0 ? shown + padding : "  " + padding + shown
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// Each row's first cell on a line of its own, above the others.
    private func stackedLines(width: Int, style: TerminalStyle) -> [String] {
        var below = self
        below.heads[0] = ""
        for index in rows.indices { below.rows[index][0] = Cell("") }
        var figures = below.lines(width: width, style: style)
        let head = figures.removeFirst()
        return [head] + zip(rows, figures).flatMap { [style($0[0].text, $0[0].tone), $1] }
    }

    /// Breaks a line at spaces to fit a width; what follows the first is indented by two more, or as much as is said.
    static func wrapped(_ line: String, width: Int, hanging: Int = 2) -> [String] {
        let line = TerminalStyle.safe(line)
        guard line.count > width else { return [line] }
        let indent = String(line.prefix { $0 == " " })
        var lines: [String] = []
        var current = indent
        for word in line.split(separator: " ") {
            let isEmpty = current.allSatisfy { $0 == " " }
            if !isEmpty, current.count + word.count + 1 > width {
                lines.append(current)
                current = indent + String(repeating: " ", count: hanging) + word
            } else {
                current += (isEmpty ? "" : " ") + word
            }
        }
        return lines + [current]
    }
}
