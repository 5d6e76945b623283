// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// What goes to standard output.
public enum ReportFormat: String, Sendable, CaseIterable {
    case table, json, csv, markdown

    /// Whether programs read it, for which two in a row are none.
    public var isOneDocument: Bool { self == .json || self == .csv }

    /// The result in this format, ending with a line break.
    public func text(_ result: StudyResult, record: RunRecord, style: TerminalStyle) -> String {
        switch self {
        case .table: TerminalReport(result, style: style).text
        case .json: ResultsDocument(result, record: record).text
        case .csv: TidyTables(result).options
        case .markdown: MarkdownReport(result).text
        }
    }
}
