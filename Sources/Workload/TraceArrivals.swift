// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The arrivals of a trace file, one at a time, perhaps over and over.
struct TraceArrivals: Sendable {
    private let file: TraceFile
    private let start: Double
    private var reader: TraceReader
    private var row = TraceRow(time: 0, length: 0, count: 0)
    private var remaining = 0
    /// Where in the row the last arrival was, as a fraction.
    private var position = 0.0
    private var round = 0.0
    private var roundHasRows = false
    /// What ended the trace before its last line.
    private(set) var fault: TraceFault?

    init(_ file: TraceFile, start: Double) {
        self.file = file
        self.start = start
        reader = TraceReader(file)
    }

    mutating func next(_ stream: inout RandomStream) -> Double? {
        if remaining == 0, !nextRow() { return nil }
        if row.length > 0 { advance(&stream) }
        remaining -= 1
        return start + round * (file.period ?? 0) + row.time - file.origin + position * row.length
    }

    /// The next of the ordered uniforms of a row: the smallest of n is 1 − (1 − U)^(1/n), and given it, the others are
    /// again uniform above it. So a minute of a million arrivals needs no list.
    private mutating func advance(_ stream: inout RandomStream) {
        guard case .minuteCounts(.random) = file.format else {
            position = (Double(row.count - remaining) + 0.5) / Double(row.count)
            return
        }
        position -= (1 - position) * expm1(log1p(-stream.uniform()) / Double(remaining))
    }

    private mutating func nextRow() -> Bool {
        guard fault == nil else { return false }
        do throws(TraceFault) {
            while true {
                if let next = try reader.next() {
                    row = next
                    remaining = next.count
                    position = 0
                    roundHasRows = true
                    return true
                }
                guard file.period != nil, roundHasRows else { return false }
                reader = TraceReader(file)
                round += 1
                roundHasRows = false
            }
        } catch {
            fault = error
            return false
        }
    }
}
