// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

/// A piece of the user's code.
public struct Handler: Sendable {
    public var name: String
    public var steps: [Step]
    /// What becomes of asynchronous invocations that fail.
    public var asynchronous: DeliveryOptions
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
    /// Ends with an error by chance; the error may have a name, which workflows tell errors apart by.
    case fail(probability: Double, error: String?, stream: String)
    /// Branches that run at the same time; the handler goes on when all have ended.
    case parallel([[Step]])
    /// One of several ways, by chance.
    case choice(ChoiceStep)
    /// Steps for each item of a collection.
    case map(MapStep)
    /// Steps that are done once for a whole batch of messages.
    case oncePerBatch([Step])
    /// What has been done before ends here.
    case oncePer(OnceStep)

    /// Steps within it, in the order of the file.
    var inner: [[Step]] {
        switch self {
        case .parallel(let branches): branches
        case .choice(let choice): choice.options.map(\.steps)
        case .map(let map): [map.steps]
        case .oncePerBatch(let steps): [steps]
        case .compute, .wait, .call, .respond, .fail, .oncePer: []
        }
    }

    /// Whether it, or a step within it, uses a core.
    var computes: Bool {
        if case .compute = self { return true }
        return inner.contains { $0.contains(where: \.computes) }
    }

    /// Whether two branches or items of it use a core, which they then share.
    var computesInParallel: Bool {
        switch self {
        case .parallel(let branches) where branches.count(where: { $0.contains(where: \.computes) }) > 1: return true
        case .map(let map) where map.atOnce != 1 && map.steps.contains(where: \.computes): return true
        default: return inner.contains { $0.contains(where: \.computesInParallel) }
        }
    }

    /// The most items that any of these steps comes to, those of maps within maps multiplied; 1 without a map.
    static func items(within steps: [Step]) -> Double {
        steps.reduce(1) { most, step in
            let inner = step.inner.reduce(1) { max($0, items(within: $1)) }
            guard case .map(let map) = step else { return max(most, inner) }
            return max(most, map.items.distribution.mean * inner)
        }
    }

    /// Every call within these steps, in the order of the file.
    static func calls(in steps: [Step]) -> [CallStep] {
        steps.flatMap { step -> [CallStep] in
            switch step {
            case .call(let call): [call]
            case .oncePer(let once): once.store.map { [$0] } ?? []
            default: step.inner.flatMap { calls(in: $0) }
            }
        }
    }
}

/// Ways to go on; shares sum to 1.
public struct ChoiceStep: Sendable {
    public var options: [(share: Double, steps: [Step])]
    public var stream: String
}

/// Steps for each of a number of items.
public struct MapStep: Sendable {
    public var items: Draw
    /// nil runs all at once.
    public var atOnce: Int?
    public var steps: [Step]
    public var stream: String
}

/// An idempotency store: a look-up and a write before the work, and nothing after it for what is known.
public struct OnceStep: Sendable {
    /// The write that claims the key; nil where that costs nothing.
    public var store: CallStep?
    public var window: SimulationDuration
}
