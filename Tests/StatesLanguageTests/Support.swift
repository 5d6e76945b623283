// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Testing
@testable import StatesLanguage

/// A definition of this folder's `Definitions`.
func definition(_ name: String) throws -> LoadedStateMachine {
    let path = try #require(Bundle.module.path(forResource: name, ofType: nil, inDirectory: "Definitions"))
    return try StateMachine.load(path: path)
}

func source(_ text: String, name: String = "m.asl.json") -> SourceFile { SourceFile(name: name, text: text) }

/// A machine of one JSONPath state called S, or of several states that begin with S.
func machine(_ states: String, language: QueryLanguage = .jsonPath) -> String {
    "{\"QueryLanguage\": \"\(language.rawValue)\", \"StartAt\": \"S\", \"States\": {\n\(states)\n}}"
}

/// The sentences of all findings in a text.
func findings(_ text: String, name: String = "m.asl.json") -> [String] {
    do {
        return try StateMachine.load(source(text, name: name)).warnings.map { FaultSentence($0.fault).text }
    } catch {
        return error.diagnostics.map { FaultSentence($0.fault).text }
    }
}

/// The state S of a machine of such states.
func state(_ states: String, language: QueryLanguage = .jsonPath) throws -> State {
    try #require(try StateMachine.load(source(machine(states, language: language))).machine.state(named: "S"))
}

/// A text with a `▸` before the place of its only mistake, and words that the message must have.
struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String
    var line = 0
    var column = 0
    var words: [String]
    var testDescription: String { "\(line):\(column) \(words.joined(separator: ", "))" }

    init(_ text: String, _ words: [String]) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let mark = line.firstIndex(of: "▸") else { continue }
            self.line = number + 1
            column = line.distance(from: line.startIndex, to: mark) + 1
        }
        self.text = text.replacing("▸", with: "")
        self.words = words
    }

    init(_ text: String, _ words: String...) { self.init(text, words) }

    /// Of states in a machine of that language.
    static func among(_ states: String, _ words: String..., language: QueryLanguage = .jsonPath) -> Mistake {
        Mistake(machine(states, language: language), words)
    }

    /// Of a Task with further fields.
    static func task(_ fields: String, _ words: String...) -> Mistake {
        Mistake(machine("\"S\": {\"Type\": \"Task\", \"Resource\": \"${F}\", \"End\": true, \(fields)}"), words)
    }

    /// Of a Task with one retrier.
    static func retry(_ retriers: String, _ words: String...) -> Mistake {
        Mistake(
            machine("\"S\": {\"Type\": \"Task\", \"Resource\": \"${F}\", \"End\": true, \"Retry\": [\(retriers)]}"),
            words)
    }

    /// Of a Choice with rules that lead to a state T.
    static func choice(_ rules: String, _ words: String..., language: QueryLanguage = .jsonPath) -> Mistake {
        Mistake(
            machine(
                "\"S\": {\"Type\": \"Choice\", \"Choices\": [\(rules)]},\n\"T\": {\"Type\": \"Succeed\"}",
                language: language), words)
    }

    /// Of a Map with further fields, whose processor has those fields beside its states.
    static func map(
        _ fields: String, processor: String, item: String = "\"I\": {\"Type\": \"Succeed\"}", _ words: String...
    ) -> Mistake {
        let machineText = "{\(processor)\n\"StartAt\": \"I\", \"States\": {\n\(item)}}"
        return Mistake(
            machine("\"S\": {\"Type\": \"Map\", \"End\": true, \(fields),\n\"ItemProcessor\": \(machineText)}"), words)
    }

    /// Expects that the mistake alone is found, where it is and in its words.
    func expectToBeFound() {
        do {
            _ = try StateMachine.load(source(text))
            Issue.record("loaded")
        } catch {
            let errors = error.diagnostics.filter { $0.severity == .error }
            #expect(errors.count == 1, "\(error)")
            #expect(errors.first?.place.line == line, "\(error)")
            #expect(errors.first?.place.column == column, "\(error)")
            for word in words { #expect("\(error)".contains(word), "\(error)") }
        }
    }
}
