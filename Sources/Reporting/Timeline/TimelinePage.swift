// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Study

/// Requests' lives as Gantt charts on a page of their own: one bar a span, below one another by what belongs to what.
public struct TimelinePage: Sendable {
    private let stories: [RequestStory]
    private let title: String

    public init(_ stories: [RequestStory], of scenario: String) {
        self.stories = stories
        let number = stories.first.map { "Request \($0.number) of \($0.source)" } ?? "No request"
        title = "\(number) — \(scenario)"
    }

    public var text: String {
        let charts = stories.map { story in
            """
                <section><h2>\(Drawing.escaped(story.deployment)): \(Drawing.escaped(story.outcome))</h2>
                \(GanttChart(story).svg)
                <pre>\(Drawing.escaped(TimelineText(story).text))</pre></section>
                """
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(Drawing.escaped(title))</title>
            <style>
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --line: #d5dae0; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #14171b; --line: #3a414a; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                   max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
            svg { width: 100%; height: auto; } text { fill: var(--ink); font: 12px system-ui, sans-serif; }
            .grid, .axis { stroke: var(--line); } pre { overflow-x: auto; font-size: 12px; }
            </style></head>
            <body><h1>\(Drawing.escaped(title))</h1>
            \(charts.joined(separator: "\n"))
            </body></html>

            """
    }
}
