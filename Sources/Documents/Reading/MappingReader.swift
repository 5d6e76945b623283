// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a mapping key by key and, in the end, reports the keys that nobody asked for.
///
/// Reading never stops at a mistake: a method that cannot deliver reports why and returns nil, and the caller asks for
/// the next key before giving up.
public struct MappingReader: Sendable {
    public let node: Node
    public let diagnostics: Diagnostics
    private let values: [String: Node]
    private var allowed: [String] = []

    /// Nil, with the fault reported, if `node` is no mapping.
    public init?(_ node: Node, _ diagnostics: Diagnostics) {
        guard let entries = node.entries else {
            diagnostics.error(.wrongType(expected: "a mapping (key: value)", found: node.type), at: node)
            return nil
        }
        self.node = node
        self.diagnostics = diagnostics
        values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads a whole mapping: `body` takes the keys, what it left over is reported.
    public static func read<Value>(
        _ node: Node, _ diagnostics: Diagnostics, _ body: (inout MappingReader) -> Value?
    ) -> Value? {
        guard var reader = MappingReader(node, diagnostics) else { return nil }
        let value = body(&reader)
        reader.finish()
        return value
    }

    // MARK: Keys with a known name

    /// The value of `key`; a missing key is a fault.
    public mutating func required<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
        requiredNode(key).flatMap { reader.read($0, diagnostics) }
    }

    /// The value of `key`; nil if it is missing, or after a fault.
    public mutating func optional<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
        take(key).flatMap { reader.read($0, diagnostics) }
    }

    /// The value of `key`, or `standard` if it is missing (or faulty, which is reported).
    public mutating func optional<Value>(_ key: String, _ reader: ValueReader<Value>, default standard: Value) -> Value
    {
        optional(key, reader) ?? standard
    }

    /// The mapping under `key`, read by `body`; nil if it is missing, or after a fault.
    public mutating func mapping<Value>(_ key: String, _ body: (inout MappingReader) -> Value?) -> Value? {
        take(key).flatMap { Self.read($0, diagnostics, body) }
    }

    /// As `mapping`, and a missing key is a fault.
    public mutating func requiredMapping<Value>(_ key: String, _ body: (inout MappingReader) -> Value?) -> Value? {
        requiredNode(key).flatMap { Self.read($0, diagnostics, body) }
    }

    /// The items of the list under `key`; none if it is missing, or no list, which is reported.
    public mutating func list(_ key: String) -> [Node] { optional(key, .list(of: .node)) ?? [] }

    /// The entries of the mapping under `key`, whose keys are the user's own names.
    public mutating func entries(_ key: String) -> [Node.Entry] {
        guard let node = take(key), var inner = MappingReader(node, diagnostics) else { return [] }
        return inner.remainingEntries()
    }

    /// The node under `key`, counted as known, to be read by other means.
    public mutating func take(_ key: String) -> Node? {
        allowed.append(key)
        return values[key]
    }

    /// As `take`, and a missing key is a fault.
    public mutating func requiredNode(_ key: String) -> Node? {
        if let node = take(key) { return node }
        diagnostics.error(.missingKey(name: key), at: node)
        return nil
    }

    public func has(_ key: String) -> Bool { values[key] != nil }

    /// Counts `keys` as known without reading them.
    public mutating func allow(_ keys: some Sequence<String>) { allowed.append(contentsOf: keys) }

    // MARK: Keys of the user's own

    /// The entries that were not asked for by name, all counted as known; what is no name is reported and left out.
    public mutating func remainingEntries() -> [Node.Entry] {
        let known = Set(allowed)
        let rest = (node.entries ?? []).filter { !known.contains($0.key) }
        allowed.append(contentsOf: rest.map(\.key))
        return rest.filter { entry in
            if Name.isValid(entry.key) { return true }
            diagnostics.error(.badName(text: entry.key), at: entry.keyPlace, path: entry.value.path)
            return false
        }
    }

    /// The only entry of a mapping such as `compute: 5 ms`, its key one of `kinds`; anything else is a fault.
    public static func single(_ node: Node, _ diagnostics: Diagnostics, kinds: [String]) -> Node.Entry? {
        guard let reader = MappingReader(node, diagnostics), let entries = reader.node.entries else { return nil }
        guard entries.count == 1, let entry = entries.first else {
            diagnostics.error(.notOneKey(found: entries.map(\.key), expected: "exactly one key"), at: node)
            return nil
        }
        guard kinds.contains(entry.key) else {
            reader.reportUnknown(entry, kinds)
            return nil
        }
        return entry
    }

    // MARK: The end

    /// Reports every key that was never asked for, with the nearest that could have been meant.
    public func finish() {
        let known = Set(allowed)
        for entry in node.entries ?? [] where !known.contains(entry.key) { reportUnknown(entry, allowed) }
    }

    private func reportUnknown(_ entry: Node.Entry, _ allowed: [String]) {
        var seen: Set<String> = []
        let names = allowed.filter { seen.insert($0).inserted }
        // A key that is there already was hardly meant a second time.
        let nearest =
            NearestName.of(entry.key, among: names.filter { !has($0) }) ?? NearestName.of(entry.key, among: names)
        diagnostics.error(
            .unknownKey(name: entry.key, nearest: nearest, allowed: names), at: entry.keyPlace, path: entry.value.path)
    }
}
