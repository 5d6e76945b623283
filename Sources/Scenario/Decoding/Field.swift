// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// A value in the file or in a profile, with its address, on its way to becoming typed.
///
/// Each reader of a field returns nil after reporting what is wrong, so that reading goes on to the next mistake.
struct Field {
    var node: Node
    var origin: FieldOrigin
    /// The address under which the list of assumptions shows it.
    var path: String
    let reading: Reading

    func child(_ node: Node, _ key: String) -> Field {
        Field(node: node, origin: origin, path: Field.address(path, key), reading: reading)
    }

    /// The address of `key` in the thing at `path`; the root has none.
    static func address(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Its fields, if it is a mapping; reports otherwise.
    func fields(defaults: Profile? = nil) -> Fields? {
        guard node.entries != nil else {
            reading.report(.wrongType(expected: "a mapping", found: node.type), at: node)
            return nil
        }
        return Fields(
            [Layer(node: node, origin: origin)], defaults: defaults, path: path, place: node.place, reading: reading)
    }

    /// Its items, if it is a list; reports otherwise.
    func items() -> [Field]? {
        guard let items = node.items else {
            reading.report(.wrongType(expected: "a list", found: node.type), at: node)
            return nil
        }
        return items.enumerated().map { child($1, String($0 + 1)) }
    }

    /// Whether it is the bare word.
    func isWord(_ word: String) -> Bool { node.text == word }

    var isMapping: Bool { node.entries != nil }

    /// Lists it among what the forecast stands on.
    ///
    /// Of a number given as low, typical and high, the typical is the value and the others are its range.
    func note() {
        if case .builtIn = origin { return }
        guard Set(node.keys) == ["low", "typical", "high"], let low = node["low"], let high = node["high"] else {
            return reading.note(origin.assumption(path: path, value: node.flowText))
        }
        let range = "\(low.flowText) to \(high.flowText)"
        reading.note(origin.assumption(path: path, value: node["typical"]?.flowText ?? "", range: range))
    }
}

/// Where a field was written.
enum FieldOrigin {
    case file
    case commandLine
    case profile(name: String, source: String, confidence: Confidence)
    /// Within something whose name has been listed: a named set of retries.
    case builtIn

    func assumption(path: String, value: String, range: String? = nil) -> Assumption {
        switch self {
        case .file:
            Assumption(path: path, value: value, origin: .file, source: "the scenario", confidence: nil, range: range)
        case .commandLine:
            Assumption(path: path, value: value, origin: .commandLine, source: "--set", confidence: nil, range: range)
        case .profile(let name, let source, let confidence):
            Assumption(
                path: path, value: value, origin: .profile(name), source: source, confidence: confidence, range: range)
        case .builtIn:
            Assumption(
                path: path, value: value, origin: .derived, source: "the program", confidence: nil, range: range)
        }
    }
}

/// A mapping that other mappings stand behind: what one does not say, the next does.
struct Layer {
    var node: Node
    var origin: FieldOrigin
}
