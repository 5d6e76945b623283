// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// One step of a handler or state of a workflow, compiled. Operands are indices into the tables of the program.
public enum Instruction: Sendable, Hashable, BitwiseCopyable {
    /// Uses one core for a drawn CPU time (seconds on one full core).
    case compute(draw: UInt32)
    /// Waits for a drawn time (seconds) without using a core.
    case wait(draw: UInt32)
    /// Calls a backend, a channel or another handler and waits for its answer.
    case call(UInt32)
    /// Sets the size of the answer to a drawn number of bytes.
    case respond(draw: UInt32)
    /// Fails with a (named, if not 0) error when a uniform draw falls below the probability.
    case fail(probability: Float, draw: UInt32, error: UInt16)
    /// Starts the branches of a set and waits for all of them.
    case fork(UInt32)
    /// Runs a branch for each of a number of items, some at once.
    case map(UInt32)
    /// Ends a branch.
    case join
    /// Goes to one of several places by chance.
    case choose(UInt32)
    /// Goes on elsewhere.
    case jump(to: UInt32)
    /// Goes back; what is drawn from here on is drawn anew.
    case loop(to: UInt32)
    /// Steps before `past` are done once for a whole batch of messages: for its first one.
    case once(past: UInt32)
    /// An item whose key has been seen ends here, at the price of a look-up.
    case suppress(UInt32)
    /// A workflow enters a state.
    case enter(UInt32)
    /// Fails with an error.
    case raise(error: UInt16)
    /// Ends the handler.
    case end
}

/// The instructions of all handlers in one flat array, with the tables they refer to.
public struct Program: Sendable {
    public var instructions: [Instruction] = []
    public var draws: [Draw] = []
    public var calls: [CallPlan] = []
    public var forks: [ForkPlan] = []
    public var maps: [MapPlan] = []
    public var choices: [ChoicePlan] = []
    public var suppressions: [SuppressionPlan] = []
    public var recoveries: [RecoveryPlan] = []
    public var states: [WorkflowState] = []
    /// Names of errors; an error's number is its position here plus one.
    public var errors: [String] = []

    public init() {}
}

/// Branches that run at the same time.
public struct ForkPlan: Sendable {
    /// Entry points.
    public var branches: [Int]
    /// What is done when a branch fails; nil passes its error on.
    public var recovery: Int?

    public init(branches: [Int], recovery: Int? = nil) {
        self.branches = branches
        self.recovery = recovery
    }
}

/// A branch for each item of a collection.
public struct MapPlan: Sendable {
    /// How many items there are, rounded to a whole number.
    public var items: Draw
    /// Items at once; nil is all of them.
    public var atOnce: Int?
    public var entry: Int
    /// Names the place in the program, so that each item has draws of its own.
    public var stream: String
    /// Share of items that may fail without failing the whole.
    public var toleratedFailures: Double
    public var recovery: Int?

    public init(items: Draw, atOnce: Int?, entry: Int, stream: String, toleratedFailures: Double = 0,
                recovery: Int? = nil) {
        self.items = items
        self.atOnce = atOnce
        self.entry = entry
        self.stream = stream
        self.toleratedFailures = toleratedFailures
        self.recovery = recovery
    }
}

/// Where to go on, by chance.
public struct ChoicePlan: Sendable {
    /// Shares sum to 1.
    public var shares: [Double]
    /// Index of the instruction to go on at, one for each share.
    public var targets: [Int]
    public var stream: String

    public init(shares: [Double], targets: [Int], stream: String) {
        self.shares = shares
        self.targets = targets
        self.stream = stream
    }
}

/// What happens when something fails: it is tried again, or the program goes on elsewhere, or the error is passed on.
public struct RecoveryPlan: Sendable {
    public var retriers: [Retrier]
    public var catchers: [Catcher]

    public init(retriers: [Retrier] = [], catchers: [Catcher] = []) {
        self.retriers = retriers
        self.catchers = catchers
    }

    /// Tries again after the errors that it matches; the first retrier that matches decides.
    public struct Retrier: Sendable {
        public var matches: ErrorMatch
        public var retry: RetryPlan

        public init(matches: ErrorMatch, retry: RetryPlan) {
            self.matches = matches
            self.retry = retry
        }
    }

    public struct Catcher: Sendable {
        public var matches: ErrorMatch
        /// Index of the instruction to go on at.
        public var target: Int

        public init(matches: ErrorMatch, target: Int) {
            self.matches = matches
            self.target = target
        }
    }
}

/// Which failures a retrier or catcher is about.
public struct ErrorMatch: Sendable, Hashable {
    /// Kinds of failure, whatever their names.
    public var outcomes: RetriedOutcomes
    /// Numbers of named errors.
    public var errors: Set<UInt16>

    public init(outcomes: RetriedOutcomes, errors: Set<UInt16> = []) {
        self.outcomes = outcomes
        self.errors = errors
    }

    public static let all = ErrorMatch(outcomes: .all)
}

/// Work that is done once for each key, however often it is asked for.
public struct SuppressionPlan: Sendable {
    /// For how long a key is remembered; older ones are done again.
    public var window: SimulationDuration

    public init(window: SimulationDuration) { self.window = window }
}
