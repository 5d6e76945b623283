// SPDX-License-Identifier: GPL-3.0-or-later

/// A run that a cap ended before its time. What it used by then is no month's bill, and what it met no service level.
public struct StoppedRun: Sendable, Hashable {
    /// Seconds that were simulated of the stretch, and its length.
    public var after: Double
    public var of: Double

    public init(after: Double, of: Double) {
        self.after = after
        self.of = of
    }

    public var sentence: String { "stopped after \(Wording.span(after)) of \(Wording.span(of))" }
}
