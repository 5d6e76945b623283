// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// One step of a handler, compiled. Operands are indices into the tables of the program.
public enum Instruction: Sendable, Hashable, BitwiseCopyable {
    /// Uses one core for a drawn CPU time (seconds on one full core).
    case compute(draw: UInt32)
    /// Waits for a drawn time (seconds) without using a core.
    case wait(draw: UInt32)
    /// Calls a backend and waits for its answer.
    case call(UInt32)
    /// Sets the size of the answer to a drawn number of bytes.
    case respond(draw: UInt32)
    /// Ends the invocation with an error when a uniform draw falls below the probability.
    case fail(probability: Float, draw: UInt32)
    /// Starts `count` branches, whose entries stand in `branches` from `first` on, and waits for all of them.
    case fork(first: UInt32, count: UInt32)
    /// Ends a branch.
    case join
    /// Ends the handler.
    case end
}

/// The instructions of all handlers in one flat array, with the tables they refer to.
public struct Program: Sendable {
    public var instructions: [Instruction] = []
    public var draws: [Draw] = []
    public var calls: [CallPlan] = []
    /// Entry points of branches.
    public var branches: [Int] = []

    public init() {}
}

/// A call of a backend by a handler.
public struct CallPlan: Sendable {
    public var backend: Int
    public var operation: BackendOperation
    /// Bytes moved by the call.
    public var bytes: Draw?
    /// Stream for the latency of this call.
    public var latency: Draw
    /// How long one attempt may take; nil waits for ever.
    public var timeout: SimulationDuration?
    public var retry: RetryPlan
    /// Whether the handler goes on when the last attempt has failed.
    public var failureIsIgnored: Bool

    public init(backend: Int, operation: BackendOperation, latency: Draw, bytes: Draw? = nil,
                timeout: SimulationDuration? = nil, retry: RetryPlan = .never, failureIsIgnored: Bool = false) {
        self.backend = backend
        self.operation = operation
        self.latency = latency
        self.bytes = bytes
        self.timeout = timeout
        self.retry = retry
        self.failureIsIgnored = failureIsIgnored
    }
}

/// What a call does, as far as it is metered.
public enum BackendOperation: Sendable, Hashable {
    case call
    case read(ReadConsistency)
    case write(transactional: Bool)
    /// Uses units as a write does; object stores charge nothing for it.
    case delete(transactional: Bool)
}

public enum ReadConsistency: String, Sendable, Hashable, CaseIterable {
    case strong, eventual, transactional
}
