// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reads one state.
struct StateReader {
    let entry: Node.Entry
    /// The language of the machine that it stands in.
    let inherited: QueryLanguage
    let names: StateNames
    let reporter: Reporter

    /// Nil after a fault that leaves no state to go on with.
    func read() -> State? {
        let node = entry.value
        guard node.entries != nil else {
            reporter.error(.wrongType(field: "the state", expected: "an object", found: node.description), at: node)
            return nil
        }
        guard let type = type(of: node) else { return nil }
        let language = language(of: node)
        guard
            var fields = StateFields(
                node, field: "the state", owner: "a \(type.rawValue) state", language: language, reporter: reporter)
        else { return nil }
        _ = fields.take("Type")
        _ = fields.take("QueryLanguage")
        let comment = fields.take("Comment")?.text
        readDataFields(&fields, type)
        let transition = transition(&fields, type)
        let retriers = type.canFail ? RetrierReader(reporter: reporter).retriers(&fields) : []
        let catchers = type.canFail ? RetrierReader(reporter: reporter).catchers(&fields) : []
        let kind = kind(&fields, type)
        fields.finish()
        guard let kind, let transition else { return nil }
        return State(
            name: entry.key, kind: kind, place: entry.keyPlace, transition: transition, retriers: retriers,
            catchers: catchers, queryLanguage: language, comment: comment)
    }

    private func type(of node: Node) -> StateType? {
        guard let value = node["Type"] else {
            reporter.error(.missing("Type", of: "a state"), at: entry.keyPlace, path: node.path)
            return nil
        }
        if let type = value.string.flatMap(StateType.init) { return type }
        let known = StateType.allCases.map(\.rawValue)
        let nearest = value.string.flatMap { NearestName.of($0, among: known) }
        reporter.error(
            .unknownWord(field: "Type", word: value.text ?? value.flowText, nearest: nearest, known: known), at: value)
        return nil
    }

    private func language(of node: Node) -> QueryLanguage {
        guard let value = node["QueryLanguage"] else { return inherited }
        guard let language = value.string.flatMap(QueryLanguage.init) else {
            let known = QueryLanguage.allCases.map(\.rawValue)
            let nearest = value.string.flatMap { NearestName.of($0, among: known) }
            let word = value.text ?? value.flowText
            reporter.error(
                .unknownWord(field: "QueryLanguage", word: word, nearest: nearest, known: known), at: value)
            return inherited
        }
        if inherited == .jsonata, language == .jsonPath { reporter.warning(.languageSetBack, at: value) }
        return language
    }

    private func transition(_ fields: inout StateFields, _ type: StateType) -> Transition? {
        guard type.hasTransition else { return type == .choice ? .byChoice : .end }
        let next = fields.string("Next")
        let ends = fields.flag("End")
        if fields.has("Next"), ends == true {
            reporter.error(.bothTransitions, at: entry.keyPlace, path: entry.value.path)
            return nil
        }
        if let next { return .next(next) }
        if ends == true { return .end }
        // A Next or End of the wrong type has been reported.
        if !fields.has("Next"), !fields.has("End") || ends == false {
            reporter.error(.noTransition(type), at: entry.keyPlace, path: entry.value.path)
        }
        return nil
    }

    /// What shapes data costs neither time nor money: it is checked and left out.
    private func readDataFields(_ fields: inout StateFields, _ type: StateType) {
        if type != .fail {
            for field in ["InputPath", "OutputPath"] {
                guard let path = fields.take(field, of: .jsonPath), !path.isMissing else { continue }
                fields.check.pathOrCall(path, field: field)
            }
            fields.template("Output", of: .jsonata)
        }
        if type != .fail && type != .succeed { fields.template("Assign") }
        if type.canFail { fields.template("ResultSelector", of: .jsonPath) }
        if type.canFail || type == .pass {
            if let path = fields.take("ResultPath", of: .jsonPath), !path.isMissing {
                fields.check.reference(path, field: "ResultPath", allowsContext: false)
            }
            fields.template("Parameters", of: .jsonPath)
        }
        if type == .task || type == .parallel { fields.template("Arguments", of: .jsonata) }
        if type == .pass { _ = fields.take("Result", of: .jsonPath) }
    }

    private func kind(_ fields: inout StateFields, _ type: StateType) -> State.Kind? {
        switch type {
        case .task: TaskReader(reporter: reporter).task(&fields).map { .task($0) }
        case .choice: ChoiceReader(reporter: reporter).choice(&fields).map { .choice($0) }
        case .parallel: branches(&fields).map { .parallel($0) }
        case .map: MapReader(inherited: inherited, names: names, reporter: reporter).map(&fields).map { .map($0) }
        case .wait: WaitReader(reporter: reporter).wait(&fields).map { .wait($0) }
        case .pass: .pass
        case .succeed: .succeed
        case .fail: .fail(fail(&fields))
        }
    }

    private func branches(_ fields: inout StateFields) -> [StateMachine]? {
        let nodes = fields.items("Branches", isRequired: true, expected: "at least one branch")
        // A state's own language is its own: the states within take the machine's.
        let reader = MachineReader(names: names, reporter: reporter, language: inherited)
        let branches = nodes.map { reader.read($0, as: .branch, field: "a branch") }
        return nodes.isEmpty || branches.contains { $0 == nil } ? nil : branches.compactMap(\.self)
    }

    private func fail(_ fields: inout StateFields) -> FailState {
        let reporter = reporter
        func text(_ field: String, _ fields: inout StateFields) -> Given<String>? {
            fields.given(field, path: field + "Path") { node in
                if let text = node.string { return text }
                reporter.error(.wrongType(field: field, expected: "a text", found: node.description), at: node)
                return nil
            }
        }
        _ = text("Cause", &fields)
        return FailState(error: text("Error", &fields))
    }
}
