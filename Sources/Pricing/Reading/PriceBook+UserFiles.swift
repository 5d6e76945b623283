// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension PriceBook {
    /// This book with a user's own file on top: the price book of a provider, known by its `services`, or terms
    /// (discounts, single prices, commitments, a currency).
    ///
    /// A platform file may hold the prices of its products under `prices`.
    ///
    /// - Throws: Everything that is wrong with the file.
    public func adding(file path: String) throws(DocumentFailure) -> PriceBook {
        try adding { Document.load(path, diagnostics: $0) }
    }

    /// As `adding(file:)`, from a text; `name` stands for the file in messages.
    public func adding(text: String, name: String) throws(DocumentFailure) -> PriceBook {
        try adding { Document.parse(text, name: name, diagnostics: $0) }
    }

    private func adding(_ open: (Diagnostics) -> Document?) throws(DocumentFailure) -> PriceBook {
        let diagnostics = Diagnostics()
        let book = open(diagnostics).flatMap { document -> PriceBook? in
            let document = document.pricesOfPlatform ?? document
            guard document.root["services"] == nil else {
                return PriceBook.read(document, over: self, diagnostics: diagnostics).map { overriding(with: $0) }
            }
            diagnostics.add(document.source)
            let reader = PriceTermsReader(base: self)
            return MappingReader.read(document.root, diagnostics) { reader.terms(&$0) }.map { applying($0) }
        }
        try diagnostics.throwIfErrors()
        guard let book else { throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources) }
        return book
    }

    /// The book in a file, for comparing it: a price book is taken alone, terms hold on top of the standard books.
    ///
    /// - Throws: Everything that is wrong with the file; `PricingError` if the installation is incomplete.
    public static func compared(file path: String) throws -> PriceBook {
        let diagnostics = Diagnostics()
        guard let document = Document.load(path, diagnostics: diagnostics), document.root["services"] != nil else {
            return try standard().adding(file: path)
        }
        return try load(path)
    }

    /// The part of this book that is one provider's.
    public func only(_ provider: CloudProvider) -> PriceBook {
        PriceBook(
            editions: editions.filter { $0.provider == provider }, prices: prices.filter { $0.id.provider == provider },
            allowances: allowances.filter { $0.provider == provider },
            savingsPlans: savingsPlans.filter { $0.provider == provider },
            baseFees: baseFees.filter { $0.provider == provider }, gaps: gaps.filter { $0.provider == provider },
            forms: forms.filter { $0.provider == provider })
    }
}
