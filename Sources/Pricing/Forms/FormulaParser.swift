// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads formulas: sums of products of numbers, names, calls and parentheses.
///
/// Names have hyphens, so that a minus sign stands between spaces.
struct FormulaParser {
    private var rest: Substring
    private let text: String
    private var depth = 0

    static func formula(_ text: String) throws(Fault) -> Formula {
        var parser = FormulaParser(text: text)
        let formula = try parser.sum()
        guard parser.next == nil else { throw parser.fault("'\(parser.rest)' was not expected") }
        return formula
    }

    private init(text: String) {
        self.text = text
        rest = text[...]
    }

    private func fault(_ what: String) -> Fault {
        .custom(
            what: "the formula '\(text)' cannot be read: \(what)",
            hint: "write it as in `requests * billed(duration) * memory`, with spaces around a minus")
    }

    private var next: Character? {
        mutating get {
            rest = rest.drop { $0.isWhitespace }
            return rest.first
        }
    }

    private mutating func sum() throws(Fault) -> Formula {
        var left = try product()
        while let operation = next.flatMap(Formula.Operation.init), operation == .add || operation == .subtract {
            rest = rest.dropFirst()
            left = .binary(operation, left, try product())
        }
        return left
    }

    private mutating func product() throws(Fault) -> Formula {
        var left = try factor()
        while let operation = next.flatMap(Formula.Operation.init), operation == .multiply || operation == .divide {
            rest = rest.dropFirst()
            left = .binary(operation, left, try factor())
        }
        return left
    }

    private mutating func factor() throws(Fault) -> Formula {
        // A person's formula nests a few levels; a file that nests hundreds is no formula.
        guard depth < 50 else { throw fault("it is nested too deeply") }
        depth += 1
        defer { depth -= 1 }
        guard let first = next else { throw fault("it ends too early") }
        if first == "(" {
            rest = rest.dropFirst()
            let inner = try sum()
            try take(")")
            return inner
        }
        if first.isASCII, first.isNumber { return .number(try number()) }
        guard first.isLetter else { throw fault("'\(first)' was not expected") }
        let name = rest.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        rest = rest.dropFirst(name.count)
        guard next == "(" else { return .name(String(name)) }
        return try call(String(name))
    }

    private mutating func number() throws(Fault) -> Decimal {
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        rest = rest.dropFirst(digits.count)
        return try Decimal(parsing: String(digits))
    }

    private mutating func call(_ name: String) throws(Fault) -> Formula {
        guard let function = Formula.Function(rawValue: name) else {
            let known = Formula.Function.allCases.map(\.rawValue)
            throw .unknownName(kind: "function", name: name, nearest: NearestName.of(name, among: known), known: known)
        }
        try take("(")
        var values = [try sum()]
        while next == "," {
            rest = rest.dropFirst()
            values.append(try sum())
        }
        try take(")")
        if let arity = function.arity, values.count != arity {
            throw fault("`\(name)` takes \(arity) \(arity == 1 ? "value" : "values"), not \(values.count)")
        }
        return .call(function, values)
    }

    private mutating func take(_ character: Character) throws(Fault) {
        guard next == character else {
            throw fault(next.map { "'\(character)' was expected, not '\($0)'" } ?? "'\(character)' is missing")
        }
        rest = rest.dropFirst()
    }
}
