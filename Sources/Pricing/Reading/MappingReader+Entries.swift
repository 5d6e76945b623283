// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension MappingReader {
    /// The entries under `key`, whose keys may have slashes (`lambda/duration_x86`); none if it is missing, or no
    /// mapping, which is reported.
    mutating func namedEntries(_ key: String) -> [Node.Entry] { take(key).map { entries(of: $0) } ?? [] }

    /// As `namedEntries`, and a missing key is a fault.
    mutating func requiredEntries(_ key: String) -> [Node.Entry] { requiredNode(key).map { entries(of: $0) } ?? [] }

    private func entries(of node: Node) -> [Node.Entry] {
        if let entries = node.entries { return entries }
        diagnostics.error(.wrongType(expected: "a mapping (name: value)", found: node.type), at: node)
        return []
    }
}

extension ValueReader where Value == String {
    /// A day such as `2026-10-06`, as its text.
    static var day: Self {
        ValueReader(expected: "a day such as 2026-10-06") { text throws(Fault) in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.map(\.count) == [4, 2, 2], PriceDate(text) != nil else {
                throw .custom(what: "'\(text)' is no day", hint: "write it as in 2026-10-06")
            }
            return text
        }
    }
}
