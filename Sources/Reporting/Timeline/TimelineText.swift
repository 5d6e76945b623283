// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Study

/// One request's life as lines of text: when, what, how long, and a bar to see it by. At most 80 columns wide.
public struct TimelineText: Sendable {
    private let story: RequestStory
    private static let barWidth = 18
    private static let nameWidth = 38

    public init(_ story: RequestStory) { self.story = story }

    public var text: String {
        let rows = TimelineRow.rows(of: story.trace)
        let length = rows.map { $0.start + $0.length }.max() ?? 0
        return ([story.heading] + rows.map { line($0, of: length) }).joined(separator: "\n") + "\n"
    }

    private func line(_ row: TimelineRow, of length: Double) -> String {
        let indented = String(repeating: " ", count: min(row.depth, 8) * 2) + row.title
        let name = indented.count > Self.nameWidth
            ? String(indented.prefix(Self.nameWidth - 1)) + "…"
            : indented.padding(to: Self.nameWidth)
        let start = Figures.seconds(row.start).padding(to: 10, atEnd: false)
        let time = Figures.seconds(row.length).padding(to: 10, atEnd: false)
        return "\(start)  \(name)\(time) \(bar(row, of: length))".trimmingTail
    }

    private func bar(_ row: TimelineRow, of length: Double) -> String {
        guard length > 0 else { return "" }
        let scale = Double(Self.barWidth) / length
        let from = min(Int(row.start * scale), Self.barWidth - 1)
        let to = max(from + 1, min(Int(((row.start + row.length) * scale).rounded(.up)), Self.barWidth))
        return String(repeating: " ", count: from) + String(repeating: row.isTrouble ? "x" : "▬", count: to - from)
    }
}

extension RequestStory {
    /// Such as "answered after 120 ms".
    var outcome: String { latency.map { "answered after \(Figures.seconds($0))" } ?? "not answered" }
    var heading: String { "Request \(number) of \(source), \(deployment): \(outcome)" }
}

extension String {
    fileprivate func padding(to width: Int, atEnd: Bool = true) -> String {
        let blanks = String(repeating: " ", count: max(0, width - count))
        return atEnd ? self + blanks : blanks + self
    }

    fileprivate var trimmingTail: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
