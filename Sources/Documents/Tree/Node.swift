// SPDX-License-Identifier: GPL-3.0-or-later

/// A value of a document with its place: the tree that all readers read.
///
/// Scalars are kept as the text that stood in the file. YAML would make `no` a boolean, `017` fifteen and `12:30:45`
/// a number in base sixty; here the reader that knows what is expected decides.
public struct Node: Sendable {
    public enum Content: Sendable {
        case scalar(String, wasQuoted: Bool)
        case sequence([Node])
        case mapping([Entry])
    }

    /// A key of a mapping with its value.
    public struct Entry: Sendable {
        public let key: String
        public let keyPlace: SourcePlace
        public var value: Node

        public init(key: String, keyPlace: SourcePlace, value: Node) {
            self.key = key
            self.keyPlace = keyPlace
            self.value = value
        }
    }

    /// Who wrote a value.
    public enum Origin: Hashable, Sendable {
        case file
        /// A `--set` on the command line.
        case commandLine
    }

    public var content: Content
    public let place: SourcePlace
    /// The address of the value, keys joined by dots and list items counted from 1: `handlers.notify.steps.1`.
    public let path: String
    public let origin: Origin

    public init(_ content: Content, place: SourcePlace, path: String, origin: Origin = .file) {
        self.content = content
        self.place = place
        self.path = path
        self.origin = origin
    }

    /// The text of a scalar, quoted or not.
    public var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// The items of a list.
    public var items: [Node]? {
        guard case .sequence(let items) = content else { return nil }
        return items
    }

    /// The entries of a mapping in the order of the file.
    public var entries: [Entry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// The keys of a mapping in the order of the file; none for anything else.
    public var keys: [String] { entries?.map(\.key) ?? [] }

    /// The value under `key`, if this is a mapping that has it.
    public subscript(key: String) -> Node? { entries?.first { $0.key == key }?.value }

    /// Whether nothing stands here: `key:` with no value, `~` or `null`.
    public var isMissing: Bool {
        guard case .scalar(let text, wasQuoted: false) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    public var isFromCommandLine: Bool { origin == .commandLine }

    /// What it is, in the words of a message.
    public var type: NodeType {
        switch content {
        case .scalar: isMissing ? .nothing : .scalar
        case .sequence: .list
        case .mapping: .mapping
        }
    }

    /// The value on one line, as it could be written in a file.
    public var flowText: String {
        switch content {
        case .scalar(let text, let wasQuoted):
            wasQuoted ? "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" : text
        case .sequence(let items): "[" + items.map(\.flowText).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \($0.value.flowText)" }.joined(separator: ", ") + "}"
        }
    }

    /// The address of `key` in the thing at `path`.
    static func address(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

/// The kinds of values a document has.
public enum NodeType: Hashable, Sendable {
    case nothing, scalar, list, mapping
}
