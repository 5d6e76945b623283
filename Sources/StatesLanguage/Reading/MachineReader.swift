// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reads a state machine and the machines within it.
struct MachineReader {
    /// What a machine is within the whole, which decides its fields.
    enum Role {
        case whole, branch, processor

        var owner: String {
            switch self {
            case .whole: "a state machine"
            case .branch: "a branch"
            case .processor: "an item processor"
            }
        }
    }

    /// The names of the whole definition's states so far.
    let names: StateNames
    /// Reports in the name of the state that the machine is a part of.
    let reporter: Reporter
    /// The language of the surrounding machine.
    let language: QueryLanguage

    /// Nil after a fault that leaves nothing to go on with. `configure` takes fields that only its caller knows.
    func read(
        _ node: Node, as role: Role, field: String, configure: (inout StateFields) -> Void = { _ in }
    ) -> StateMachine? {
        guard
            var fields = StateFields(node, field: field, owner: role.owner, language: language, reporter: reporter)
        else { return nil }
        let comment = fields.take("Comment")?.text
        let startNode = fields.require("StartAt")
        let statesNode = fields.require("States")
        let language = fields.word("QueryLanguage", QueryLanguage.self) ?? language
        var timeout: Given<Int>?
        if role == .whole {
            timeout = fields.givenWhole("TimeoutSeconds", 1...99_999_999, hasPath: false)
            _ = fields.take("Version")
        }
        configure(&fields)
        fields.finish()

        let startAt = startNode.flatMap { start in
            if start.string == nil {
                reporter.error(
                    .wrongType(field: "StartAt", expected: "a state's name", found: start.description), at: start)
            }
            return start.string
        }
        guard let statesNode, let entries = statesNode.entries else {
            if let statesNode {
                reporter.error(
                    .wrongType(field: "States", expected: "an object of states", found: statesNode.description),
                    at: statesNode)
            }
            return nil
        }
        if entries.isEmpty {
            reporter.error(.emptyList(field: "States", expected: "at least one state"), at: statesNode)
            return nil
        }
        let outlines = entries.map { StateOutline($0) }
        let states = entries.map { entry in
            let own = Reporter(diagnostics: reporter.diagnostics, state: entry.key)
            names.add(entry, reporter: own)
            return StateReader(entry: entry, inherited: language, names: names, reporter: own).read()
        }
        let graph = StateGraph(outlines, startAt: startAt, startNode: startNode, reporter: reporter)
        graph.check(names: names)
        guard let startAt, !states.contains(where: { $0 == nil }) else { return nil }
        return StateMachine(
            comment: comment, startAt: startAt, states: states.compactMap(\.self), timeoutSeconds: timeout,
            queryLanguage: language, place: node.place)
    }
}
