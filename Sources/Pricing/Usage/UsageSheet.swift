// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A month's usage written by hand, for `faascast price METERS.yaml`.
///
/// ```yaml
/// provider: aws
/// region: us-east-1
/// free-tier: on                      # or off; on if nothing is said
/// base-fees: on                      # or off: the account pays its plans anyway
/// hours: 730                         # of the month, where a meter gives none
/// prices:                            # instead of the price book's, for this sheet alone
///   lambda/duration_x86: 0.00001667
/// meters:
///   - lambda: { requests: 6M, duration: 280 ms, memory: 4 GB, ephemeral-storage: 2 GB }
///   - part: shop                     # whose usage it is; the meter's own name if nothing is said
///     http-api: { requests: 216M, size: 34 KB }
///   - lambda/esm_provisioned_sqs: 8000   # any price of the book, in its unit
///   - { provider: azure, region: eastus, event-grid/operations: 3M }   # of another provider
/// ```
public struct UsageSheet: Hashable, Sendable {
    public let title: String?
    public let provider: CloudProvider
    public let region: String
    public let freeTier: Bool
    /// Of the month.
    public let hours: Decimal
    /// Whether the plans that services belong to are billed.
    public let baseFees: Bool
    /// In the order of the sheet.
    public let readings: [MeterReading]
    /// Prices that hold for this sheet instead of the book's.
    public let prices: [Price]

    /// The bill under `book`, as changed by the sheet's own prices.
    public func invoice(with book: PriceBook) -> Invoice {
        book.overriding(with: PriceBook(prices: prices))
            .invoice(for: readings, freeTier: freeTier, hours: hours, baseFees: baseFees)
    }
}

extension UsageSheet {
    /// Reads a sheet from a file.
    ///
    /// - Parameter book: Tells which prices, regions and savings plans there are.
    /// - Throws: Everything that is wrong with the file.
    public static func load(_ path: String, book: PriceBook) throws(DocumentFailure) -> UsageSheet {
        try reading(book) { Document.load(path, diagnostics: $0) }
    }

    /// Reads a sheet from a text; `name` stands for the file in messages.
    ///
    /// - Throws: Everything that is wrong with the text.
    public init(text: String, name: String, book: PriceBook) throws(DocumentFailure) {
        self = try Self.reading(book) { Document.parse(text, name: name, diagnostics: $0) }
    }

    /// Reads a sheet; every mistake is reported with its place, and nil returned after any.
    public static func read(_ document: Document, book: PriceBook, diagnostics: Diagnostics) -> UsageSheet? {
        let findings = Diagnostics()
        findings.add(document.source)
        let sheet = MappingReader.read(document.root, findings) { keys in UsageSheetReader(book: book).sheet(&keys) }
        findings.all.forEach(diagnostics.report)
        return findings.hasErrors ? nil : sheet
    }

    private static func reading(
        _ book: PriceBook, _ open: (Diagnostics) -> Document?
    ) throws(DocumentFailure) -> UsageSheet {
        let diagnostics = Diagnostics()
        let sheet = open(diagnostics).flatMap { read($0, book: book, diagnostics: diagnostics) }
        try diagnostics.throwIfErrors()
        guard let sheet else { throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources) }
        return sheet
    }
}
