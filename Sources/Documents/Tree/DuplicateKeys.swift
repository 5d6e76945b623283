// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

/// Composes a text although keys in it are equal, so that all such keys and all other mistakes are told at once.
///
/// The parser stops at the first mapping with equal keys and tells one place of them. So the key there is renamed, its
/// first character replaced by a private one (no column moves), and the text parsed again; `originals` has the names.
struct DuplicateKeys {
    private let source: SourceFile
    /// The names of renamed keys by the character that now begins them.
    private(set) var originals: [Unicode.Scalar: String] = [:]
    /// The tree's anchors are weak references into the parser, so it must live until aliases have been counted.
    private(set) var parser: Parser?

    /// Each renaming parses the whole text again: this many bytes are parsed again at most.
    private static let budget = 20 << 20
    private static let mostRenamed = 50

    init(_ source: SourceFile) { self.source = source }

    /// The tree, or nil if the text has nothing in it.
    mutating func compose() throws -> Yams.Node? {
        var text = source.text
        text.makeContiguousUTF8()
        let attempts = min(Self.mostRenamed, max(1, Self.budget / max(1, text.utf8.count)))
        for attempt in 0...attempts {
            do {
                // An explicit encoding: the default one reads an environment variable and prints.
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                self.parser = parser
                return try parser.singleRoot()
            } catch let error as YamlError {
                guard attempt < attempts, case .duplicatedKeysInMapping(let names, let context) = error,
                    let name = names.first, let renamed = rename(name, at: context.mark, number: attempt, in: text)
                else { throw error }
                text = renamed
            }
        }
        return nil
    }

    private mutating func rename(_ name: String, at mark: Mark, number: Int, in text: String) -> String? {
        // The private use area from U+F000 on; a text that uses it itself gets the parser's plain report.
        guard let marker = Unicode.Scalar(0xF000 + UInt32(number)), !source.text.unicodeScalars.contains(marker) else {
            return nil
        }
        let lines = SourceFile(name: "", text: text).lines
        guard mark.line <= lines.count, mark.line > 0, mark.column > 0 else { return nil }
        let line = lines[mark.line - 1]
        guard var index = line.index(line.startIndex, offsetBy: mark.column - 1, limitedBy: line.endIndex),
            index < line.endIndex
        else { return nil }
        if line[index] == "\"" || line[index] == "'" { index = line.index(after: index) }
        guard index < line.endIndex, line[index] != "\"", line[index] != "'", line[index] != "&" else { return nil }
        var scalars = text.unicodeScalars
        scalars.replaceSubrange(index...index, with: CollectionOfOne(marker))
        originals[marker] = originals[Self.first(of: name)] ?? name
        return String(scalars)
    }

    private static func first(of name: String) -> Unicode.Scalar { name.unicodeScalars.first ?? " " }
}
