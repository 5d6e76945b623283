// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads how long a Wait state waits.
struct WaitReader {
    let reporter: Reporter

    func wait(_ fields: inout StateFields) -> WaitState? {
        let present = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"].filter(fields.has)
        let seconds = fields.givenWhole("Seconds", 0...99_999_999)
        let reporter = reporter
        let instant = fields.given("Timestamp", path: "TimestampPath") { node in
            if let text = node.string, Instant.isValid(text) { return text }
            reporter.error(.badInstant(field: "Timestamp", text: node.text ?? node.flowText), at: node)
            return nil
        }
        guard let first = present.first else {
            reporter.error(.oneOf(["Seconds", "Timestamp"], of: "a Wait state"), at: fields.node)
            return nil
        }
        if let other = present.first(where: { $0.hasPrefix("Timestamp") }), first.hasPrefix("Seconds") {
            fields.exclude(first, other)
        }
        return seconds.map { .seconds($0) } ?? instant.map { .until($0) }
    }
}

/// An instant in the form of RFC 3339 with a capital T and Z, as the language wants it.
enum Instant {
    static func isValid(_ text: String) -> Bool {
        let plain = Date.ISO8601FormatStyle()
        return (try? plain.parse(text)) != nil || (try? plain.year().month().day().dateSeparator(.dash)
            .dateTimeSeparator(.standard).time(includingFractionalSeconds: true).timeSeparator(.colon)
            .timeZone(separator: .colon).parse(text)) != nil
    }
}
