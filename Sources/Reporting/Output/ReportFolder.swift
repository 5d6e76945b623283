// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study

/// Everything that a run leaves behind, by file name.
public struct ReportFolder: Sendable {
    /// In the order of their writing.
    public let files: [(name: String, content: Data)]

    /// - Parameter stories: a request's life under each deployment, for the page to draw.
    /// - Throws: `PageFault` when the page's template is missing from the installation or damaged.
    public init(_ result: StudyResult, record: RunRecord, stories: [RequestStory] = []) throws {
        let tables = TidyTables(result)
        // Files that would be empty are left out.
        let all: [(String, String?)] = [
            ("results.json", ResultsDocument(result, record: record).text),
            ("options.csv", tables.options),
            ("invoice.csv", tables.invoice),
            ("latency.csv", tables.latency),
            ("concurrency.csv", tables.concurrency),
            ("channels.csv", tables.channels),
            ("workflows.csv", tables.workflows),
            ("calls.csv", tables.calls),
            ("report.html", try HTMLReport(result, record: record, stories: stories).text),
        ]
        files = all.compactMap { name, text in text.map { (name, Data($0.utf8)) } }
    }
}
