// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel

/// A call of a backend, channel, handler or workflow.
public struct CallStep: Sendable {
    public var verb: CallVerb
    public var target: Reference
    /// Tells this call from the handler's others; the prefix of the names of its streams.
    public var stream: String
    public var bytes: Draw?
    public var timeout: SimulationDuration?
    /// nil leaves it to the product that the target becomes.
    public var retry: RetryPlan?
    /// nil leaves it to the backend.
    public var consistency: ReadConsistency?
    public var ignoresFailure = false
    /// Whether the caller goes on without waiting for the answer.
    public var isAsynchronous = false
    public var cache: CachePlan?
    public var breaker: BreakerPlan?
    public var hedge: SimulationDuration?
    public var adaptiveThrottle: AdaptiveThrottlePlan?
    /// Read first, and write only what nobody has written since; begins again otherwise.
    public var condition: ConditionPlan?

    init(verb: CallVerb, target: Reference, stream: String) {
        self.verb = verb
        self.target = target
        self.stream = stream
    }
}

/// How a step says what it calls; what it means to the meter follows from it.
public enum CallVerb: String, Sendable, CaseIterable {
    case call, read, query, get, write, update, put, delete, append
    /// A handler or workflow; the caller waits for its answer unless it says that it does not.
    case invoke
    /// A channel.
    case publish, send

    public var isRead: Bool { self == .read || self == .query || self == .get }
    public var isWrite: Bool {
        switch self {
        case .write, .update, .put, .delete, .append: true
        case .call, .read, .query, .get, .invoke, .publish, .send: false
        }
    }

    /// The role of what it calls.
    public var role: PartRole {
        switch self {
        case .invoke: .handler
        case .publish, .send: .channel
        default: .backend
        }
    }
}
