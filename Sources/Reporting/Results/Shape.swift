// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How a value is written as JSON and what the schema says about it: one description for both, so that the published
/// schema and the documents cannot drift apart.
struct Shape<Value>: Sendable {
    /// JSON Schema, 2020-12.
    var schema: JSONValue
    /// Records that the schema refers to, by name.
    var definitions: [String: JSONValue] = [:]
    var write: @Sendable (Value) -> JSONValue
}

/// A member of a record.
struct Field<Root>: Sendable {
    let name: String
    let schema: JSONValue
    let definitions: [String: JSONValue]
    let read: @Sendable (Root) -> JSONValue

    /// - Parameter about: what it is, with its unit; for the schema.
    init<Part>(
        _ name: String, _ shape: Shape<Part>, _ about: String = "", _ part: @escaping @Sendable (Root) -> Part
    ) {
        self.name = name
        definitions = shape.definitions
        read = { shape.write(part($0)) }
        guard !about.isEmpty, case .object(var members) = shape.schema else {
            schema = shape.schema
            return
        }
        members["description"] = .text(about)
        schema = .object(members)
    }
}

extension Shape {
    /// An object in which every field is there, be it null, and nothing else.
    static func record(_ name: String, _ about: String, _ fields: [Field<Value>]) -> Shape {
        var definitions: [String: JSONValue] = [:]
        for field in fields { definitions.merge(field.definitions) { first, _ in first } }
        let properties = Dictionary(fields.map { ($0.name, $0.schema) }, uniquingKeysWith: { _, last in last })
        definitions[name] = .object([
            "type": .text("object"),
            "description": .text(about),
            "properties": .object(properties),
            "required": .list(fields.map(\.name).sorted().map { .text($0) }),
            "additionalProperties": .flag(false),
        ])
        return Shape(schema: .object(["$ref": .text("#/$defs/\(name)")]), definitions: definitions) { value in
            .object(Dictionary(fields.map { ($0.name, $0.read(value)) }, uniquingKeysWith: { _, last in last }))
        }
    }

    var optional: Shape<Value?> {
        let write = write
        return Shape<Value?>(
            schema: .object(["anyOf": .list([schema, .object(["type": .text("null")])])]), definitions: definitions
        ) { $0.map(write) ?? .null }
    }

    var list: Shape<[Value]> {
        let write = write
        return Shape<[Value]>(
            schema: .object(["type": .text("array"), "items": schema]), definitions: definitions
        ) { .list($0.map(write)) }
    }
}

// MARK: Plain values

extension Shape where Value == String {
    static var text: Self { Shape(schema: .object(["type": .text("string")])) { .text($0) } }

    /// One of these words and no other.
    static func word(_ words: [String]) -> Self {
        Shape(schema: .object(["type": .text("string"), "enum": .list(words.map { .text($0) })])) { .text($0) }
    }
}

extension Shape where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    static var word: Self {
        Shape(schema: .object(["type": .text("string"), "enum": .list(Value.allCases.map { .text($0.rawValue) })])) {
            .text($0.rawValue)
        }
    }
}

extension Shape where Value == Bool {
    static var flag: Self { Shape(schema: .object(["type": .text("boolean")])) { .flag($0) } }
}

extension Shape where Value == Double {
    static var number: Self { Shape(schema: .object(["type": .text("number")])) { .number($0) } }

    /// Dollars as a decimal text, to the millionth: readers that take numbers for binary fractions lose nothing.
    static var money: Self {
        Shape(schema: Shape<Decimal>.schema) {
            .text(String(format: "%.6f", locale: Locale(identifier: "en_US_POSIX"), $0 == 0 ? 0 : $0))
        }
    }
}

extension Shape where Value == Decimal {
    fileprivate static var schema: JSONValue {
        .object(["type": .text("string"), "pattern": .text("^-?[0-9]+(\\.[0-9]+)?$")])
    }

    /// An exact decimal number as text.
    static var money: Self { Shape(schema: schema) { .text("\($0)") } }
}

extension Shape where Value == UInt64 {
    static var count: Self {
        Shape(schema: .object(["type": .text("integer"), "minimum": .whole(0)])) { .whole($0) }
    }
}

extension Shape where Value == Int {
    static var count: Self {
        Shape(schema: .object(["type": .text("integer"), "minimum": .whole(0)])) { .whole(UInt64(clamping: $0)) }
    }
}
