// SPDX-License-Identifier: GPL-3.0-or-later

/// A table as the template takes it; every text is escaped there.
struct TableContent {
    struct Cell {
        var text: String
        /// Class of the cell: how it is aligned and coloured.
        var kind: String

        static func text(_ text: String) -> Cell { Cell(text: text, kind: "text") }
        /// A long text that needs room.
        static func source(_ text: String) -> Cell { Cell(text: text, kind: "source") }
        static func number(_ text: String) -> Cell { Cell(text: text, kind: "number") }

        /// With a sign, so that colour is not alone.
        static func standing(_ text: String, _ mood: OptionRow.Standing.Mood) -> Cell {
            let kind = switch mood {
            case .good: "good"
            case .bad: "bad"
            case .doubtful: "doubtful"
            case .neutral: "text"
            }
            return Cell(text: mood.sign + text, kind: kind)
        }
    }

    struct Row {
        var head: String
        var cells: [Cell]
    }

    var caption: String
    var heads: [Cell]
    var rows: [Row]

    /// - Parameter heads: the first is that of the rows' names; the others are aligned as the cells below them.
    init(_ caption: String, heads: [String], rows: [(String, [Cell])]) {
        self.caption = caption
        self.rows = rows.map { Row(head: $0.0, cells: $0.1) }
        let kinds = rows.first?.1.map { $0.kind == "number" ? "number" : "text" } ?? []
        self.heads = heads.enumerated().map { index, head in
            Cell(text: head, kind: index > 0 && index - 1 < kinds.count ? kinds[index - 1] : "text")
        }
    }

    var isEmpty: Bool { rows.isEmpty }
}
