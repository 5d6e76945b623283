// SPDX-License-Identifier: GPL-3.0-or-later

/// A text that may be a JSONata expression, `{% … %}`: what its delimiters, brackets and quotes show to be wrong.
struct JSONataText {
    let text: String

    init(_ text: String) { self.text = text }

    /// Whether it is meant as an expression.
    var isExpression: Bool { text.hasPrefix("{%") }

    /// What is wrong with the expression, or nil; a plain text has nothing wrong.
    var fault: JSONataFault? {
        guard isExpression else { return nil }
        guard text.hasSuffix("%}"), text.count >= 4 else { return .delimiterNotClosed }
        let inside = Array(text.dropFirst(2).dropLast(2))
        guard inside.contains(where: { !$0.isWhitespace }) else { return .empty }
        return Self.fault(in: inside)
    }

    private static func fault(in characters: [Character]) -> JSONataFault? {
        var open: [Character] = []
        /// The last character that is no space; none at the beginning.
        var previous: Character?
        var index = 0
        while index < characters.count {
            let character = characters[index]
            let following = index + 1 < characters.count ? characters[index + 1] : nil
            switch character {
            case "\"", "'", "`":
                guard let end = end(of: character, from: index + 1, in: characters) else { return .unclosed(character) }
                index = end
            case "/" where following == "*":
                guard let end = commentEnd(from: index + 2, in: characters) else { return .unclosed("/") }
                index = end
            case "/" where previous.map { "([{,=:?&|+-*<>!~;".contains($0) } ?? true:
                // After an operator a slash begins a pattern, otherwise it divides.
                guard let end = end(of: "/", from: index + 1, in: characters) else { return .unclosed("/") }
                index = end
            case "(", "[", "{": open.append(character)
            case ")", "]", "}":
                guard let last = open.popLast(), pairs[last] == character else { return .unexpected(character) }
            case "?" where previous == "[" && following == "(": return .filterOfJSONPath
            case "@" where following == ".": return .filterOfJSONPath
            default: break
            }
            if !character.isWhitespace { previous = character }
            index += 1
        }
        return open.last.map { .unclosed($0) }
    }

    private static let pairs: [Character: Character] = ["(": ")", "[": "]", "{": "}"]

    private static func end(of quote: Character, from start: Int, in characters: [Character]) -> Int? {
        var index = start
        while index < characters.count, characters[index] != quote { index += characters[index] == "\\" ? 2 : 1 }
        return index < characters.count ? index : nil
    }

    private static func commentEnd(from start: Int, in characters: [Character]) -> Int? {
        var index = start
        while index + 1 < characters.count {
            if characters[index] == "*", characters[index + 1] == "/" { return index + 1 }
            index += 1
        }
        return nil
    }
}
