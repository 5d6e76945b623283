// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// An operator of a rule: `NumericLessThanEquals`, `StringEqualsPath`, `IsPresent` …
struct Comparison {
    private enum Operand: CaseIterable {
        case text, number, instant, flag

        var prefix: String {
            switch self {
            case .text: "String"
            case .number: "Numeric"
            case .instant: "Timestamp"
            case .flag: "Boolean"
            }
        }

        var expected: String {
            switch self {
            case .text: "a text"
            case .number: "a number"
            case .instant: "an instant such as 2030-01-31T12:00:00Z"
            case .flag: "true or false"
            }
        }

        func fits(_ node: Node) -> Bool {
            switch self {
            case .text: node.string != nil
            case .number: node.number != nil
            case .instant: node.string.map { Instant.isValid($0) || $0.contains("${") } ?? false
            case .flag: node.truth != nil
            }
        }
    }

    private enum Form {
        case compares(Operand, symbol: String)
        case comparesToPath(symbol: String)
        case matches
        /// `IsNull` and the like, with what it asks for.
        case asks(String)
    }

    private let form: Form

    /// Nil if the language has no such operator.
    init?(_ name: String) {
        guard let form = Self.all[name] else { return nil }
        self.form = form
    }

    static let allNames: [String] = all.keys.sorted() + ["And", "Or", "Not"]

    private static let all: [String: Form] = {
        var all: [String: Form] = ["StringMatches": .matches]
        for word in ["Null", "Present", "Numeric", "String", "Boolean", "Timestamp"] {
            all["Is" + word] = .asks(word.lowercased())
        }
        let symbols = [
            ("Equals", "="), ("LessThan", "<"), ("GreaterThan", ">"), ("LessThanEquals", "≤"),
            ("GreaterThanEquals", "≥"),
        ]
        for operand in Operand.allCases {
            for (word, symbol) in symbols where operand != .flag || word == "Equals" {
                all[operand.prefix + word] = .compares(operand, symbol: symbol)
                all[operand.prefix + word + "Path"] = .comparesToPath(symbol: symbol)
            }
        }
        return all
    }()

    /// Whether the operand is of the right type; reports if not.
    func check(_ node: Node, _ name: String, _ reporter: Reporter) -> Bool {
        let expected: String
        switch form {
        case .compares(let operand, _):
            // A placeholder is replaced by what its writer knows to fit.
            if operand.fits(node) || node.text.map({ Placeholder($0) != nil }) == true { return true }
            expected = operand.expected
        case .comparesToPath:
            ExpressionCheck(reporter: reporter).pathOrCall(node, field: name)
            return node.string != nil
        case .matches:
            if node.string != nil { return true }
            expected = "a text in which * stands for anything"
        case .asks:
            if node.truth != nil { return true }
            expected = "true or false"
        }
        reporter.error(.wrongType(field: name, expected: expected, found: node.description), at: node)
        return false
    }

    /// The comparison for people to read.
    func condition(on variable: String, _ operand: Node) -> String {
        switch form {
        case .compares(_, let symbol): "\(variable) \(symbol) \(operand.flowText)"
        case .comparesToPath(let symbol): "\(variable) \(symbol) \(operand.text ?? "")"
        case .matches: "\(variable) matches \(operand.flowText)"
        case .asks(let word): "\(variable) is \(operand.truth == false ? "not " : "")\(word)"
        }
    }
}
