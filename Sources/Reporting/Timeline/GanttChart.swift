// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Study

/// One request's spans as bars over time.
struct GanttChart {
    private let story: RequestStory
    private static let width = 960.0
    private static let names = 300.0
    private static let rowHeight = 22.0

    private let mostRows: Int

    /// - Parameter mostRows: how many bars are drawn; a line says how many more there are.
    init(_ story: RequestStory, mostRows: Int = .max) {
        self.story = story
        self.mostRows = mostRows
    }

    var svg: String {
        let all = TimelineRow.rows(of: story.trace)
        let rows = all.prefix(mostRows)
        let left = all.count - rows.count
        let length = max(rows.map { $0.start + $0.length }.max() ?? 0, 1e-9)
        let height = Double(rows.count + min(left, 1)) * Self.rowHeight + 34
        var drawing = Drawing(
            width: Self.width, height: height, title: "Request \(story.number) under \(story.deployment)",
            description: "Bars from the start to the end of each part of the work, below what it belongs to.")
        let scale = (Self.width - Self.names - 80) / length
        for part in 0...4 {
            let x = Self.names + length * scale * Double(part) / 4
            drawing.gridLine(x, 4, x, height - 24)
            drawing.text(Figures.seconds(length * Double(part) / 4), x: x, y: height - 8, anchor: .middle)
        }
        for (index, row) in rows.enumerated() {
            let y = Double(index) * Self.rowHeight + 6
            let indent = Double(min(row.depth, 8)) * 12
            let room = Int((Self.names - indent - 8) / 6.6)
            let shown = row.title.count > room ? String(row.title.prefix(max(room - 1, 1))) + "…" : row.title
            drawing.text(shown, x: indent, y: y + 13)
            drawing.rectangle(
                x: Self.names + row.start * scale, y: y, width: max(row.length * scale, 1), height: 15,
                fill: row.isTrouble ? "#c4452f" : Palette[row.colour].colour,
                title: "\(row.title): \(Figures.seconds(row.length))")
            // Beside its bar, since a bar of a moment beside one of hours cannot be measured by eye.
            let end = Self.names + (row.start + row.length) * scale
            drawing.text(Figures.seconds(row.length), x: end + 5, y: y + 12, kind: "small")
        }
        if left > 0 {
            let y = Double(rows.count) * Self.rowHeight + 19
            drawing.text("and \(left) more parts, which are not drawn", x: 0, y: y)
        }
        return drawing.svg
    }
}

extension TimelineRow {
    /// Number of its colour in the palette: what it is, not where it stands.
    fileprivate var colour: Int {
        switch kind {
        case .attempt: 0
        case .invocation, .state: 1
        case .compute: 2
        case .call: 3
        case .message: 4
        case .wait, .pause: 5
        }
    }
}
