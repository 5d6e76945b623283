// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// The life of one request: what it and everything that followed from it did, in spans of time.
public struct Trace: Sendable {
    /// In the order in which they began; a parent stands before its children.
    public var spans: [TraceSpan] = []
    /// Whether the request arrived at all within the run.
    public var hasArrived: Bool { !spans.isEmpty }

    public init() {}
}

/// A stretch of time in which one thing was done.
public struct TraceSpan: Sendable {
    public enum Kind: Sendable, Hashable {
        /// An attempt of the sender, from its start to the answer or the failure.
        case attempt(Int)
        /// From asking for an instance until the handler began.
        case wait(isColdStart: Bool)
        /// A handler or workflow at work.
        case invocation
        /// A state of a workflow, until the next is entered.
        case state
        case compute
        case pause
        /// A call, an attempt at a time.
        case call(attempt: Int)
        /// A message on its way, until it is handed over.
        case message
    }

    public enum Ending: Sendable, Hashable { case open, done, refused, failed, timedOut }

    public var kind: Kind
    /// What it is about: a handler, a backend, a channel's subscription.
    public var name: String
    public var start: SimulationTime
    /// When it ended; the end of the run for one that has not.
    public var end: SimulationTime?
    public var ending = Ending.open
    /// Index of the span that it belongs to.
    public var parent: Int?
}
