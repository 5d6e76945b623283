// SPDX-License-Identifier: GPL-3.0-or-later

/// A provider and one of its regions.
struct Home: Hashable {
    var provider: Provider
    var region: Region

    init(provider: Provider, region: Region) {
        self.provider = provider
        self.region = region
    }

    /// A seller's first region.
    init(_ seller: Catalogue.Seller) {
        self.init(provider: seller.provider, region: seller.regions.first?.region ?? Region(rawValue: "global"))
    }
}
