// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The fields of an object, taken one by one; in the end what nobody took is a mistake.
///
/// A method that cannot deliver has reported why, and reading goes on to the next field.
struct StateFields {
    let node: Node
    let reporter: Reporter
    /// What the object is, for messages: "a Task state".
    let owner: String
    /// What its expressions are written in.
    let language: QueryLanguage
    private var known: [String] = []
    /// Taken, but of the other language, and therefore no suggestion.
    private var foreign: [String] = []

    /// Nil, with the fault reported, if `node` is no object.
    init?(_ node: Node, field: String, owner: String, language: QueryLanguage, reporter: Reporter) {
        guard node.entries != nil else {
            reporter.error(.wrongType(field: field, expected: "an object", found: node.description), at: node)
            return nil
        }
        self.node = node
        self.reporter = reporter
        self.owner = owner
        self.language = language
    }

    var check: ExpressionCheck { ExpressionCheck(reporter: reporter) }

    // MARK: Taking

    /// The value of `field`; if the field belongs to another language than the state's, that is reported.
    mutating func take(_ field: String, of wanted: QueryLanguage? = nil) -> Node? {
        guard wanted == nil || wanted == language else {
            foreign.append(field)
            if let wanted, let entry = entry(field) {
                reporter.error(.wrongLanguage(field: field, isFor: wanted), at: entry.keyPlace, path: entry.value.path)
            }
            return nil
        }
        known.append(field)
        return node[field]
    }

    mutating func require(_ field: String, of wanted: QueryLanguage? = nil) -> Node? {
        if let value = take(field, of: wanted) { return value }
        reporter.error(.missing(field, of: owner), at: node)
        return nil
    }

    func has(_ field: String) -> Bool { node[field] != nil }

    private func entry(_ field: String) -> Node.Entry? { node.entries?.first { $0.key == field } }

    /// Reports `second` if both are there.
    func exclude(_ first: String, _ second: String) {
        guard has(first), let entry = entry(second) else { return }
        reporter.error(.exclusive(first, second), at: entry.keyPlace, path: entry.value.path)
    }

    // MARK: Values

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

    // MARK: Objects within

    /// The items of the list under `field`; empty or no list is reported.
    mutating func items(_ field: String, isRequired: Bool = false, expected: String) -> [Node] {
        guard let value = isRequired ? require(field) : take(field) else { return [] }
        guard let items = value.items else {
            reporter.error(.wrongType(field: field, expected: "a list", found: value.description), at: value)
            return []
        }
        if items.isEmpty { reporter.error(.emptyList(field: field, expected: expected), at: value) }
        return items
    }

    /// The fields of the object under `field`.
    mutating func object(_ field: String, owner: String) -> StateFields? {
        take(field).flatMap {
            StateFields($0, field: field, owner: owner, language: language, reporter: reporter)
        }
    }

    /// A template of data under `field`, checked.
    @discardableResult mutating func template(_ field: String, of wanted: QueryLanguage? = nil) -> Node? {
        guard let value = take(field, of: wanted) else { return nil }
        PayloadTemplate(language: language, reporter: reporter).check(value, field: field)
        return value
    }

    // MARK: The end

    /// The nearest name is looked for this often in one object: nobody reads on, and a search costs.
    static let mostSearches = 100

    /// Reports every field that was never taken, with the nearest that could have been meant.
    func finish() {
        let strangers = (node.entries ?? []).filter { !known.contains($0.key) && !foreign.contains($0.key) }
        // A field that is there already was hardly meant a second time.
        let missing = strangers.isEmpty ? [] : known.filter { !has($0) }
        for (count, entry) in strangers.enumerated() {
            let nearest =
                count < Self.mostSearches
                ? NearestName.of(entry.key, among: missing) ?? NearestName.of(entry.key, among: known) : nil
            reporter.error(
                .unknownField(entry.key, of: owner, nearest: nearest, known: known), at: entry.keyPlace,
                path: entry.value.path)
        }
    }
}
