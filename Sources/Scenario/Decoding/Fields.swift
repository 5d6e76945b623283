// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// Mappings in layers, the most specific first, whose keys are taken one by one; what nobody took is a mistake.
final class Fields {
    let layers: [Layer]
    /// Values behind all layers.
    let defaults: Profile?
    /// The address under which the list of assumptions shows its values.
    let path: String
    let place: SourcePlace
    let reading: Reading
    private var known: [String] = []

    init(_ layers: [Layer], defaults: Profile? = nil, path: String, place: SourcePlace, reading: Reading) {
        self.layers = layers
        self.defaults = defaults
        self.path = path
        self.place = place
        self.reading = reading
    }

    /// A mapping that the file does not have, from what it says in another form.
    convenience init(named pairs: [(key: String, node: Node)], of field: Field) {
        let entries = pairs.map { Node.Entry(key: $0.key, keyPlace: field.node.place, value: $0.node) }
        let node = Node(.mapping(entries), place: field.node.place, path: field.node.path, origin: field.node.origin)
        self.init(
            [Layer(node: node, origin: field.origin)], path: field.path, place: field.node.place, reading: field.reading
        )
    }

    /// The value of `key`: from the first layer that has it, else the default.
    func take(_ key: String) -> Field? {
        if !known.contains(key) { known.append(key) }
        for layer in layers {
            guard let value = layer.node[key] else { continue }
            reading.noteTaken(value)
            var origin = layer.origin
            if case .file = origin, value.isFromCommandLine { origin = .commandLine }
            return Field(node: value, origin: origin, path: Field.address(path, key), reading: reading)
        }
        guard let defaults, let value = defaults.values[key] else { return nil }
        let origin = FieldOrigin.profile(name: defaults.name, source: value.source, confidence: value.confidence)
        return Field(node: value.node, origin: origin, path: Field.address(path, key), reading: reading)
    }

    /// As `take`, but reports when nobody gives it.
    func require(_ key: String) -> Field? {
        if let field = take(key) { return field }
        reading.report(.missingKey(name: key), at: place, path: path)
        return nil
    }

    /// Whether a layer has it; the defaults do not count.
    func has(_ key: String) -> Bool { layers.contains { $0.node[key] != nil } }

    /// The first of `keys` that a layer has.
    func first(of keys: [String]) -> String? { keys.first(where: has) }

    /// The keys of the layers, in the order of the file.
    var keys: [String] { layers.flatMap(\.node.keys) }

    /// The entries of the layers, all of them taken.
    func entries() -> [(key: String, keyPlace: SourcePlace, field: Field)] {
        layers.flatMap { layer in
            (layer.node.entries ?? []).compactMap { entry in
                take(entry.key).map { (entry.key, entry.keyPlace, $0) }
            }
        }
    }

    /// Counts `keys` as known without reading them.
    func allow(_ keys: some Sequence<String>) { known.append(contentsOf: keys.filter { !known.contains($0) }) }

    /// Reports every key that was not taken, with the nearest that could have been.
    func finish() {
        for layer in layers {
            for entry in layer.node.entries ?? [] where !known.contains(entry.key) {
                let nearest = NearestName.of(entry.key, among: known)
                // Misspelt, not missing as well.
                if let nearest { reading.diagnostics.withdraw(.missingKey(name: nearest), at: place) }
                reading.report(
                    .unknownKey(name: entry.key, nearest: nearest, allowed: known), at: entry.keyPlace,
                    path: layer.node.path)
            }
        }
    }
}
