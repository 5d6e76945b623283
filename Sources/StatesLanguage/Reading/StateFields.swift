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
