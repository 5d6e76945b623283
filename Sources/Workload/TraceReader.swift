// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of a trace: `count` arrivals within `length` seconds from `time` [s in the file].
struct TraceRow: Sendable {
    let time: Double
    let length: Double
    let count: Int
}

/// Turns the lines of a trace file into rows, in order; after a fault it goes on with the next line.
struct TraceReader: Sendable {
    private let file: TraceFile
    private var lines: LineReader
    private var previous = -Double.infinity

    init(_ file: TraceFile) {
        self.file = file
        lines = LineReader(path: file.path)
    }

    /// The next row that has arrivals and does not lie before the origin; nil at the end.
    mutating func next() throws(TraceFault) -> TraceRow? {
        while let text = try lines.next() {
            guard let start = text.firstIndex(where: { $0 != 32 && $0 != 9 }), text[start] != 35 else { continue }
            let fields = text.split(separator: 44, maxSplits: 2, omittingEmptySubsequences: false)
            guard let value = Double(Self.trimmed(fields[0])), value.isFinite else {
                if lines.line == 1 { continue }
                throw .notANumber(line: lines.line, text: Self.trimmed(fields[0]))
            }
            guard value >= previous else {
                throw .notAscending(line: lines.line, value: value, previous: previous)
            }
            previous = value
            let row = try row(value, fields)
            if row.count > 0, row.time >= file.origin { return row }
        }
        return nil
    }

    private func row(_ value: Double, _ fields: [ArraySlice<UInt8>]) throws(TraceFault) -> TraceRow {
        guard case .minuteCounts = file.format else { return TraceRow(time: value, length: 0, count: 1) }
        guard fields.count > 1 else { throw .missingCount(line: lines.line) }
        let text = Self.trimmed(fields[1])
        guard let count = Int(text), count >= 0, count <= 1_000_000_000 else {
            throw .count(line: lines.line, text: text)
        }
        return TraceRow(time: value * 60, length: 60, count: count)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 }
        let rest = bytes.drop(while: isBlank)
        let end = rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? rest.startIndex
        return String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
    }
}
