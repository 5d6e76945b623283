// SPDX-License-Identifier: GPL-3.0-or-later

/// A look at the raw bytes for what would harm the YAML parser, before it sees them.
///
/// The parser recurses once a level and hashes every key with all that is in it, aliases expanded. So two things must
/// be caught first: nesting far beyond the limit, and collections as keys together with aliases (one line can then cost
/// 10¹⁰ steps). The scan knows little of YAML and errs towards letting things pass: exact counts follow on the tree.
struct HazardScan {
    struct Hazard {
        var fault: Fault
        var utf8Offset: Int
    }

    private let bytes: [UInt8]
    private let depthLimit: Int
    /// Deeper than the limit by this factor is refused on the scan's rough count alone; less is left to the exact one.
    private static let certainty = 3
    /// Collections as keys that may stand without aliases: nested ones cost depth × size.
    private static let harmlessKeys = 64

    init(_ text: String, depthLimit: Int) {
        bytes = Array(text.utf8)
        self.depthLimit = depthLimit
    }

    func run() -> Hazard? { excessiveDepth() ?? collectionKeys() }

    private func excessiveDepth() -> Hazard? {
        /// Columns of the block collections that are open; a `-` or a key opens one where it is the first at its column.
        var columns: [Int] = []
        var flow = 0
        var crossing = 0
        var index = 0
        while index < bytes.count {
            let lineStart = index
            if flow == 0 {
                var more = true
                while more {
                    while index < bytes.count, bytes[index] == .space { index += 1 }
                    guard index < bytes.count, !isBreak(bytes[index]), bytes[index] != .hash else { break }
                    while let last = columns.last, last > index - lineStart { columns.removeLast() }
                    if columns.last != index - lineStart { columns.append(index - lineStart) }
                    if columns.count == depthLimit + 1 { crossing = index }
                    if columns.count > depthLimit * Self.certainty { return deep(at: crossing) }
                    more = (bytes[index] == .dash || bytes[index] == .question) && isSpace(index + 1)
                    if more { index += 1 }
                }
            }
            var quote: UInt8?
            // After the line's indentation and dashes a value can begin, and so can a bracket.
            var canOpen = true
            while index < bytes.count, !isBreak(bytes[index]) {
                let byte = bytes[index]
                if let open = quote {
                    if byte == .backslash, open == .doubleQuote { index += 1 } else if byte == open { quote = nil }
                } else if byte == .hash, index == lineStart || isSpace(index - 1) {
                    while index < bytes.count, !isBreak(bytes[index]) { index += 1 }
                    break
                } else if canOpen || flow > 0, byte == .doubleQuote || byte == .singleQuote {
                    quote = byte
                } else if canOpen || flow > 0, byte == .bracket || byte == .brace {
                    flow += 1
                    if columns.count + flow - 1 == depthLimit + 1 { crossing = index }
                    if columns.count + flow > depthLimit * Self.certainty { return deep(at: crossing) }
                } else if flow > 0, byte == .closingBracket || byte == .closingBrace {
                    flow -= 1
                }
                if byte != .space {
                    canOpen =
                        byte == .bracket || byte == .brace || byte == .comma || byte == .colon || byte == .question
                }
                index += 1
            }
            if index < bytes.count { index += 1 }
        }
        return nil
    }

    private func deep(at offset: Int) -> Hazard { Hazard(fault: .tooDeep(limit: depthLimit), utf8Offset: offset) }

    private func collectionKeys() -> Hazard? {
        var hasAlias = false
        var hasAnchor = false
        var found: [Int] = []
        for index in bytes.indices {
            switch bytes[index] {
            case .ampersand where beginsToken(index) && isName(index + 1): hasAnchor = true
            case .asterisk where beginsToken(index) && isName(index + 1):
                hasAlias = true
                var end = index + 1
                while isName(end) { end += 1 }
                if isFollowedByColon(end) { found.append(index) }
            case .question where isSpace(index + 1) && beginsKey(index): found.append(index)
            case .closingBracket, .closingBrace: if isFollowedByColon(index + 1) { found.append(index) }
            default: continue
            }
            if found.count > Self.harmlessKeys { break }
        }
        guard let first = found.first, hasAlias && hasAnchor || found.count > Self.harmlessKeys else { return nil }
        return Hazard(fault: .keyNotText, utf8Offset: first)
    }

    /// Whether a token can begin here: at the start, after white space or after an opening mark.
    private func beginsToken(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        return isSpace(index - 1) || before == .bracket || before == .brace || before == .comma
    }

    /// Whether a `?` here can announce a key; in the middle of a text, such as `cron(0 12 * * ? *)`, it does not.
    private func beginsKey(_ index: Int) -> Bool {
        var before = index
        while before > 0, bytes[before - 1] == .space { before -= 1 }
        guard before > 0, !isSpace(before - 1) else { return true }
        let byte = bytes[before - 1]
        return byte == .dash || byte == .question || byte == .bracket || byte == .brace || byte == .comma
    }

    private func isFollowedByColon(_ start: Int) -> Bool {
        var index = start
        while index < bytes.count, isSpace(index) { index += 1 }
        return index < bytes.count && bytes[index] == .colon
    }

    /// Whether white space or the end is at `index`.
    private func isSpace(_ index: Int) -> Bool {
        guard index < bytes.count else { return true }
        return bytes[index] == .space || bytes[index] == 0x09 || isBreak(bytes[index])
    }

    private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func isName(_ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        return switch bytes[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), .dash, UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension UInt8 {
    fileprivate static var space: UInt8 { 0x20 }
    fileprivate static var hash: UInt8 { UInt8(ascii: "#") }
    fileprivate static var dash: UInt8 { UInt8(ascii: "-") }
    fileprivate static var question: UInt8 { UInt8(ascii: "?") }
    fileprivate static var colon: UInt8 { UInt8(ascii: ":") }
    fileprivate static var comma: UInt8 { UInt8(ascii: ",") }
    fileprivate static var asterisk: UInt8 { UInt8(ascii: "*") }
    fileprivate static var ampersand: UInt8 { UInt8(ascii: "&") }
    fileprivate static var backslash: UInt8 { UInt8(ascii: "\\") }
    fileprivate static var doubleQuote: UInt8 { UInt8(ascii: "\"") }
    fileprivate static var singleQuote: UInt8 { UInt8(ascii: "'") }
    fileprivate static var bracket: UInt8 { UInt8(ascii: "[") }
    fileprivate static var brace: UInt8 { UInt8(ascii: "{") }
    fileprivate static var closingBracket: UInt8 { UInt8(ascii: "]") }
    fileprivate static var closingBrace: UInt8 { UInt8(ascii: "}") }
}
