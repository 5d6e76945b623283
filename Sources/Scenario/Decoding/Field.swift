// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// A value in the file or in a profile, with its address, on its way to becoming typed.
///
/// Each reader of a field returns nil after reporting what is wrong, so that reading goes on to the next mistake.
struct Field {
    var node: Node
    var origin: FieldOrigin
    var path: String
    let reading: Reading

    /// The field under `key` in this one, with the same origin.
    func child(_ node: Node, _ key: String) -> Field {
        Field(node: node, origin: origin, path: "\(path).\(key)", reading: reading)
    }

    /// Its fields, if it is a mapping; reports otherwise.
    func fields() -> Fields? {
        guard node.entries != nil else {
            reading.report(node.place, .wrongType(path: path, expected: "a mapping", found: node.typeName))
            return nil
        }
        return Fields([Layer(node: node, origin: origin)], path: path, place: node.place, reading: reading)
    }

    /// Its items, if it is a list; reports otherwise.
    func items() -> [Field]? {
        guard let items = node.items else {
            reading.report(node.place, .wrongType(path: path, expected: "a list", found: node.typeName))
            return nil
        }
        return items.enumerated().map { child($1, String($0 + 1)) }
    }

    /// Whether it is the bare word.
    func isWord(_ word: String) -> Bool { node.text == word }

    /// Writes it into the list of what the forecast stands on.
    func note(range: String? = nil) {
        reading.note(path, value: node.flowText, origin: origin, range: range)
    }
}

/// Where a field was written.
enum FieldOrigin {
    case file
    case commandLine
    case profile(name: String, source: String, confidence: Confidence)
}

/// A mapping that other mappings stand behind: what one does not say, the next does.
struct Layer {
    var node: Node
    var origin: FieldOrigin
}
