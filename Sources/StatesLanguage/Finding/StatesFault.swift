// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// What can be wrong with a state machine, as facts; `sentence` puts them into words.
enum StatesFault {
    // A field of an object; `of` says what the object is: "a Task state", "a retrier".
    case unknownField(String, of: String, nearest: String?, known: [String])
    case wrongLanguage(field: String, isFor: QueryLanguage)
    case missing(String, of: String)
    case oneOf([String], of: String)
    case exclusive(String, String)
    case wrongType(field: String, expected: String, found: String)
    case outOfRange(field: String, value: String, low: String, high: String?)
    case unknownWord(field: String, word: String, nearest: String?, known: [String])
    case emptyList(field: String, expected: String)

    // States and what follows them.
    case unknownState(field: String, name: String, nearest: String?)
    case stateElsewhere(field: String, name: String)
    case duplicateState(first: SourcePlace)
    case nameTooLong(count: Int)
    case unreachable(startAt: String)
    case noTransition(StateType)
    case bothTransitions
    case noEnd
    case cycleWithoutDelay([String])
    case noWayOut([String])
    case languageSetBack

    // Texts.
    case badPath(field: String, text: String, PathFault)
    case badIntrinsic(field: String, text: String, IntrinsicFault)
    case badJSONata(field: String, text: String, JSONataFault)
    case neitherPathNorIntrinsic(field: String, text: String)
    case conflictingKeys(String)
    case badInstant(field: String, text: String)

    // Tasks.
    case heartbeatNotBelowTimeout(heartbeat: Int, timeout: Int)
    case badFunctionName(String, reason: String)
    case unknownResource(String)
    case unknownService(String, nearest: String?)
    case unknownAction(service: String, action: String, nearest: String?)
    case unsupportedPattern(resource: String, suffix: String)

    // Errors, rules and maps.
    case allNotAlone
    case allNotLast
    case unknownError(String, nearest: String?)
    case noComparison
    case severalComparisons([String])
    case unknownComparison(String, nearest: String?)
    case nextWithinRule
    case needsDistributed(field: String)
    case notInExpress(state: String)

    func fault(in state: String?) -> Fault {
        let (what, hint) = sentence
        return .custom(what: state.map { "state \(Self.quoted($0)): \(what)" } ?? what, hint: hint)
    }
}

/// What can be wrong with a path.
enum PathFault: Hashable, Sendable {
    case noRoot
    case emptyStep(column: Int)
    case unexpected(character: Character, column: Int)
    case unclosed(Character, column: Int)
    /// Several values may be found where one must be.
    case notAReference(step: String)
    case contextNotAllowed
}

/// What can be wrong with a call such as `States.Format('{}', $.name)`.
enum IntrinsicFault: Error, Hashable, Sendable {
    case unknownFunction(String, nearest: String?)
    case argumentCount(function: String, expected: String, found: Int)
    case argumentType(function: String, position: Int, expected: String)
    case expected(String, column: Int)
    case path(String, PathFault)
    case tooDeep(limit: Int)
}

/// What can be wrong with a JSONata expression, as far as its brackets and quotes show.
enum JSONataFault: Hashable, Sendable {
    case delimiterNotClosed
    case empty
    case unclosed(Character)
    case unexpected(Character)
    case filterOfJSONPath
}
