// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// Mappings in layers, the most specific first, whose keys are taken one by one; what nobody took is a mistake.
final class Fields {
    let layers: [Layer]
    /// Values behind all layers, from a profile.
    let defaults: Profile?
    let path: String
    let place: Place
    let reading: Reading
    private var known: [String] = []

    init(_ layers: [Layer], defaults: Profile? = nil, path: String, place: Place, reading: Reading) {
        self.layers = layers
        self.defaults = defaults
        self.path = path
        self.place = place
        self.reading = reading
    }

    /// The value of `key`: from the first layer that has it, else the profile's default.
    func take(_ key: String) -> Field? {
        known.append(key)
        for layer in layers {
            guard let value = layer.node[key] else { continue }
            let origin: FieldOrigin = if case .file = layer.origin, value.isFromCommandLine { .commandLine } else { layer.origin }
            return Field(node: value, origin: origin, path: "\(path).\(key)", reading: reading)
        }
        guard let defaults, let value = defaults.values[key] else { return nil }
        let origin = FieldOrigin.profile(name: defaults.name, source: value.source, confidence: value.confidence)
        return Field(node: value.node, origin: origin, path: "\(path).\(key)", reading: reading)
    }

    /// As `take`, but reports when nobody gives it.
    func require(_ key: String) -> Field? {
        if let field = take(key) { return field }
        reading.report(place, .missing(path: path, key: key))
        return nil
    }

    func has(_ key: String) -> Bool { layers.contains { $0.node[key] != nil } }

    /// The first of `keys` that a layer has.
    func first(of keys: [String]) -> String? { keys.first(where: has) }

    /// The keys that are in the layers, in the order of the file.
    var keys: [String] { layers.flatMap { ($0.node.entries ?? []).map(\.key) } }

    /// Counts `keys` as known without reading them.
    func allow(_ keys: some Sequence<String>) { known.append(contentsOf: keys) }

    /// Reports every key that was not taken, with the nearest that could have been.
    func finish() {
        for layer in layers {
            for entry in layer.node.entries ?? [] where !known.contains(entry.key) {
                reading.report(
                    entry.keyPlace, .unknownKey(path: path, key: entry.key, known: known))
            }
        }
    }
}
