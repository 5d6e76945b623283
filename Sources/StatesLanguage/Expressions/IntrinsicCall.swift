// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The syntax of a call: a function's name and, in parentheses, texts in single quotes, numbers, paths, other calls.
struct IntrinsicCall {
    /// Calls within calls that the service allows.
    private static let deepest = 10

    private enum Argument { case text, number, path, call, word }

    private let characters: [Character]
    private var index = 0

    /// What is wrong with `text`, or nil.
    static func fault(in text: String) -> IntrinsicFault? {
        var call = IntrinsicCall(characters: Array(text))
        do throws(IntrinsicFault) {
            call.skipSpace()
            try call.call(depth: 1)
            call.skipSpace()
            if call.next != nil { throw .expected("the end", column: call.index + 1) }
            return nil
        } catch { return error }
    }

    /// Whether a text is meant to be a call.
    static func isMeant(by text: String) -> Bool { text.hasPrefix("States.") }

    private init(characters: [Character]) { self.characters = characters }

    private var next: Character? { index < characters.count ? characters[index] : nil }

    private mutating func skipSpace() { while let character = next, character.isWhitespace { index += 1 } }

    private mutating func word() -> String {
        let start = index
        while let character = next, character.isLetter || character.isNumber || character == "." { index += 1 }
        return String(characters[start..<index])
    }

    private mutating func call(depth: Int) throws(IntrinsicFault) {
        guard depth <= Self.deepest else { throw .tooDeep(limit: Self.deepest) }
        let name = word()
        guard let function = IntrinsicFunction(rawValue: name) else {
            let known = IntrinsicFunction.allCases.map(\.rawValue)
            throw .unknownFunction(name, nearest: NearestName.of(name, among: known))
        }
        skipSpace()
        guard next == "(" else { throw .expected("(", column: index + 1) }
        index += 1
        var arguments: [Argument] = []
        skipSpace()
        if next == ")" { index += 1 } else {
            repeat { arguments.append(try argument(depth: depth)) } while try goesOn()
        }
        try check(arguments, of: function)
    }

    /// Whether a comma follows, and not the end.
    private mutating func goesOn() throws(IntrinsicFault) -> Bool {
        skipSpace()
        guard next == "," || next == ")" else { throw .expected(", or )", column: index + 1) }
        index += 1
        return characters[index - 1] == ","
    }

    private mutating func argument(depth: Int) throws(IntrinsicFault) -> Argument {
        skipSpace()
        switch next {
        case "'":
            try text()
            return .text
        case "$":
            try path()
            return .path
        case let character? where character.isNumber || character == "-" || character == "+":
            index += 1
            while let character = next, character.isNumber || ".eE+-".contains(character) { index += 1 }
            return .number
        case let character? where character.isLetter:
            let start = index
            let name = word()
            if name == "true" || name == "false" || name == "null" { return .word }
            index = start
            try call(depth: depth + 1)
            return .call
        default: throw .expected("a text in single quotes, a number, a path or a call", column: index + 1)
        }
    }

    private mutating func text() throws(IntrinsicFault) {
        let start = index
        index += 1
        while let character = next, character != "'" { index += character == "\\" ? 2 : 1 }
        guard next == "'" else {
            throw .expected("a quote that closes the one at character \(start + 1)", column: characters.count + 1)
        }
        index += 1
    }

    private mutating func path() throws(IntrinsicFault) {
        let start = index
        var depth = 0
        var quote: Character?
        while let character = next {
            if let open = quote { if character == open { quote = nil } } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "[" || character == "(" { depth += 1 } else if
                depth > 0, character == "]" || character == ")"
            { depth -= 1 } else if depth == 0, character == "," || character == ")" || character.isWhitespace { break }
            index += 1
        }
        let text = String(characters[start..<index])
        if let fault = PathSyntax.fault(in: text, as: .path) { throw .path(text, fault) }
    }

    private func check(_ arguments: [Argument], of function: IntrinsicFunction) throws(IntrinsicFault) {
        let allowed = function.argumentCount
        guard allowed.contains(arguments.count) else {
            let expected =
                allowed.upperBound == Int.max
                ? "at least \(allowed.lowerBound) arguments"
                : allowed.count == 1
                    ? "\(allowed.lowerBound) arguments" : "\(allowed.lowerBound) to \(allowed.upperBound) arguments"
            throw .argumentCount(function: function.rawValue, expected: expected, found: arguments.count)
        }
        for (position, argument) in arguments.enumerated()
        where function.numberPositions.contains(position) && (argument == .text || argument == .word) {
            throw .argumentType(function: function.rawValue, position: position + 1, expected: "a number or a path")
        }
    }
}
