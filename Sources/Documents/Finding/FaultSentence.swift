// SPDX-License-Identifier: GPL-3.0-or-later

/// A fault in words: what is wrong, what was expected, what may have been meant. The only place that words faults.
public struct FaultSentence: Hashable, Sendable {
    public let what: String
    public let expected: String?
    public let suggestion: String?

    private init(_ what: String, expected: String? = nil, suggestion: String? = nil) {
        self.what = what
        self.expected = expected
        self.suggestion = suggestion
    }

    /// All of it on one line.
    public var text: String {
        [what, expected.map { "expected \($0)" }, suggestion].compactMap(\.self).joined(separator: "; ")
    }

    public init(_ fault: Fault) { self = Self.sentence(fault) }

    /// One switch, long as it is, so that the compiler finds a fault without a sentence.
    private static func sentence(_ fault: Fault) -> Self {
        switch fault {
        case .fileMissing: Self("there is no such file")
        case .isDirectory: Self("this is a folder", expected: "a file")
        case .unreadable: Self("the file cannot be read", suggestion: "check its permissions")
        case .tooLarge(let limit): Self("the file is larger than \(size(limit)), the most that is read")
        case .empty: Self("the file has nothing in it", expected: "a YAML document")
        case .binary: Self("this is a binary file", expected: "a YAML text in UTF-8")
        case .notUTF8(let looksLike):
            Self("the text is not UTF-8" + (looksLike.map { " but \($0)" } ?? ""), suggestion: "save it as UTF-8")
        case .ofFile(let name, let fault): sentence(fault).of(name)
        case .controlCharacter(let code):
            Self(
                "a control character (code \(code)) stands in the text",
                suggestion: "delete it or write it as an escape in double quotes")
        case .syntax(let problem, let context, let since): Self.syntax(problem, context, since)
        case .notJSON(let fault): Self.json(fault)
        case .severalDocuments: Self("a second document begins here", expected: "one document a file")
        case .tooDeep(let limit): Self("values are nested more than \(limit) levels deep")
        case .tooManyAliases(let limit): Self("more than \(limit) references (*name) to mappings or lists")
        case .tooManyValues(let limit):
            Self("with its references (*name) followed, the file has more than \(grouped(limit)) values")
        case .tagged(let tag):
            Self(
                "the tag \(quoted(tag)) has no meaning here",
                suggestion: "remove it: values are read by what is expected at their place")
        case .mergeKey:
            Self(
                "merge keys (<<) have no meaning here",
                suggestion: "repeat the values, or use what the format offers to take values over")
        case .keyNotText: Self("a list, a mapping or a reference stands as a key", expected: "a name")
        case .duplicateKey(let name, let first):
            Self(
                "\(quoted(name)) is given twice",
                suggestion: first.map { "first in line \($0.line), column \($0.column)" })
        case .wrongType(let expected, let found): Self("found \(name(found))", expected: expected)
        case .missingKey(let name): Self("\(quoted(name)) is missing")
        case .unknownKey(let name, let nearest, let allowed):
            Self(
                "unknown key \(quoted(name))", expected: nearest == nil ? choice(allowed) : nil,
                suggestion: meant(nearest))
        case .notOneKey(let found, let expected):
            Self(
                found.isEmpty
                    ? "an empty mapping"
                    : "\(found.count) keys (\(found.prefix(5).map(quoted).joined(separator: ", ")))", expected: expected
            )
        case .emptyList(let expected): Self("an empty list", expected: expected)
        case .missingValue(let expected): Self("there is no value", expected: expected)
        case .notANumber(let text, let expected): Self("\(quoted(text)) is not a number", expected: expected)
        case .notFinite(let text): Self("\(quoted(text)) is not a finite number", expected: "a finite number")
        case .negative(let text): Self("\(quoted(text)) is negative", expected: "zero or more")
        case .notPositive(let text): Self("\(quoted(text)) is not above zero", expected: "more than zero")
        case .notWhole(let text): Self("\(quoted(text)) is not a whole number", expected: Int.expected)
        case .outOfRange(let text, let low, let high):
            Self("\(quoted(text)) is out of range", expected: range(low, high))
        case .missingUnit(let text, let example, let units):
            Self("\(quoted(text)) has no unit", expected: "\(choice(units) ?? "a unit"), as in \(example)")
        case .unknownUnit(let text, let unit, let nearest, let units):
            Self(
                unit.isEmpty || unit == text
                    ? "\(quoted(text)) has an unknown unit" : "unknown unit \(quoted(unit)) in \(quoted(text))",
                expected: choice(units), suggestion: meant(nearest))
        case .notARange(let text, let example):
            Self("\(quoted(text)) is not a range", expected: "a range such as \(example)")
        case .reversedRange(let low, let high):
            Self("the range \(low)..\(high) runs backwards", suggestion: "did you mean \"\(high)..\(low)\"?")
        case .notInOrder(let low, let typical, let high):
            Self("low \(low), typical \(typical) and high \(high) are not in order", expected: "low ≤ typical ≤ high")
        case .sharesDoNotSum(let total): Self("the shares sum to \(total)", expected: "100%")
        case .badName(let text):
            Self(
                "\(quoted(text)) is not a name", expected: "letters, digits, - and _, beginning with a letter or digit")
        case .unknownName(let kind, let name, let nearest, let known):
            Self(
                "unknown \(kind) \(quoted(name))", expected: nearest == nil ? choice(known) : nil,
                suggestion: meant(nearest))
        case .unknownAddress(let path, let nearest):
            Self("there is no value at \(quoted(path))", suggestion: meant(nearest))
        case .custom(let what, let hint): Self(what, suggestion: hint)
        }
    }

