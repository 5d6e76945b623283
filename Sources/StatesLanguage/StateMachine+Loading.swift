// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension StateMachine {
    /// Reads a definition from a tree: a file's root, or what stands inline in another document.
    ///
    /// Every mistake and warning goes to `diagnostics`, with its place and the name of the state.
    /// - Returns: The machine, or nil if there was any error.
    public static func read(_ node: Node, diagnostics: Diagnostics) -> StateMachine? {
        // Gathered apart: what else is wrong with the document does not make this machine wrong.
        let own = Diagnostics()
        let names = StateNames()
        let reader = MachineReader(
            names: names, reporter: Reporter(diagnostics: own, state: nil), language: .jsonPath)
        let machine = reader.read(node, as: .whole, field: "the definition")
        names.judgeStrayLinks()
        for finding in own.all { diagnostics.report(finding) }
        return own.hasErrors ? nil : machine
    }

    /// Reads a file: JSON, with comments and trailing commas if it has them, or YAML.
    ///
    /// - Throws: Every mistake, with the warnings.
    public static func load(path: String) throws(DocumentFailure) -> LoadedStateMachine {
        let diagnostics = Diagnostics()
        guard let source = SourceFile.load(path, diagnostics: diagnostics) else {
            throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources)
        }
        return try load(source)
    }

    /// Reads a definition from its text; the source's name stands for the file in messages.
    public static func load(_ source: SourceFile) throws(DocumentFailure) -> LoadedStateMachine {
        let diagnostics = Diagnostics()
        let document = DefinitionDocument.parse(source, diagnostics: diagnostics)
        let machine = document.flatMap { read($0.root, diagnostics: diagnostics) }
        guard let machine, !diagnostics.hasErrors else {
            throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources)
        }
        // A definition on its own has no parts that a bare name could stand for.
        for state in machine.allStates {
            guard case .task(let task) = state.kind, case .named(let name) = task.resource else { continue }
            diagnostics.warning(
                StatesFault.unknownResource(name).fault(in: state.name), at: task.resourcePlace, path: "")
        }
        return LoadedStateMachine(
            machine: machine, warnings: diagnostics.warnings, sources: diagnostics.sources)
    }
}

/// A state machine from a file, with what was odd about it.
public struct LoadedStateMachine: Sendable {
    public var machine: StateMachine
    public var warnings: [Diagnostic]
    /// The texts, for showing the lines.
    public var sources: [SourceFile]
}
