// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension StatesFault {
    /// The fault in words, and what was expected or may have been meant. The only place that words these faults.
    var sentence: (what: String, hint: String?) {
        switch self {
        case .unknownField(let name, let owner, let nearest, let known):
            ("\(owner) has no field \(Self.quoted(name))", Self.meant(nearest) ?? "it has \(Self.list(known))")
        case .wrongLanguage(let field, let language):
            (
                "\(field) belongs to \(language.rawValue), but the state is written in \(language.other.rawValue)",
                Self.counterpart(of: field, in: language.other).map { "\(language.other.rawValue) has \($0)" }
            )
        case .missing(let field, let owner): ("\(owner) needs \(field)", nil)
        case .oneOf(let fields, let owner): ("\(owner) needs \(Self.list(fields, "or"))", nil)
        case .exclusive(let one, let other): ("\(one) and \(other) exclude each other", "give one of them")
        case .wrongType(let field, let expected, let found): ("\(field) is \(found)", "expected \(expected)")
        case .outOfRange(let field, let value, let low, let high):
            ("\(field) is \(value)", "expected \(high.map { "\(low) to \($0)" } ?? "\(low) or more")")
        case .unknownWord(let field, let word, let nearest, let known):
            ("\(field) is \(Self.quoted(word))", Self.meant(nearest) ?? "expected \(Self.list(known, "or"))")
        case .emptyList(let field, let expected): ("\(field) is empty", "expected \(expected)")
        case .unknownState(let field, let name, let nearest):
            ("\(field) names \(Self.quoted(name)), and there is no such state", Self.meant(nearest))
        case .stateElsewhere(let field, let name):
            (
                "\(field) names \(Self.quoted(name)), which is a state of another machine",
                "a branch or an item processor reaches its own states only"
            )
        case .duplicateState(let first):
            (
                "a state of that name stands in line \(first.line) already",
                "names are unique in the whole definition, branches and processors included"
            )
        case .nameTooLong(let count): ("the name has \(count) characters", "80 are allowed")
        case .unreachable(let startAt): ("nothing leads here from \(Self.quoted(startAt))", nil)
        case .noTransition(let type):
            ("a \(type.rawValue) state needs Next or End", "write \"End\": true if it is the last")
        case .bothTransitions: ("it has both Next and End", "give one of them")
        case .noEnd: ("no state ends the execution", "one must have \"End\": true or be a Succeed or Fail state")
        case .cycleWithoutDelay(let names):
            (
                "\(Self.list(names)) lead to each other forever without a task or a wait between them",
                "let a Choice lead out of the circle"
            )
        case .noWayOut(let names):
            (
                "once in \(Self.list(names)), an execution never ends",
                "it runs until its timeout or a limit of the service"
            )
        case .languageSetBack:
            (
                "the definition is written in JSONata and this state in JSONPath",
                "set QueryLanguage in the states instead"
            )
        case .badPath(let field, let text, let fault): ("\(field): \(Self.quoted(text)) is no path", fault.sentence)
        case .badIntrinsic(let field, let text, let fault):
            ("\(field): the call \(Self.quoted(text)) is wrong", fault.sentence)
        case .badJSONata(let field, let text, let fault):
            ("\(field): the expression \(Self.quoted(text)) is wrong", fault.sentence)
        case .neitherPathNorIntrinsic(let field, let text):
            (
                "\(field) is \(Self.quoted(text))",
                "a key with .$ takes a path ($.name) or a call (States.Format(…)); for a plain text, leave .$ out"
            )
        case .conflictingKeys(let key): ("both \(key) and \(key).$ are given", "they become the same key")
        case .badInstant(let field, let text):
            ("\(field) is \(Self.quoted(text))", "expected an instant such as 2030-01-31T12:00:00Z")
        case .heartbeatNotBelowTimeout(let heartbeat, let timeout):
            (
                "HeartbeatSeconds is \(heartbeat), TimeoutSeconds \(timeout)",
                "a heartbeat must be due before the timeout"
            )
        case .badFunctionName(let text, let reason): ("\(Self.quoted(text)) names no function: \(reason)", nil)
        case .unknownResource(let text):
            ("the resource \(Self.quoted(text)) is not known here", "its cost and duration must be told")
        case .unknownService(let name, let nearest):
            ("the integration of \(Self.quoted(name)) is not known here", Self.meant(nearest))
        case .unknownAction(let service, let action, let nearest):
            ("\(service) has no action \(Self.quoted(action)) that is known here", Self.meant(nearest))
        case .unsupportedPattern(let resource, let suffix):
            ("\(resource) is not known to work with \(suffix)", nil)
        case .allNotAlone: ("States.ALL stands beside other errors", "it must be alone in ErrorEquals")
        case .allNotLast: ("States.ALL stands before others, which are never asked", "it must come last")
        case .unknownError(let name, let nearest):
            ("\(Self.quoted(name)) is no error of the language, which reserves States.", Self.meant(nearest))
        case .noComparison:
            ("the rule compares nothing", "beside Variable it needs one operator such as NumericEquals")
        case .severalComparisons(let names):
            ("the rule has \(Self.list(names))", "a rule has one operator; join two with And")
        case .unknownComparison(let name, let nearest):
            ("there is no operator \(Self.quoted(name))", Self.meant(nearest))
        case .nextWithinRule: ("a rule within And, Or or Not has a Next", "the outermost rule alone has one")
        case .notInExpress(let state):
            (
                "its items are EXPRESS executions, which cannot wait as state \(Self.quoted(state)) does",
                "take STANDARD, or a resource without .sync or .waitForTaskToken"
            )
        case .needsDistributed(let field):
            ("\(field) has no effect unless ProcessorConfig has \"Mode\": \"DISTRIBUTED\"", nil)
        }
    }

    // MARK: Parts of sentences

    /// Text of a user inside a message, of bounded length.
    static func quoted(_ text: String) -> String { "\"" + (text.count > 90 ? text.prefix(87) + "…" : text) + "\"" }

    private static func meant(_ name: String?) -> String? { name.map { "did you mean \(quoted($0))?" } }

    private static func list(_ names: [String], _ word: String = "and") -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "none" }
        if names.count > 20 { return names.prefix(20).joined(separator: ", ") + " and \(names.count - 20) more" }
        return names.dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// What the other language has in place of a field.
    private static func counterpart(of field: String, in language: QueryLanguage) -> String? {
        switch language {
        case .jsonata: inJSONata[field] ?? (field.hasSuffix("Path") ? String(field.dropLast(4)) : nil)
        case .jsonPath: inJSONPath[field]
        }
    }

    private static let inJSONata = [
        "InputPath": "$states.input", "OutputPath": "Output", "Parameters": "Arguments or Output",
        "Result": "Output", "ResultPath": "Assign or Output", "ResultSelector": "Output", "Variable": "Condition",
    ]

    private static let inJSONPath = [
        "Arguments": "Parameters", "Condition": "Variable with an operator", "Items": "ItemsPath",
        "Output": "OutputPath, ResultPath or Parameters",
    ]
}

extension QueryLanguage {
    fileprivate var other: QueryLanguage { self == .jsonPath ? .jsonata : .jsonPath }
}
