// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// What can go wrong with the price books that come with the program.
public enum PricingError: Error, Hashable, Sendable {
    /// The bundle lacks the file: the installation is incomplete.
    case missingResource(name: String)
}

extension PriceBook {
    /// The price books that come with the program, in one.
    ///
    /// Reading takes some milliseconds: read it once and pass it on.
    ///
    /// - Throws: `PricingError` if a file is missing from the installation; `DocumentFailure` if one is damaged.
    public static func standard() throws -> PriceBook {
        try standardProviders.reduce(PriceBook(prices: [])) { book, provider in
            book.overriding(with: try bundled(provider))
        }
    }

    /// The providers whose prices come with the program.
    public static let standardProviders: [CloudProvider] = [.aws, .azure, .google, .cloudflare]

    private static func bundled(_ provider: CloudProvider) throws -> PriceBook {
        let name = "\(provider.rawValue).yaml"
        let url = Bundle.module.url(forResource: provider.rawValue, withExtension: "yaml", subdirectory: "Resources")
        guard let url else { throw PricingError.missingResource(name: name) }
        return try load(url.path)
    }
}
