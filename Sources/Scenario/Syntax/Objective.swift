// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import SimulationKernel

/// What a deployment must reach to count as good enough.
public struct Objective: Sendable, Hashable {
    public var subject: ObjectiveSubject
    public var bound: ObjectiveBound
    public var place: SourcePlace
}

/// What an objective is about.
public enum ObjectiveSubject: Sendable, Hashable {
    /// Every request that this handler answers, whatever door it came by.
    case handler(String)
    /// The requests to a handler by one door.
    case route(door: String, handler: String)
    case deployment
}

/// An upper bound, itself allowed.
public enum ObjectiveBound: Sendable, Hashable {
    /// The latency at `rank` (0.99 for p99); an unanswered request counts as slower.
    case latency(rank: Double, atMost: SimulationDuration)
    /// The time from publishing a message to the end of its work at `rank`; a message that is lost counts as slower.
    case age(rank: Double, atMost: SimulationDuration)
    /// Shares of all requests, and of all messages where channels feed the handler.
    case refused(atMost: Double)
    case lost(atMost: Double)
    case failed(atMost: Double)
    /// In the currency of the price book; 2000 USD.
    case monthlyCost(atMost: Double, currency: String)
}
