// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// A call by a handler or workflow, of whatever can be called.
public struct CallPlan: Sendable {
    public var target: CallTarget
    public var operation: BackendOperation
    /// Bytes moved by the call.
    public var bytes: Draw?
    /// Time to the answer (seconds): a backend's whole latency; of an invocation, what comes on top of it.
    public var latency: Draw?
    /// Of a backend: time on the network, drawn for the way there and for the way back, beside the latency (seconds).
    public var eachWay: Draw?
    /// Names the call: the salt of what follows from it.
    public var stream: String
    /// How long one attempt may take; nil waits for ever.
    public var timeout: SimulationDuration?
    public var retry: RetryPlan
    /// Whether the handler goes on when the last attempt has failed.
    public var failureIsIgnored: Bool
    /// What a workflow does about failures; then `retry` is never.
    public var recovery: Int?
    /// A look-up before the call, which a hit makes needless.
    public var cache: CachePlan?
    public var breaker: BreakerPlan?
    /// A second attempt is sent when the first has not answered after this; the faster answer counts.
    public var hedge: SimulationDuration?
    /// The caller refuses its own calls in proportion to refusals it has met.
    public var adaptiveThrottle: AdaptiveThrottlePlan?
    /// A write that succeeds only if nobody else has written the same key since it was read.
    public var condition: ConditionPlan?
    /// Whether its bytes leave a provider or a region, so that they are counted.
    public var isCounted = false

    public init(_ target: CallTarget, operation: BackendOperation = .call, latency: Draw?, stream: String? = nil,
                bytes: Draw? = nil, timeout: SimulationDuration? = nil, retry: RetryPlan = .never,
                failureIsIgnored: Bool = false) {
        self.target = target
        self.operation = operation
        self.latency = latency
        self.stream = stream ?? latency?.stream ?? ""
        self.bytes = bytes
        self.timeout = timeout
        self.retry = retry
        self.failureIsIgnored = failureIsIgnored
    }
}

/// What is called, by its index in the plan.
public enum CallTarget: Sendable, Hashable {
    case backend(Int)
    /// A handler or workflow, which the caller waits for.
    case handler(Int)
    /// A message is published.
    case channel(Int)
}

/// What a call does, as far as it is metered.
public enum BackendOperation: Sendable, Hashable {
    case call
    case read(ReadConsistency)
    case write(transactional: Bool)
    /// Uses units as a write does; object stores charge nothing for it.
    case delete(transactional: Bool)

    /// Whether it changes what is stored.
    public var isWrite: Bool {
        switch self {
        case .write, .delete: true
        case .call, .read: false
        }
    }
}

public enum ReadConsistency: String, Sendable, Hashable, CaseIterable {
    case strong, eventual, transactional
}

/// A circuit breaker: it opens after failures in a row and lets one call through after a rest.
public struct BreakerPlan: Sendable, Hashable {
    public var failures: Int
    public var rest: SimulationDuration

    public init(failures: Int, rest: SimulationDuration) {
        self.failures = failures
        self.rest = rest
    }
}

/// Client-side throttling: a call is refused locally with probability max(0, (requests − K·accepts)/(requests + 1))
/// over a sliding window (Beyer et al., Site Reliability Engineering, 2016, ch. 21).
public struct AdaptiveThrottlePlan: Sendable, Hashable {
    public var multiplier: Double
    public var window: SimulationDuration
    public var stream: String

    public init(multiplier: Double, window: SimulationDuration, stream: String) {
        self.multiplier = multiplier
        self.window = window
        self.stream = stream
    }
}

/// Keys whose writes conflict.
public struct ConditionPlan: Sendable, Hashable {
    public var keys: Int
    /// Zipf exponent of their popularity.
    public var exponent: Double
    public var stream: String

    public init(keys: Int, exponent: Double, stream: String) {
        self.keys = keys
        self.exponent = exponent
        self.stream = stream
    }
}
