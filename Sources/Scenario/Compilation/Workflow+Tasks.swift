// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import StatesLanguage

extension Workflow {
    /// The part that a task calls: what the scenario says, else what the definition names.
    func part(for state: State, _ task: TaskState, known: PartIndex) -> Reference? {
        part(for: state, task) { known.handler($0) != nil || known.backend($0) != nil || known.channel($0) != nil }
    }

    /// The same, given what is known.
    func part(for state: State, _ task: TaskState, isKnown: (String) -> Bool) -> Reference? {
        if case .part(let reference)? = tasks[state.name] { return reference }
        let names = (task.resource.name.map { [$0, Self.kebab($0)] } ?? []) + [Self.kebab(state.name)]
        return names.first(where: isKnown).map { Reference($0, at: state.place) }
    }

    /// What its tasks do, in the order of their states; those that name nothing known are left out.
    func work(isKnown: (String) -> Bool) -> [WorkflowTask] {
        machine.allStates.compactMap { state in
            guard case .task(let task) = state.kind else { return nil }
            return tasks[state.name] ?? part(for: state, task, isKnown: isKnown).map { .part($0) }
        }
    }

    /// `ValidateApplication`, `validate_application` and `Validate application` as `validate-application`.
    static func kebab(_ name: String) -> String {
        var result = ""
        var previousIsLower = false
        for character in name {
            if character.isUppercase, previousIsLower { result += "-" }
            if character.isLetter || character.isNumber {
                result += character.lowercased()
            } else if !result.hasSuffix("-") {
                result += "-"
            }
            previousIsLower = character.isLowercase || character.isNumber
        }
        return result
    }
}

extension TaskResource {
    /// The name of what it calls, if it says one.
    var name: String? {
        switch self {
        case .function(let function, _): function?.name
        case .execution(let name, _): name
        case .placeholder(let name), .activity(let name), .named(let name): name
        case .service, .sdk, .other: nil
        }
    }

    /// What it does to a backend.
    var verb: CallVerb {
        let action =
            switch self {
            case .service(_, let action, _), .sdk(_, let action, _): action.lowercased()
            case .function, .execution, .activity, .placeholder, .named, .other: ""
            }
        if action.hasPrefix("get") || action.hasPrefix("query") || action.hasPrefix("scan") { return .get }
        if action.hasPrefix("put") || action.hasPrefix("update") { return .put }
        return action.hasPrefix("delete") ? .delete : .call
    }
}

extension State {
    /// Events that a visit adds to an execution's history: entered and exited, and what its work adds between them
    /// (AWS Step Functions API Reference, HistoryEvent).
    var historyEvents: Int {
        switch kind {
        case .task: 5
        case .parallel, .map: 4
        case .pass, .choice, .wait, .succeed: 2
        case .fail: 1
        }
    }
}
