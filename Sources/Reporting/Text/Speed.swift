// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// How fast a run was. For a screen only: results hold no clock times.
public struct Speed: Sendable {
    private let counts: EngineCounts
    private let seconds: Double

    public init(counts: EngineCounts, seconds: Double) {
        self.counts = counts
        self.seconds = seconds
    }

    public var sentence: String {
        let time = max(seconds, 1e-9)
        let (invocations, events) = (Double(counts.invocations), Double(counts.events))
        return "\(Figures.short(invocations)) invocations and \(Figures.short(events)) events in "
            + "\(Figures.significant(time, 3)) s: \(Figures.short(invocations / time)) invocations/s, "
            + "\(Figures.short(events / time)) events/s"
    }
}
