// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns a JSON text into a `Node`, within limits.
///
/// YAML reads most JSON, but not all of it: no comments with slashes, no surrogate pairs, and a file full of
/// `${Name}:` looks to it like collections as keys. Read here is JSON and what people and tools add to it (JSON5):
/// comments, trailing commas, single quotes, keys without quotes; and bare placeholders such as `${Seconds}`.
struct JSONComposer {
    private let source: SourceFile
    private let limits: DocumentLimits
    private let diagnostics: Diagnostics
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    /// Where the line begins, as an index of `scalars`.
    private var lineStart = 0
    private var values = 0

    /// Ends the reading; the reason has a place of its own.
    private struct Stop: Error {
        var fault: Fault
        var place: SourcePlace
    }

    init(source: SourceFile, limits: DocumentLimits, diagnostics: Diagnostics) {
        self.source = source
        self.limits = limits
        self.diagnostics = diagnostics
        scalars = Array(source.text.unicodeScalars)
        if scalars.first == "\u{FEFF}" {
            index = 1
            lineStart = 1
        }
    }

    /// Nil, with the reason reported, when no tree can be made.
    mutating func compose() -> Node? {
        do throws(Stop) {
            try skipSpace()
            guard index < scalars.count else {
                throw Stop(fault: .empty, place: SourcePlace(wholeFile: source.name))
            }
            let root = try value(path: "", depth: 1)
            try skipSpace()
            if index < scalars.count { throw stop(.contentAfterEnd(found: found())) }
            return root
        } catch {
            diagnostics.error(error.fault, at: error.place)
            return nil
        }
    }

    // MARK: Values

    private mutating func value(path: String, depth: Int) throws(Stop) -> Node {
        values += 1
        guard values <= limits.values else { throw Stop(fault: .tooManyValues(limit: limits.values), place: place) }
        guard depth <= limits.depth else { throw Stop(fault: .tooDeep(limit: limits.depth), place: place) }
        let start = place
        switch peek {
        case "{": return Node(.mapping(try entries(path, depth, start)), place: start, path: path)
        case "[": return Node(.sequence(try items(path, depth, start)), place: start, path: path)
        case "\"", "'": return Node(.scalar(try string(), wasQuoted: true), place: start, path: path)
        default:
            let text = bareText()
            guard !text.isEmpty else { throw stop(.expected("a value", found: found())) }
            return Node(.scalar(text, wasQuoted: false), place: start, path: path)
        }
    }

    private mutating func entries(_ path: String, _ depth: Int, _ start: SourcePlace) throws(Stop) -> [Node.Entry] {
        var entries: [Node.Entry] = []
        var first: [String: SourcePlace] = [:]
        advance()
        while try !closes("}", start) {
            let keyPlace = place
            let key = peek == "\"" || peek == "'" ? try string() : bareText()
            guard !key.isEmpty || index > 0 && (scalars[index - 1] == "\"" || scalars[index - 1] == "'") else {
                throw stop(.expected("a key in quotes", found: found()))
            }
            try skipSpace()
            guard peek == ":" else { throw stop(.expected("a colon after the key \"\(key)\"", found: found())) }
            advance()
            try skipSpace()
            let address = Node.address(path, key)
            let value = try value(path: address, depth: depth + 1)
            if let place = first[key] {
                diagnostics.error(.duplicateKey(name: key, first: place), at: keyPlace, path: address)
            } else {
                first[key] = keyPlace
                entries.append(Node.Entry(key: key, keyPlace: keyPlace, value: value))
            }
            try separate("}")
        }
        return entries
    }

    private mutating func items(_ path: String, _ depth: Int, _ start: SourcePlace) throws(Stop) -> [Node] {
        var items: [Node] = []
        advance()
        while try !closes("]", start) {
            items.append(try value(path: Node.address(path, String(items.count + 1)), depth: depth + 1))
            try separate("]")
        }
        return items
    }

    /// Whether the closing mark comes next, which is then passed over.
    private mutating func closes(_ mark: Unicode.Scalar, _ start: SourcePlace) throws(Stop) -> Bool {
        try skipSpace()
        guard index < scalars.count else {
            throw stop(.unclosed(mark == "}" ? "{" : "[", line: start.line, column: start.column))
        }
        guard peek == mark else { return false }
        advance()
        return true
    }

