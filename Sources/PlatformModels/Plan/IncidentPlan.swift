// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Something that happens at a stated time: how a system behaves when it does is part of the question.
public struct IncidentPlan: Sendable {
    public var name: String
    public var start: SimulationTime
    /// When it is over; nil for one that has no length, or never ends.
    public var end: SimulationTime?
    public var effect: IncidentEffect

    public init(name: String, start: SimulationTime, end: SimulationTime? = nil, effect: IncidentEffect) {
        self.name = name
        self.start = start
        self.end = end
        self.effect = effect
    }
}

public enum IncidentEffect: Sendable, Hashable {
    /// A backend's latency is multiplied.
    case slow(backend: Int, factor: Double)
    /// A share of a backend's calls fails.
    case fail(backend: Int, share: Double, stream: String)
    /// A backend starts no call, and those in its queue wait.
    case halt(backend: Int)
    /// Every instance, or a share of them, is replaced; the new code may behave differently while the incident lasts.
    case deploy(FleetReference, share: Double, change: CodeChange? = nil)
    /// A function's executions at once are limited.
    case limit(function: Int, concurrency: Int)
    /// A backend's rate is limited (calls a second).
    case limitRate(backend: Int, rate: Double)
    /// So many tasks of a service, or a share of them, are gone at once with what they run.
    case lose(service: Int, share: Double)
    /// The next message of a channel is one that nobody can process.
    case poison(channel: Int)
    /// So many messages are published once more, to all subscriptions, at a rate (messages a second).
    case replay(channel: Int, messages: Int, rate: Double)
    /// Dead letters go back to the channel they came from, at a rate (messages a second).
    case redrive(from: Int, to: Int, rate: Double)

    /// Whether it happens at an instant rather than lasting.
    public var isMomentary: Bool {
        switch self {
        case .deploy(_, _, let change): change == nil
        case .lose, .poison, .replay, .redrive: true
        case .slow, .fail, .halt, .limit, .limitRate: false
        }
    }
}

/// How new code differs from the old, for the share of work that meets it.
public struct CodeChange: Sendable, Hashable {
    public var handler: Int
    /// Factor on its CPU times.
    public var slowdown: Double
    /// Share of its work that fails at the end.
    public var failing: Double
    public var stream: String

    public init(handler: Int, slowdown: Double = 1, failing: Double = 0, stream: String) {
        self.handler = handler
        self.slowdown = slowdown
        self.failing = failing
        self.stream = stream
    }
}
