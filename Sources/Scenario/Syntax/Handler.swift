// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

/// A piece of the user's code.
public struct Handler: Sendable {
    public var name: String
    public var steps: [Step]
    public var place: SourcePlace
}

/// What a handler does, one after the other.
public indirect enum Step: Sendable {
    /// CPU time (seconds on one full core).
    case compute(Draw)
    /// Waits without using a core (seconds).
    case wait(Draw)
    case call(CallStep)
    /// The size of the answer (bytes).
    case respond(Draw)
    /// Ends with an error by chance.
    case fail(probability: Double, stream: String)
    /// Branches that run at the same time; the handler goes on when all have ended.
    case parallel([[Step]])

    /// Whether it, or a step within it, uses a core.
    var computes: Bool {
        switch self {
        case .compute: true
        case .wait, .call, .respond, .fail: false
        case .parallel(let branches): branches.contains { $0.contains(where: \.computes) }
        }
    }

    /// Whether two branches of it use a core, which they then share.
    var computesInParallel: Bool {
        guard case .parallel(let branches) = self else { return false }
        return branches.count { $0.contains(where: \.computes) } > 1
            || branches.contains { $0.contains(where: \.computesInParallel) }
    }

    /// Every call within these steps, in the order of the file.
    static func calls(in steps: [Step]) -> [CallStep] {
        steps.flatMap { step -> [CallStep] in
            switch step {
            case .call(let call): return [call]
            case .parallel(let branches): return branches.flatMap { calls(in: $0) }
            case .compute, .wait, .respond, .fail: return []
            }
        }
    }
}

/// A call of a backend.
public struct CallStep: Sendable {
    public var verb: CallVerb
    public var backend: Reference
    /// Tells this call from the handler's others; the prefix of the names of its streams.
    public var stream: String
    public var bytes: Draw?
    public var timeout: SimulationDuration?
    /// nil leaves it to the product that the backend becomes.
    public var retry: RetryPlan?
    /// nil leaves it to the backend.
    public var consistency: ReadConsistency?
    public var ignoresFailure: Bool
}

/// How a step says that it calls a backend; what it means to the meter follows from it.
public enum CallVerb: String, Sendable, CaseIterable {
    case call, read, query, get, write, update, put, delete

    public var isRead: Bool { self == .read || self == .query || self == .get }
    public var isWrite: Bool { self == .write || self == .update || self == .put || self == .delete }
}
