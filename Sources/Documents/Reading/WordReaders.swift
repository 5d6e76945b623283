// SPDX-License-Identifier: GPL-3.0-or-later

extension ValueReader where Value == String {
    /// Any single value, as its text.
    public static var text: Self { ValueReader(expected: "a text", parse: { text throws(Fault) in text }) }

    /// A name that can be part of an address: letters, digits, `-` and `_`, beginning with a letter or digit.
    public static var name: Self {
        ValueReader(expected: "a name") { text throws(Fault) in
            guard Name.isValid(text) else { throw .badName(text: text) }
            return text
        }
    }

    /// One of `known`; `kind` names what they are in messages ("region", "handler").
    public static func name(of kind: String, among known: [String]) -> Self {
        ValueReader(expected: "a \(kind)") { text throws(Fault) in
            guard known.contains(text) else {
                throw .unknownName(kind: kind, name: text, nearest: NearestName.of(text, among: known), known: known)
            }
            return text
        }
    }
}

extension ValueReader where Value == Bool {
    /// `true` or `false`; YAML's `yes`, `no`, `on` and `off` are texts here.
    public static var flag: Self {
        ValueReader(expected: "true or false") { text throws(Fault) in
            switch text {
            case "true": return true
            case "false": return false
            default:
                let nearest: String? =
                    switch text.lowercased() {
                    case "yes", "on", "y", "true": "true"
                    case "no", "off", "n", "false": "false"
                    default: nil
                    }
                throw .unknownName(kind: "choice", name: text, nearest: nearest, known: ["true", "false"])
            }
        }
    }
}

extension ValueReader where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the cases, by its raw value; `kind` names the choice in messages.
    public static func enumeration(_ kind: String) -> Self {
        ValueReader(expected: "a \(kind)") { text throws(Fault) in
            if let value = Value(rawValue: text) { return value }
            let known = Value.allCases.map(\.rawValue)
            throw .unknownName(kind: kind, name: text, nearest: NearestName.of(text, among: known), known: known)
        }
    }
}

extension ValueReader {
    /// The same as `enumeration(_:)`, with the type in words where it cannot be inferred.
    public static func enumeration(_ type: Value.Type, _ kind: String) -> Self
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String { .enumeration(kind) }

    /// A list, every item of which `item` reads; nil if any is faulty, after all were read.
    public static func list<Item: Sendable>(of item: ValueReader<Item>) -> Self where Value == [Item] {
        ValueReader { node, diagnostics in
            guard let items = node.items else {
                diagnostics.error(.wrongType(expected: "a list", found: node.type), at: node)
                return nil
            }
            let values = items.map { item.read($0, diagnostics) }
            return values.contains { $0 == nil } ? nil : values.compactMap(\.self)
        }
    }

    /// A list, or a single item in place of a list of one.
    public static func oneOrMore<Item: Sendable>(of item: ValueReader<Item>) -> Self where Value == [Item] {
        ValueReader { node, diagnostics in
            guard node.items != nil else { return item.read(node, diagnostics).map { [$0] } }
            let items = list(of: item).read(node, diagnostics)
            guard items?.isEmpty == true else { return items }
            diagnostics.error(.emptyList(expected: "at least one"), at: node)
            return nil
        }
    }

    /// A number with its low and high; a single number is exact.
    public static func uncertain<Number: Sendable>(_ number: ValueReader<Number>) -> Self
    where Value == Uncertain<Number> {
        ValueReader { node, diagnostics in number.readUncertain(node, diagnostics) }
    }
}

extension ValueReader where Value == Node {
    /// The node itself, to be read later.
    public static var node: Self { ValueReader { node, _ in node } }
}

/// What may be a name.
enum Name {
    static func isValid(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isAlphanumeric(first), text.utf8.count <= 128 else { return false }
        return text.unicodeScalars.allSatisfy { isAlphanumeric($0) || $0 == "-" || $0 == "_" }
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
}