    /// The same, told of another file.
    private func of(_ name: String) -> Self { Self("\(Self.quoted(name)): \(what)", suggestion: suggestion) }

    // MARK: The parser's words

    private static func syntax(_ problem: String, _ context: String?, _ since: SourcePlace?) -> Self {
        let what = context.map { "\(problem) \($0)" } ?? problem
        let began = since.map { $0.isWholeFile ? "" : " (begun in line \($0.line), column \($0.column))" } ?? ""
        return Self("this is not YAML: \(what)\(began)", suggestion: remedy(problem))
    }

    private static func json(_ fault: JSONFault) -> Self {
        switch fault {
        case .expected(let expected, let found):
            Self("this is not JSON: found \(found.count == 1 ? quoted(found) : found)", expected: expected)
        case .unclosed(let mark, let line, let column):
            Self("this is not JSON: \(mark) is never closed", suggestion: "begun in line \(line), column \(column)")
        case .contentAfterEnd(let found):
            Self("this is not JSON: \(quoted(found)) stands after the end", expected: "one value a file")
        }
    }

    private static func remedy(_ problem: String) -> String? {
        switch problem {
        case "found character that cannot start any token":
            "indent with spaces, not tabs, and quote a text that begins with @, ` or %"
        case "mapping values are not allowed in this context":
            "check the indentation, and quote a text that has a colon and a space in it"
        case "did not find expected key", "did not find expected '-' indicator":
            "check the indentation of this line and the one before"
        case "did not find expected ',' or '}'": "check the commas, and close the { that was opened"
        case "did not find expected ',' or ']'": "check the commas, and close the [ that was opened"
        case "found unexpected end of stream": "close the quote that was opened"
        case "could not find expected ':'": "write \"key: value\", with a space after the colon"
        case "found undefined alias": "define it before with &name, or quote a text that begins with *"
        case "did not find expected alphabetic or numeric character":
            "quote a text that begins with * or &, as in \"*/5 * * * *\""
        default: nil
        }
    }

    // MARK: Parts of sentences

    /// Text of a user inside a message: on one line, of bounded length, without characters that steer a terminal.
    static func quoted(_ text: String) -> String {
        let safe = String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(61).map { $0.properties.generalCategory == .control ? " " : $0 }))
        return "\"" + (safe.unicodeScalars.count > 60 ? safe.prefix(57) + "…" : safe) + "\""
    }

    private static func name(_ type: NodeType) -> String {
        switch type {
        case .nothing: "nothing"
        case .scalar: "a single value"
        case .list: "a list"
        case .mapping: "a mapping (key: value)"
        }
    }

    private static func meant(_ name: String?) -> String? { name.map { "did you mean \(quoted($0))?" } }

    /// At most twelve of the names: a message is no reference manual.
    private static func choice(_ names: [String]) -> String? {
        guard let last = names.last else { return nil }
        if names.count == 1 { return last }
        if names.count > 12 {
            return "one of " + names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
        }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func range(_ low: String?, _ high: String?) -> String? {
        switch (low, high) {
        case (let low?, let high?): "\(low) to \(high)"
        case (let low?, nil): "at least \(low)"
        case (nil, let high?): "at most \(high)"
        case (nil, nil): nil
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? "\(bytes >> 20) MB" : "\(grouped(bytes)) bytes"
    }

    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text = "," + text }
            text = String(digit) + text
        }
        return text
    }
}
