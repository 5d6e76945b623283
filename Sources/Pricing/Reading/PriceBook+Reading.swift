// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension PriceBook {
    /// Reads one provider's price book; every mistake is reported with its place, and nil returned after any.
    ///
    /// - Parameters:
    ///   - document: In the form of the bundled files (`Resources/aws.yaml` explains it).
    ///   - base: The book that this one will override: its prices may be named by allowances and savings plans.
    public static func read(_ document: Document, over base: PriceBook? = nil, diagnostics: Diagnostics) -> PriceBook? {
        let findings = Diagnostics()
        findings.add(document.source)
        let book = MappingReader.read(document.root, findings) { keys in
            PriceBookReader(keys: &keys, base: base)?.book(&keys)
        }
        findings.all.forEach(diagnostics.report)
        return findings.hasErrors ? nil : book
    }

    /// Reads a price book of a user's own.
    ///
    /// - Throws: Everything that is wrong with the file.
    public static func load(_ path: String, over base: PriceBook? = nil) throws(DocumentFailure) -> PriceBook {
        try reading(over: base) { Document.load(path, diagnostics: $0) }
    }

    /// Reads a price book from a text; `name` stands for the file in messages.
    ///
    /// - Throws: Everything that is wrong with the text.
    public init(text: String, name: String, over base: PriceBook? = nil) throws(DocumentFailure) {
        self = try Self.reading(over: base) { Document.parse(text, name: name, diagnostics: $0) }
    }

    private static func reading(
        over base: PriceBook?, _ open: (Diagnostics) -> Document?
    ) throws(DocumentFailure) -> PriceBook {
        let diagnostics = Diagnostics()
        let book = open(diagnostics).flatMap { read($0, over: base, diagnostics: diagnostics) }
        try diagnostics.throwIfErrors()
        guard let book else { throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources) }
        return book
    }
}
