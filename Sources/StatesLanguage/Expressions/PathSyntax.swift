// SPDX-License-Identifier: GPL-3.0-or-later

/// The syntax of paths: `$.a.b[0]`, `$$.Execution.Id`, `$variable.c`, `$..d[?(@.e > 1)]`.
///
/// Names may hold any character but those that steer a path: definitions in use have hyphens and letters of all
/// languages in them. What stands in a filter is not read.
struct PathSyntax {
    enum Kind {
        /// May find any number of values.
        case path
        /// Finds one value: names and positions only.
        case reference
    }

    private let characters: [Character]
    private let kind: Kind
    private var index = 0

    /// What is wrong with `text`, or nil.
    static func fault(in text: String, as kind: Kind) -> PathFault? {
        var syntax = PathSyntax(characters: Array(text), kind: kind)
        return syntax.fault()
    }

    private init(characters: [Character], kind: Kind) {
        self.characters = characters
        self.kind = kind
    }

    private mutating func fault() -> PathFault? {
        guard next == "$" else { return .noRoot }
        index += 1
        if next == "$" { index += 1 } else { skipName() }
        while let character = next {
            let fault: PathFault? =
                switch character {
                case ".": step()
                case "[": subscripted()
                default: .unexpected(character: character, column: index + 1)
                }
            if let fault { return fault }
        }
        return nil
    }

    private var next: Character? { index < characters.count ? characters[index] : nil }

    private mutating func skipName() {
        while let character = next, !character.isWhitespace, !".[](){}'\",".contains(character) { index += 1 }
    }

    private mutating func step() -> PathFault? {
        index += 1
        if next == "." {
            if kind == .reference { return .notAReference(step: "..") }
            index += 1
        }
        if next == "[" { return nil }
        let start = index
        skipName()
        guard index > start else { return .emptyStep(column: index + 1) }
        if kind == .reference, characters[start..<index].contains("*") { return .notAReference(step: "*") }
        // A function such as length().
        if next == "(" { return kind == .reference ? .notAReference(step: "()") : skip(to: ")") }
        return nil
    }

    private mutating func subscripted() -> PathFault? {
        let start = index
        if let fault = skip(to: "]") { return fault }
        let inside = characters[(start + 1)..<(index - 1)]
        guard inside.contains(where: { !$0.isWhitespace }) else { return .emptyStep(column: start + 2) }
        let isName = inside.first == "'" || inside.first == "\""
        let isPosition = inside.allSatisfy { $0.isNumber }
        guard kind == .path || isPosition || isName && !inside.contains(",") else {
            return .notAReference(step: "[" + String(inside) + "]")
        }
        return nil
    }

    /// Goes behind the bracket that closes the one here; brackets in quotes count for nothing.
    private mutating func skip(to closing: Character) -> PathFault? {
        let start = index
        let opening = characters[index]
        var depth = 0
        var quote: Character?
        while let character = next {
            index += 1
            if let open = quote {
                if character == "\\" { index += 1 } else if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == opening {
                depth += 1
            } else if character == closing {
                depth -= 1
                if depth == 0 { return nil }
            }
        }
        index = characters.count
        return .unclosed(opening, column: start + 1)
    }
}
