// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Single values of a field, by their type; what is of another type or out of range is reported.
extension StateFields {
    mutating func string(_ field: String) -> String? { take(field).flatMap { string(in: $0, field) } }

    mutating func requiredString(_ field: String) -> String? { require(field).flatMap { string(in: $0, field) } }

    private func string(in node: Node, _ field: String) -> String? {
        if let text = node.string { return text }
        reporter.error(.wrongType(field: field, expected: "a text", found: node.description), at: node)
        return nil
    }

    mutating func flag(_ field: String) -> Bool? {
        guard let value = take(field) else { return nil }
        if let truth = value.truth { return truth }
        reporter.error(.wrongType(field: field, expected: "true or false", found: value.description), at: value)
        return nil
    }

    /// One of the words of an enumeration.
    mutating func word<Word: CaseIterable & RawRepresentable>(_ field: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let value = take(field), let text = string(in: value, field) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        let fault = StatesFault.unknownWord(
            field: field, word: text, nearest: NearestName.of(text, among: known), known: known)
        reporter.error(fault, at: value)
        return nil
    }

    mutating func whole(_ field: String, _ range: ClosedRange<Int>) -> Int? {
        take(field).flatMap { whole(in: $0, field, range) }
    }

    mutating func decimal(_ field: String, _ range: ClosedRange<Double>) -> Double? {
        take(field).flatMap { decimal(in: $0, field, range) }
    }

    /// A whole number under `field`, or a path to it under `fieldPath`; in JSONata an expression under `field`.
    mutating func givenWhole(_ field: String, _ range: ClosedRange<Int>, hasPath: Bool = true) -> Given<Int>? {
        let reading = self
        return given(field, path: hasPath ? field + "Path" : nil) { reading.whole(in: $0, field, range) }
    }

    mutating func givenDecimal(_ field: String, _ range: ClosedRange<Double>) -> Given<Double>? {
        let reading = self
        return given(field, path: field + "Path") { reading.decimal(in: $0, field, range) }
    }

    /// As `givenWhole`, for a text; `literal` reads one that is no expression.
    mutating func given<Value>(
        _ field: String, path pathField: String?, literal: (Node) -> Value?
    ) -> Given<Value>? {
        var given: Given<Value>?
        if let pathField {
            exclude(field, pathField)
            if let path = take(pathField, of: .jsonPath) {
                check.pathOrCall(path, field: pathField)
                given = path.string.map { .computed($0) }
            }
        }
        guard let value = take(field) else { return given }
        if let text = value.text, Placeholder(text) != nil || language == .jsonata && JSONataText(text).isExpression {
            check.jsonata(value, field: field)
            return .computed(text)
        }
        return literal(value).map { .literal($0) } ?? given
    }

    private func decimal(in node: Node, _ field: String, _ range: ClosedRange<Double>) -> Double? {
        guard let number = node.number else {
            reporter.error(.wrongType(field: field, expected: "a number", found: node.description), at: node)
            return nil
        }
        guard range.contains(number) else {
            outOfRange(node, field, low: Self.text(range.lowerBound), high: Self.text(range.upperBound))
            return nil
        }
        return number
    }

    private func whole(in node: Node, _ field: String, _ range: ClosedRange<Int>) -> Int? {
        guard let number = node.number, number == number.rounded() else {
            reporter.error(.wrongType(field: field, expected: "a whole number", found: node.description), at: node)
            return nil
        }
        guard number >= Double(range.lowerBound), number <= Double(range.upperBound) else {
            outOfRange(node, field, low: String(range.lowerBound), high: String(range.upperBound))
            return nil
        }
        return Int(number)
    }

    private func outOfRange(_ node: Node, _ field: String, low: String, high: String) {
        reporter.error(.outOfRange(field: field, value: node.flowText, low: low, high: high), at: node)
    }

    private static func text(_ bound: Double) -> String {
        bound == bound.rounded() && abs(bound) < 1e15 ? String(Int(bound)) : String(bound)
    }
}
