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

    /// All spans in the order of time; those at one instant as they began.
    static func rows(of trace: Trace) -> [TimelineRow] {
        guard let first = trace.spans.first else { return [] }
        let end = trace.spans.compactMap(\.end).max() ?? first.start
        var depths: [Int] = []
        for span in trace.spans { depths.append(span.parent.map { depths[$0] + 1 } ?? 0) }
        let order = trace.spans.indices.sorted { (trace.spans[$0].start, $0) < (trace.spans[$1].start, $1) }
        return order.map { index in
            let span = trace.spans[index]
            return TimelineRow(
                depth: depths[index], title: title(of: span), start: (span.start - first.start).seconds,
                length: ((span.end ?? end) - span.start).seconds, isTrouble: isTrouble(span.ending), kind: span.kind)
        }
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
            case .state: "state \(span.name)"
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
