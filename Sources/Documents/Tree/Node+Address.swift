// SPDX-License-Identifier: GPL-3.0-or-later

extension Node {
    /// The value at an address relative to this one, such as `place.notify.memory` or `steps.1.call`.
    public func value(at path: String) -> Node? {
        guard !path.isEmpty else { return self }
        guard let (step, rest) = step(into: path), let child = child(step) else { return nil }
        return rest.isEmpty ? child : child.value(at: rest)
    }

    /// This tree with the value at `path` replaced, or added where the mapping before its last key exists.
    ///
    /// - Parameters:
    ///   - path: Relative to this node. A key may itself have dots: the longest that fits is taken.
    ///   - text: The value as YAML: `512 MB`, `{ median: 12 ms, p99: 80 ms }`.
    ///   - diagnostics: Told what is wrong with the address (and the nearest one there is) or with the text; places
    ///     refer to a source named `--set path` with the text `path=text`.
    /// - Returns: The changed tree, its new values of origin `.commandLine`; nil after a fault.
    public func setting(path: String, to text: String, diagnostics: Diagnostics) -> Node? {
        let source = SourceFile(name: SourcePlace.commandLine(path), text: "\(path)=\(text)")
        diagnostics.add(source)
        let start = SourcePlace(file: source.name, line: 1, column: 1)
        guard accepts(path) else {
            diagnostics.error(.unknownAddress(path: path, nearest: nearestAddress(to: path)), at: start)
            return nil
        }
        let column = path.unicodeScalars.count + 1
        guard !text.allSatisfy(\.isWhitespace) else {
            let place = SourcePlace(file: source.name, line: 1, column: column + 1)
            diagnostics.error(.missingValue(expected: "a value after ="), at: place)
            return nil
        }
        let composer = TreeComposer(
            source: source, limits: .standard, origin: .commandLine, columnOffset: column, diagnostics: diagnostics)
        guard let value = composer.compose(text, path: Node.address(self.path, path)) else { return nil }
        return replacing(path, with: value, keyPlace: start)
    }

    /// Every address in the tree, in the order of the file.
    public var addresses: [String] {
        switch content {
        case .scalar: []
        case .mapping(let entries):
            entries.flatMap { entry in [entry.key] + entry.value.addresses.map { "\(entry.key).\($0)" } }
        case .sequence(let items):
            items.enumerated().flatMap { index, item in ["\(index + 1)"] + item.addresses.map { "\(index + 1).\($0)" } }
        }
    }

    // MARK: Walking

    private enum Step {
        case existing(Int)
        case newKey(String)
    }

    /// The first step of `path` from here and what remains of it; nil if it leads nowhere.
    private func step(into path: String) -> (Step, rest: String)? {
        switch content {
        case .scalar: return nil
        case .sequence(let items):
            let first = path.prefix { $0 != "." }
            guard let number = Int(first), items.indices.contains(number - 1) else { return nil }
            return (.existing(number - 1), String(path.dropFirst(first.count + 1)))
        case .mapping(let entries):
            let fitting = entries.enumerated().filter { path == $0.element.key || path.hasPrefix($0.element.key + ".") }
            if let (index, entry) = fitting.max(by: { $0.element.key.count < $1.element.key.count }) {
                return (.existing(index), String(path.dropFirst(entry.key.count + 1)))
            }
            return path.contains(".") || path.isEmpty ? nil : (.newKey(path), "")
        }
    }

    private func child(_ step: Step) -> Node? {
        switch (step, content) {
        case (.existing(let index), .sequence(let items)): items[index]
        case (.existing(let index), .mapping(let entries)): entries[index].value
        default: nil
        }
    }

    private func accepts(_ path: String) -> Bool {
        guard let (step, rest) = step(into: path) else { return false }
        guard !rest.isEmpty, let child = child(step) else { return rest.isEmpty && !path.hasSuffix(".") }
        return child.accepts(rest)
    }

    private func replacing(_ path: String, with value: Node, keyPlace: SourcePlace) -> Node {
        guard !path.isEmpty, let (step, rest) = step(into: path) else { return value }
        var copy = self
        switch (step, content) {
        case (.existing(let index), .sequence(var items)):
            items[index] = items[index].replacing(rest, with: value, keyPlace: keyPlace)
            copy.content = .sequence(items)
        case (.existing(let index), .mapping(var entries)):
            entries[index].value = entries[index].value.replacing(rest, with: value, keyPlace: keyPlace)
            copy.content = .mapping(entries)
        case (.newKey(let key), .mapping(let entries)):
            copy.content = .mapping(entries + [Entry(key: key, keyPlace: keyPlace, value: value)])
        default: break
        }
        return copy
    }

    /// An address that ends as `path` does, or one spelt nearly like it, or like it without its last key.
    private func nearestAddress(to path: String) -> String? {
        let known = addresses
        if let longer = known.first(where: { $0.hasSuffix("." + path) }) { return longer }
        if let near = NearestName.of(path, among: known) { return near }
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let parent = String(path[..<dot])
        let last = path[dot...]
        if let longer = known.first(where: { $0.hasSuffix("." + parent) }) { return longer + last }
        return NearestName.of(parent, among: known).map { $0 + last }
    }
}
