// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import StatesLanguage

/// A state machine, with what its definition does not say: what its tasks do, how its choices go.
public struct Workflow: Sendable {
    public var name: String
    public var machine: StateMachine
    /// What a task does, by the name of its state.
    public var tasks: [String: WorkflowTask]
    /// Shares of the states that a choice leads to, by the name of the choice.
    public var choices: [String: [String: Double]]
    /// Items of a map (a number), by the name of the map.
    public var items: [String: Draw]
    /// Time that a state waits (seconds), by its name, where the definition computes it.
    public var waits: [String: Draw]
    /// When whoever starts it has an answer; nil leaves that to the product.
    public var answer: WorkflowAnswer?
    public var place: SourcePlace
}

/// When whoever starts a workflow has an answer.
public enum WorkflowAnswer: String, Sendable, CaseIterable {
    case atOnce = "at-once"
    case whenDone = "when-done"
}

/// What a task state does.
public enum WorkflowTask: Sendable {
    /// A handler, workflow, backend or channel.
    case part(Reference)
    /// Steps in the language of handlers: calls, waits, failures.
    case steps([Step])
}
