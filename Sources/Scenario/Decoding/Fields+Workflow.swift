// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import StatesLanguage

extension Fields {
    /// A state machine, inline or from a file, and what is said beside it.
    func workflow(_ name: String, at namePlace: SourcePlace) -> Workflow? {
        let machine = require("definition")?.stateMachine()
        var names = StepNames(handler: name)
        var tasks: [String: WorkflowTask] = [:]
        var places = KeyPlaces()
        for entry in take("tasks")?.fields()?.entries() ?? [] {
            places.note(entry.key, in: "tasks", at: entry.keyPlace)
            tasks[entry.key] = entry.field.workflowTask(&names)
        }
        var choices: [String: [String: Double]] = [:]
        for entry in take("choices")?.fields()?.entries() ?? [] {
            places.note(entry.key, in: "choices", at: entry.keyPlace)
            for way in entry.field.node.entries ?? [] {
                places.note(way.key, in: "choices.\(entry.key)", at: way.keyPlace)
            }
            choices[entry.key] = entry.field.shares()
        }
        let items = draws("items", .number, of: name, &places)
        let waits = draws("waits", .duration, of: name, &places)
        let answer = take("answers")?.word(WorkflowAnswer.self)
        finish()
        guard let machine else { return nil }
        let workflow = Workflow(
            name: name, machine: machine, tasks: tasks, choices: choices, items: items, waits: waits, answer: answer,
            place: namePlace)
        check(workflow, places)
        return workflow
    }

    private func draws(
        _ key: String, _ dimension: Dimension, of name: String, _ places: inout KeyPlaces
    ) -> [String: Draw] {
        var result: [String: Draw] = [:]
        for entry in take(key)?.fields()?.entries() ?? [] {
            places.note(entry.key, in: key, at: entry.keyPlace)
            let stream = "workflows.\(name).\(key).\(entry.key)"
            result[entry.key] = dimension == .number
                ? entry.field.itemCount(stream: stream) : entry.field.draw(dimension, stream: stream)
        }
        return result
    }

    /// What is said beside a definition must be about states that it has, and what it leaves open must be said.
    private func check(_ workflow: Workflow, _ places: KeyPlaces) {
        let states = workflow.machine.allStates
        func require(_ key: String, _ kind: String, _ fits: (State.Kind) -> Bool) {
            let known = states.filter { fits($0.kind) }.map(\.name)
            for (name, place) in places.of(key) where !known.contains(name) {
                reading.unknown(kind, name, known: known, at: place, path: "\(path).\(key)")
            }
        }
        require("tasks", "task state") { if case .task = $0 { true } else { false } }
        require("choices", "choice state") { if case .choice = $0 { true } else { false } }
        require("items", "map state") { if case .map = $0 { true } else { false } }
        require("waits", "wait state") { if case .wait = $0 { true } else { false } }
        for state in states { checkOpen(state, of: workflow, places) }
        checkItems(of: workflow.machine, workflow, times: 1, places)
    }

    /// Maps within maps multiply: what they have together is bounded as what one has.
    private func checkItems(of machine: StateMachine, _ workflow: Workflow, times outer: Double, _ places: KeyPlaces) {
        for state in machine.states {
            var each = 1.0
            if case .map(let map) = state.kind {
                if let draw = workflow.items[state.name] {
                    each = draw.distribution.mean
                } else if case .listed(let count) = map.items {
                    each = Double(count)
                }
            }
            // Told once, of the outermost that is too many; what one map has alone is checked where it is read.
            if outer > 1, each > 1, outer * each > WorkLimit.items, outer <= WorkLimit.items {
                reading.report(
                    .conflict(WorkLimit.tooManyItems(outer * each, "map state '\(state.name)' and those around it")),
                    at: places.place(of: state.name, in: "items") ?? state.place, path: path)
            }
            for inner in state.machines {
                checkItems(of: inner, workflow, times: outer * max(each, 1), places)
            }
        }
    }

    private func checkOpen(_ state: State, of workflow: Workflow, _ places: KeyPlaces) {
        switch state.kind {
        case .map(let map):
            if case .listed = map.items { return }
            guard workflow.items[state.name] == nil else { return }
            reading.report(
                .conflict("how many items has map state '\(state.name)'? Say 'items: { \(state.name): 20 }'"),
                at: workflow.place, path: path)
        case .wait(let wait):
            if case .seconds(let seconds) = wait, seconds.literal != nil { return }
            guard workflow.waits[state.name] == nil else { return }
            reading.report(
                .conflict("how long does wait state '\(state.name)' wait? Say 'waits: { \(state.name): 5 min }'"),
                at: workflow.place, path: path)
        case .choice(let choice):
            let successors = Set(choice.rules.map(\.next) + (choice.fallback.map { [$0] } ?? []))
            guard let shares = workflow.choices[state.name] else {
                if successors.count > 1 {
                    reading.warn(
                        "choice state '\(state.name)' goes each of its \(successors.count) ways equally often",
                        hint: "say 'choices: { \(state.name): { … } }'", at: workflow.place, path: path)
                }
                return
            }
            for name in shares.keys.sorted() where !successors.contains(name) {
                let place = places.place(of: name, in: "choices.\(state.name)") ?? workflow.place
                reading.unknown("way of '\(state.name)'", name, known: successors.sorted(), at: place, path: path)
            }
        case .task, .parallel, .pass, .succeed, .fail: break
        }
    }
}

extension Field {
    fileprivate func stateMachine() -> StateMachine? {
        if isMapping { return StateMachine.read(node, diagnostics: reading.diagnostics) }
        guard let file = text(expected: "a state machine, or the file of one") else { return nil }
        do {
            let loaded = try StateMachine.load(path: reading.absolutePath(file))
            for source in loaded.sources { reading.diagnostics.add(source) }
            return loaded.machine
        } catch {
            for source in error.sources { reading.diagnostics.add(source) }
            for finding in error.diagnostics { reading.diagnostics.report(finding) }
            return nil
        }
    }

    /// The name of a part, or `{steps: […]}`.
    fileprivate func workflowTask(_ names: inout StepNames) -> WorkflowTask? {
        guard isMapping, let fields = fields() else { return reference().map { .part($0) } }
        let steps = fields.require("steps")?.steps(&names)
        fields.finish()
        return steps.map { .steps($0) }
    }

    /// `{Approved: 70%, Rejected: 30%}`; they sum to 100 %.
    fileprivate func shares() -> [String: Double]? {
        guard let entries = fields()?.entries() else { return nil }
        var result: [String: Double] = [:]
        for entry in entries { result[entry.key] = entry.field.share() }
        if result.count == entries.count {
            reading.diagnostics.checkSum(of: result.values.map { Share(fraction: $0) }, at: node)
        }
        return result
    }
}
