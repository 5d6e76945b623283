// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be wrong with a document, as facts; `FaultSentence` puts them into words.
public indirect enum Fault: Error, Hashable, Sendable {
    // The file as a whole.
    case fileMissing
    case isDirectory
    case unreadable
    case tooLarge(limit: Int)
    case empty
    case binary
    case notUTF8(looksLike: String?)

    /// Another file, as the one at hand names it.
    case ofFile(name: String, Fault)

    // The YAML in it.
    case controlCharacter(code: UInt32)
    /// The parser's own words, what it was doing, and since where.
    case syntax(problem: String, context: String?, since: SourcePlace?)
    case notJSON(JSONFault)
    case severalDocuments
    case tooDeep(limit: Int)
    case tooManyAliases(limit: Int)
    case tooManyValues(limit: Int)
    case tagged(tag: String)
    case mergeKey
    case keyNotText
    /// `first` is nil where the parser tells only one of the places.
    case duplicateKey(name: String, first: SourcePlace?)

    // The shape of a value.
    case wrongType(expected: String, found: NodeType)
    case missingKey(name: String)
    case unknownKey(name: String, nearest: String?, allowed: [String])
    case notOneKey(found: [String], expected: String)
    case emptyList(expected: String)
    case missingValue(expected: String)

    // A value.
    case notANumber(text: String, expected: String)
    case notFinite(text: String)
    case negative(text: String)
    case notPositive(text: String)
    case notWhole(text: String)
    case outOfRange(text: String, low: String?, high: String?)
    case missingUnit(text: String, example: String, units: [String])
    case unknownUnit(text: String, unit: String, nearest: String?, units: [String])
    case notARange(text: String, example: String)
    case reversedRange(low: String, high: String)
    case notInOrder(low: String, typical: String, high: String)
    case sharesDoNotSum(total: String)
    case badName(text: String)
    case unknownName(kind: String, name: String, nearest: String?, known: [String])
    case unknownAddress(path: String, nearest: String?)

    /// A fact that belongs to one reader alone, in its words, with an optional way out.
    case custom(what: String, hint: String?)
}

extension Fault {
    /// Whether a file is not there or not to be read, rather than wrong.
    public var isUnreadable: Bool {
        switch self {
        case .fileMissing, .isDirectory, .unreadable: true
        case .ofFile(_, let fault): fault.isUnreadable
        default: false
        }
    }
}
