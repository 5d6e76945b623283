// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// One step of a state machine.
public struct State: Hashable, Sendable {
    public var name: String
    public var kind: Kind
    /// Where its name stands.
    public var place: SourcePlace
    /// What comes after it. `.end` for Succeed and Fail; a Choice decides by its rules, see `ChoiceState`.
    public var transition: Transition
    /// What is tried again, the first that matches decides. Only Task, Parallel and Map have any.
    public var retriers: [Retrier]
    /// Where errors go that are not tried again, the first that matches decides. Only Task, Parallel and Map have any.
    public var catchers: [Catcher]
    public var queryLanguage: QueryLanguage
    public var comment: String?

    public enum Kind: Hashable, Sendable {
        case task(TaskState)
        case choice(ChoiceState)
        /// All branches run at once; the state ends with the last, or fails with the first that fails.
        case parallel([StateMachine])
        case map(MapState)
        case wait(WaitState)
        case pass
        case succeed
        case fail(FailState)
    }

    /// The machines within: branches, or what is done with each item.
    public var machines: [StateMachine] {
        switch kind {
        case .parallel(let branches): branches
        case .map(let map): [map.processor]
        case .task, .choice, .wait, .pass, .succeed, .fail: []
        }
    }

    /// The names of all states that may come next, catchers last; a name may stand there twice.
    public var successors: [String] {
        var names: [String] = []
        if case .choice(let choice) = kind { names = choice.rules.map(\.next) + [choice.fallback].compactMap(\.self) }
        if case .next(let name) = transition { names.append(name) }
        return names + catchers.map(\.next)
    }
}

/// What follows a state.
public enum Transition: Hashable, Sendable {
    case next(String)
    /// The machine's execution ends here.
    case end
    /// A Choice state's rules decide.
    case byChoice
}

/// A state that ends the execution as failed.
public struct FailState: Hashable, Sendable {
    /// The error that the execution fails with; nil if none is given.
    public var error: Given<String>?
}
