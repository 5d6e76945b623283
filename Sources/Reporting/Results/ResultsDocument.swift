// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study

/// `results.json`: everything a study found. Keys are sorted and there are no clock times in it: equal runs are equal
/// bytes, whatever the number of threads.
public struct ResultsDocument: Sendable {
    /// Grows when a key comes, changes its meaning or goes.
    public static let schemaVersion = 5

    private let content: RecordedResult

    public init(_ result: StudyResult, record: RunRecord) {
        content = RecordedResult(result: result, record: record)
    }

    /// The document, ending with a line break.
    public var text: String { Shape<RecordedResult>.results.write(content).document }

    /// Its JSON Schema (2020-12): refuses unknown keys and requires all known ones.
    public static var schema: String {
        let shape = Shape<RecordedResult>.results
        return JSONValue.object([
            "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
            "$id": .text("urn:faascast:results:\(schemaVersion)"),
            "title": .text("Results of faascast"),
            "$ref": .text("#/$defs/results"),
            "$defs": .object(shape.definitions),
        ]).document
    }
}
