// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// What the application is, whatever it runs on: each part in the order of the file.
public struct Application: Sendable {
    public var doors: [Door] = []
    public var handlers: [Handler] = []
    public var backends: [Backend] = []
    public var channels: [Channel] = []
    public var workflows: [Workflow] = []

    public init() {}

    /// This application with every part that `other` also has replaced, of whatever role, and the parts that only
    /// `other` has added.
    public func replacing(with other: Application) -> Application {
        var result = self
        let new = Set(other.names)
        result.doors.drop(new, unlessIn: other.doors)
        result.handlers.drop(new, unlessIn: other.handlers)
        result.backends.drop(new, unlessIn: other.backends)
        result.channels.drop(new, unlessIn: other.channels)
        result.workflows.drop(new, unlessIn: other.workflows)
        result.doors.replace(with: other.doors)
        result.handlers.replace(with: other.handlers)
        result.backends.replace(with: other.backends)
        result.channels.replace(with: other.channels)
        result.workflows.replace(with: other.workflows)
        return result
    }

    /// Parts of that name; more than one only where the file has a mistake.
    func parts(named name: String) -> [any ApplicationPart] {
        let all: [any ApplicationPart] = handlers + doors + backends + channels + workflows
        return all.filter { $0.name == name }
    }

    /// Names of all parts.
    var names: [String] { PartRole.allCases.flatMap(names(of:)) }

    /// Names of the parts of a role, in the order of the file.
    func names(of role: PartRole) -> [String] {
        switch role {
        case .handler: handlers.map(\.name)
        case .door: doors.map(\.name)
        case .backend: backends.map(\.name)
        case .channel: channels.map(\.name)
        case .workflow: workflows.map(\.name)
        }
    }

    /// Where the file names a handler or workflow.
    func place(of name: String) -> SourcePlace {
        handlers.named(name)?.place ?? workflows.named(name)?.place ?? SourcePlace(wholeFile: name)
    }

    /// Handlers and workflows that something invokes or starts without waiting for them.
    var invokedAsynchronously: Set<String> {
        let inTasks = workflows.flatMap { workflow in
            workflow.tasks.values.compactMap { if case .steps(let steps) = $0 { steps } else { nil } }
        }
        let calls = (handlers.map(\.steps) + inTasks).flatMap { Step.calls(in: $0) }
        return Set(workflows.map(\.name) + calls.filter(\.isAsynchronous).map(\.target.name))
    }

    /// Handlers and workflows that a channel brings messages to, one for asynchronous invocations included.
    var fed: Set<String> {
        Set(channels.flatMap(\.subscribers).map(\.target.name)).union(invokedAsynchronously).intersection(invocable)
    }

    /// Whether a handler takes messages from a queue or stream by itself.
    func isPolled(_ handler: String) -> Bool {
        channels.contains { $0.kind.isPolled && $0.subscribers.contains { $0.target.name == handler } }
    }

    /// What can be invoked: handlers, then workflows, as they are numbered in a plan.
    var invocable: [String] { handlers.map(\.name) + workflows.map(\.name) }
}

/// A part of an application that a deployment can place.
public protocol ApplicationPart: Sendable {
    var name: String { get }
    /// Where the file names it.
    var place: SourcePlace { get }
}

extension Door: ApplicationPart {}
extension Handler: ApplicationPart {}
extension Backend: ApplicationPart {}
extension Channel: ApplicationPart {}
extension Workflow: ApplicationPart {}

extension Array where Element: ApplicationPart {
    fileprivate mutating func replace(with others: [Element]) {
        for part in others {
            if let index = firstIndex(where: { $0.name == part.name }) {
                self[index] = part
            } else {
                append(part)
            }
        }
    }

    /// Drops the parts that a part of another role takes the place of.
    fileprivate mutating func drop(_ names: Set<String>, unlessIn others: [Element]) {
        removeAll { part in names.contains(part.name) && !others.contains { $0.name == part.name } }
    }

    func named(_ name: String) -> Element? { first { $0.name == name } }
}
