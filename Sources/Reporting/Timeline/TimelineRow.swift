// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel

/// A span as a reader sees it: indented under what it belongs to, in time from the request's beginning.
struct TimelineRow {
    var depth: Int
    var title: String
    /// Seconds since the request was made.
    var start: Double
    var length: Double
    var isTrouble: Bool
    var kind: TraceSpan.Kind

    /// All spans, each followed by those that belong to it.
    static func rows(of trace: Trace) -> [TimelineRow] {
        guard let first = trace.spans.first else { return [] }
        let end = trace.spans.compactMap(\.end).max() ?? first.start
        var children: [Int: [Int]] = [:]
        for (index, span) in trace.spans.enumerated() { children[span.parent ?? -1, default: []].append(index) }
        var rows: [TimelineRow] = []
        func add(_ index: Int, depth: Int) {
            let span = trace.spans[index]
            rows.append(
                TimelineRow(
                    depth: depth, title: title(of: span), start: (span.start - first.start).seconds,
                    length: ((span.end ?? end) - span.start).seconds, isTrouble: isTrouble(span.ending),
                    kind: span.kind))
            for child in children[index] ?? [] { add(child, depth: depth + 1) }
        }
        for root in children[-1] ?? [] { add(root, depth: 0) }
        return rows
    }

    private static func isTrouble(_ ending: TraceSpan.Ending) -> Bool {
        switch ending {
        case .refused, .failed, .timedOut: true
        case .open, .done: false
        }
    }

    private static func title(of span: TraceSpan) -> String {
        let what =
            switch span.kind {
            case .attempt(let number): number == 1 ? span.name : "\(span.name), attempt \(number)"
            case .wait(let isColdStart): isColdStart ? "cold start" : "waits for an instance"
            case .invocation: span.name
            case .compute: "computes"
            case .pause: "waits"
            case .call(let attempt): attempt == 1 ? "calls \(span.name)" : "calls \(span.name), attempt \(attempt)"
            case .message: "message \(span.name)"
            }
        return switch span.ending {
        case .refused: what + " (refused)"
        case .failed: what + " (failed)"
        case .timedOut: what + " (timed out)"
        case .open: what + " (still open)"
        case .done: what
        }
    }
}
