// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// A service that runs state machines: an execution is an invocation of a program without an instance of its own.
public struct WorkflowPlan: Sendable {
    public var name: String
    public var isExpress: Bool
    /// What entering a state takes (seconds).
    public var transitionLatency: Draw?
    /// Executions that may be started.
    public var startLimit: TokenBucketPlan?
    /// State transitions; beyond them an execution waits for its turn.
    public var transitionLimit: TokenBucketPlan?
    /// Executions open at once.
    public var openLimit: Int?
    /// Events in the history of an execution, beyond which it fails.
    public var historyLimit: Int?
    /// Longest execution; it then fails.
    public var timeout: SimulationDuration?
    /// What is billed for express executions.
    public var memory: Int
    public var billing: BillingClock

    public init(name: String, isExpress: Bool) {
        self.name = name
        self.isExpress = isExpress
        memory = 64
        billing = BillingClock(increment: .seconds(0.1), minimum: .seconds(0.1))
    }
}

/// A state of a workflow, as entering it is counted.
public struct WorkflowState: Sendable, Hashable {
    public var name: String
    /// Events that it adds to the history: entered, exited, and those of its task.
    public var events: Int
    /// CPU time of a worker that does the same work in code (a draw of the program, −1 for none).
    public var overhead: Int

    public init(name: String, events: Int, overhead: Int = -1) {
        self.name = name
        self.events = events
        self.overhead = overhead
    }
}
