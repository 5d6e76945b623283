// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

/// Turns a YAML text into a `Node` by way of the Yams parser, within limits. The only file that knows Yams' tree.
struct TreeComposer {
    let source: SourceFile
    let limits: DocumentLimits
    let origin: Node.Origin
    /// Columns before the text in the source's first line, where the text is only a part of it.
    let columnOffset: Int
    let diagnostics: Diagnostics

    /// Nil, with the reason reported, when no tree can be made.
    func compose(_ text: String, path: String) -> Node? {
        // The parser counts a byte order mark as a character of the first line.
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let own = SourceFile(name: source.name, text: text)
        if let (code, offset) = Self.controlCharacter(in: text) {
            return fail(.controlCharacter(code: code), shifted(own.place(utf8Offset: offset)))
        }
        if let hazard = HazardScan(text, depthLimit: limits.depth).run() {
            return fail(hazard.fault, shifted(own.place(utf8Offset: hazard.utf8Offset)))
        }
        var keys = DuplicateKeys(own)
        let tree: Yams.Node
        do {
            guard let root = try keys.compose() else { return fail(.empty, SourcePlace(wholeFile: source.name)) }
            tree = root
        } catch {
            return report(error, in: own)
        }
        if case .scalar(let scalar) = tree, scalar.style == .plain, scalar.string.isEmpty {
            return fail(.empty, SourcePlace(wholeFile: source.name))
        }
        var measure = TreeMeasure(limits: limits)
        if let excess = withExtendedLifetime(keys.parser, { measure.excess(of: tree) }) {
            return fail(excess.fault, place(excess.mark))
        }
        return convert(tree, path: path, names: keys.originals)
    }

    private func fail(_ fault: Fault, _ place: SourcePlace) -> Node? {
        diagnostics.error(fault, at: place)
        return nil
    }

    func place(_ mark: Mark?) -> SourcePlace {
        guard let mark else { return SourcePlace(wholeFile: source.name) }
        return shifted(SourcePlace(file: source.name, line: mark.line, column: mark.column))
    }

    private func shifted(_ place: SourcePlace) -> SourcePlace {
        place.line == 1
            ? SourcePlace(file: place.file, line: 1, column: place.column + columnOffset) : place
    }

    // MARK: Converting

    /// Recursion is bounded: `TreeMeasure` has checked the depth.
    private func convert(_ node: Yams.Node, path: String, names: [Unicode.Scalar: String]) -> Node {
        let place = place(node.mark)
        checkTag(node, place, path)
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            return Node(.scalar(scalar.string, wasQuoted: !isPlain), place: place, path: path, origin: origin)
        case .sequence(let sequence):
            let items = sequence.enumerated().map { index, item in
                convert(item, path: Node.address(path, String(index + 1)), names: names)
            }
            return Node(.sequence(items), place: place, path: path, origin: origin)
        case .mapping(let mapping):
            return Node(.mapping(entries(mapping, path, names)), place: place, path: path, origin: origin)
        case .alias:
            // The parser resolves aliases itself and never hands one out.
            return Node(.scalar("", wasQuoted: false), place: place, path: path, origin: origin)
        }
    }

    private func entries(_ mapping: Yams.Node.Mapping, _ path: String, _ names: [Unicode.Scalar: String]) -> [Node
        .Entry]
    {
        var entries: [Node.Entry] = []
        var first: [String: SourcePlace] = [:]
        for (key, value) in mapping {
            let keyPlace = place(key.mark)
            guard case .scalar(let scalar) = key else {
                diagnostics.error(.keyNotText, at: keyPlace, path: path)
                continue
            }
            let name = scalar.string.unicodeScalars.first.flatMap { names[$0] } ?? scalar.string
            guard name != "<<" || scalar.style != .plain else {
                diagnostics.error(.mergeKey, at: keyPlace, path: path)
                continue
            }
            checkTag(key, keyPlace, path)
            let address = Node.address(path, name)
            if let place = first[name] {
                diagnostics.error(.duplicateKey(name: name, first: place), at: keyPlace, path: address)
                continue
            }
            first[name] = keyPlace
            entries.append(
                Node.Entry(key: name, keyPlace: keyPlace, value: convert(value, path: address, names: names)))
        }
        return entries
    }

    private func checkTag(_ node: Yams.Node, _ place: SourcePlace, _ path: String) {
        let tag = node.tag.description
        guard tag != "tag:yaml.org,2002:str", tag != "tag:yaml.org,2002:seq", tag != "tag:yaml.org,2002:map" else {
            return
        }
        diagnostics.error(.tagged(tag: tag.replacing("tag:yaml.org,2002:", with: "!!")), at: place, path: path)
    }

    // MARK: Mistakes of syntax

    private func report(_ error: any Error, in own: SourceFile) -> Node? {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.hasPrefix("but found another document") { return fail(.severalDocuments, place(mark)) }
            if problem.hasPrefix("Maximum nesting level") { return fail(.tooDeep(limit: limits.depth), place(mark)) }
            let since = context.map { place($0.mark) }
            return fail(.syntax(problem: problem, context: context?.text, since: since), end(of: own, orAt: mark))
        case .reader(let problem, let offset, _, let text):
            let index = text.index(text.startIndex, offsetBy: offset ?? 0, limitedBy: text.endIndex) ?? text.endIndex
            let place = own.place(utf8Offset: text.utf8.distance(from: text.startIndex, to: index))
            return fail(.syntax(problem: problem, context: nil, since: nil), shifted(place))
        case .duplicatedKeysInMapping(let names, let context):
            return fail(.duplicateKey(name: names.first ?? "", first: nil), place(context.mark))
        default:
            return fail(
                .syntax(problem: String(describing: error), context: nil, since: nil),
                SourcePlace(wholeFile: source.name))
        }
    }

    /// At the end of the text the parser means a line that is not there; this is the end of the last that is.
    private func end(of own: SourceFile, orAt mark: Mark) -> SourcePlace {
        let lines = own.lines
        guard mark.line > lines.count, let last = lines.last else { return place(mark) }
        return shifted(SourcePlace(file: source.name, line: lines.count, column: last.count + 1))
    }

    /// The first character that no YAML text may have; the parser refuses it too, but is vague about where.
    private static func controlCharacter(in text: String) -> (code: UInt32, utf8Offset: Int)? {
        for (offset, byte) in text.utf8.enumerated()
        where (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) || byte == 0x7F {
            return (UInt32(byte), offset)
        }
        return nil
    }
}
