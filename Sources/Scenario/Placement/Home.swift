// SPDX-License-Identifier: GPL-3.0-or-later

/// A provider and one of its regions.
struct Home: Hashable, Sendable, CustomStringConvertible {
    var provider: Provider
    var region: Region

    init(provider: Provider, region: Region) {
        self.provider = provider
        self.region = region
    }

    /// Nil for what nobody sells.
    init?(_ provider: Provider?, _ region: Region?) {
        guard let provider, let region else { return nil }
        self.init(provider: provider, region: region)
    }

    /// `aws/us-east-1`
    var description: String { "\(provider.rawValue)/\(region.rawValue)" }

    /// A seller's first region.
    init(_ seller: Catalogue.Seller) {
        self.init(provider: seller.provider, region: seller.regions.first?.region ?? Region(rawValue: "global"))
    }
}
