// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study
import Synchronization

/// One line on a screen that says how far a run is: percentage, pace, time left.
public final class ProgressLine: Sendable {
    private struct State {
        var shown: ContinuousClock.Instant?
        var isVisible = false
    }

    private let screen: Descriptor
    private let state = Mutex(State())

    public init(on screen: Descriptor) { self.screen = screen }

    /// Shows `progress`, ten times a second at most. May be called from any thread.
    public func show(_ progress: StudyProgress) {
        state.withLock { state in
            let now = ContinuousClock.now
            if let shown = state.shown, now - shown < .milliseconds(100) { return }
            state.shown = now
            state.isVisible = true
            try? screen.write("\r\u{1B}[K" + Self.text(progress))
        }
    }

    /// Takes the line away.
    public func clear() {
        state.withLock { state in
            if state.isVisible { try? screen.write("\r\u{1B}[K") }
            state.isVisible = false
        }
    }

    static func text(_ progress: StudyProgress) -> String {
        let percent = Int((min(max(progress.fraction, 0), 1) * 100).rounded(.down))
        let filled = percent / 5
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
        var text = "\(bar) \(percent) %  round \(progress.round), replication \(progress.replications)"
            + "/\(progress.planned)  \(Figures.short(progress.rate)) requests/s"
        if let remaining = progress.remaining { text += "  \(duration(remaining)) left" }
        return text
    }

    private static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e7 else { return "long" }
        let whole = Int(seconds.rounded(.up))
        if whole < 60 { return "\(whole) s" }
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}