    /// After an item comes a comma or the end; a comma before the end is allowed.
    private mutating func separate(_ mark: Unicode.Scalar) throws(Stop) {
        try skipSpace()
        if peek == "," { return advance() }
        guard peek == nil || peek == mark else { throw stop(.expected("a comma or \(mark)", found: found())) }
    }

    // MARK: Texts

    private mutating func string() throws(Stop) -> String {
        let start = place
        let quote = peek
        advance()
        var text = String.UnicodeScalarView()
        while let next = peek, next != quote {
            guard !SourceFile.isBreak(next) || next.value > 0x7F else { break }
            advance()
            if next != "\\" { text.append(next) } else if let escaped = try escape() { text.append(escaped) }
        }
        guard index < scalars.count, peek == quote else {
            throw Stop(
                fault: .notJSON(.unclosed("\"", line: start.line, column: start.column)), place: start)
        }
        advance()
        return String(text)
    }

    /// The character that an escape means; none for a line that goes on in the next.
    private mutating func escape() throws(Stop) -> Unicode.Scalar? {
        guard let next = peek else { return nil }
        switch next {
        case "u": return try unicodeEscape()
        case "x":
            advance()
            return Unicode.Scalar(try hexadecimal(2))
        case "\r":
            advance()
            if peek == "\n" { advance() }
            return nil
        case "\n":
            advance()
            return nil
        default:
            advance()
            return Self.escapes[next] ?? next
        }
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "0": "\0",
    ]

    private mutating func unicodeEscape() throws(Stop) -> Unicode.Scalar? {
        advance()
        let unit = try hexadecimal(4)
        guard (0xD800..<0xDC00).contains(unit), peek == "\\", index + 1 < scalars.count, scalars[index + 1] == "u"
        else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        advance()
        advance()
        let low = try hexadecimal(4)
        guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func hexadecimal(_ count: Int) throws(Stop) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let next = peek, let digit = Character(next).hexDigitValue else {
                throw stop(.expected("\(count) hexadecimal digits in an escape", found: found()))
            }
            value = value << 4 + UInt32(digit)
            advance()
        }
        return value
    }

    /// A word without quotes: a number, `true`, a key of JSON5, a placeholder with its braces.
    private mutating func bareText() -> String {
        var text = String.UnicodeScalarView()
        var braces = 0
        while let next = peek, !next.properties.isWhitespace {
            if next == "{", text.last == "$" { braces += 1 } else if next == "}", braces > 0 { braces -= 1 } else if
                braces == 0, "{}[],:\"'".unicodeScalars.contains(next) || next == "/" && isComment
            {
                break
            }
            text.append(next)
            advance()
        }
        return String(text)
    }

    // MARK: Between values

    private var isComment: Bool {
        index + 1 < scalars.count && (scalars[index + 1] == "/" || scalars[index + 1] == "*")
    }

    private mutating func skipSpace() throws(Stop) {
        while let next = peek {
            if next.properties.isWhitespace || next == "\u{FEFF}" {
                advance()
            } else if next == "#" || next == "/" && isComment && scalars[index + 1] == "/" {
                while let next = peek, !SourceFile.isBreak(next) { advance() }
            } else if next == "/" && isComment {
                let start = place
                repeat { advance() } while index < scalars.count && !(peek == "/" && scalars[index - 1] == "*")
                guard index < scalars.count else {
                    throw stop(.unclosed("/*", line: start.line, column: start.column))
                }
                advance()
            } else {
                return
            }
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private var place: SourcePlace { SourcePlace(file: source.name, line: line, column: index - lineStart + 1) }

    private mutating func advance() {
        let passed = scalars[index]
        index += 1
        if SourceFile.isBreak(passed), passed != "\r" || peek != "\n" {
            line += 1
            lineStart = index
        }
    }

    private func found() -> String { peek.map { String(Character($0)) } ?? "the end of the text" }

    private func stop(_ fault: JSONFault) -> Stop { Stop(fault: .notJSON(fault), place: place) }
}
