// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// A state machine in the Amazon States Language: a whole workflow, a branch of a Parallel state, or what a Map state
/// does with each item.
public struct StateMachine: Hashable, Sendable {
    public var comment: String?
    /// The name of the first state; `states` has it.
    public var startAt: String
    /// In the order of the file; names are unique, also among all machines within.
    public var states: [State]
    /// Seconds that an execution may take, above 0; nil means the service's own limit.
    public var timeoutSeconds: Given<Int>?
    /// What states without a language of their own are written in.
    public var queryLanguage: QueryLanguage
    public var place: SourcePlace

    /// The state of that name in this machine itself, not in machines within.
    public func state(named name: String) -> State? { states.first { $0.name == name } }

    /// The states of this machine and of all machines within, each before those within it.
    public var allStates: [State] {
        states.flatMap { state in [state] + state.machines.flatMap(\.allStates) }
    }
}
