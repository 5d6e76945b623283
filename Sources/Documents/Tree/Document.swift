// SPDX-License-Identifier: GPL-3.0-or-later

/// A YAML document as a tree of values with their places.
///
/// JSON is YAML too, so state machines and other JSON files read the same way. What YAML can do beyond plain values is
/// kept small: one document a file, keys are text, anchors and aliases within `DocumentLimits`; tags other than
/// `!!str`, `!!seq` and `!!map` (which change nothing) and merge keys (`<<`) are refused.
public struct Document: Sendable {
    public let source: SourceFile
    public let root: Node

    public init(source: SourceFile, root: Node) {
        self.source = source
        self.root = root
    }

    /// Reads and parses a file. Returns nil, with the reason reported, when there is no tree to go on with.
    ///
    /// Duplicate keys, tags and merge keys are reported without ending the reading: a tree comes back, the first of
    /// two equal keys in it, so that the other mistakes are found in the same go.
    public static func load(
        _ path: String, limits: DocumentLimits = .standard, diagnostics: Diagnostics
    ) -> Document? {
        guard let source = SourceFile.load(path, limits: limits, diagnostics: diagnostics) else { return nil }
        return parse(source, limits: limits, diagnostics: diagnostics)
    }

    /// Parses a text that is already at hand; `name` stands for the file in messages.
    public static func parse(
        _ text: String, name: String, limits: DocumentLimits = .standard, diagnostics: Diagnostics
    ) -> Document? {
        parse(SourceFile(name: name, text: text), limits: limits, diagnostics: diagnostics)
    }

    /// Parses a source. `load` and `parse(_:name:)` end here.
    public static func parse(
        _ source: SourceFile, limits: DocumentLimits = .standard, diagnostics: Diagnostics
    ) -> Document? {
        diagnostics.add(source)
        guard source.text.utf8.count <= limits.bytes else {
            diagnostics.error(.tooLarge(limit: limits.bytes), at: SourcePlace(wholeFile: source.name))
            return nil
        }
        let composer = TreeComposer(
            source: source, limits: limits, origin: .file, columnOffset: 0, diagnostics: diagnostics)
        guard let root = composer.compose(source.text, path: "") else { return nil }
        return Document(source: source, root: root)
    }

    /// Parses a text that is JSON: with comments, trailing commas, single quotes and bare keys if it has them.
    ///
    /// Unlike `parse` it knows nothing else of YAML; places, duplicate keys and limits are the same.
    public static func parseJSON(
        _ source: SourceFile, limits: DocumentLimits = .standard, diagnostics: Diagnostics
    ) -> Document? {
        diagnostics.add(source)
        guard source.text.utf8.count <= limits.bytes else {
            diagnostics.error(.tooLarge(limit: limits.bytes), at: SourcePlace(wholeFile: source.name))
            return nil
        }
        var composer = JSONComposer(source: source, limits: limits, diagnostics: diagnostics)
        return composer.compose().map { Document(source: source, root: $0) }
    }
}
