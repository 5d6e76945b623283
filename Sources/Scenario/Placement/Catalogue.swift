// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// All products that parts can be placed on, and who sells them where.
public struct Catalogue: Sendable {
    /// A provider with its regions, the first of which is taken where nothing is said.
    public struct Seller: Sendable {
        public var provider: Provider
        public var title: String
        public var regions: [SellingRegion]
        /// What bytes cost that leave for elsewhere.
        public var transfer = TransferPrices()
    }

    public struct SellingRegion: Sendable {
        public var region: Region
        /// The part of the world that it lies in: traffic between two areas takes longer.
        public var area: String
    }

    public internal(set) var products: [Product] = []
    public internal(set) var sellers: [Seller] = []

    public func product(named name: String) -> Product? { products.first { $0.name == name } }
    public func seller(_ provider: Provider) -> Seller? { sellers.first { $0.provider == provider } }

    /// What a provider has for a part that nothing places; nil for none.
    func natural(at provider: Provider, for role: PartRole, _ kind: PartKind?) -> Product? {
        let type = PartType(role, kind)
        if let product = products.first(where: { $0.provider == provider && $0.natural.contains(type) }) {
            return product
        }
        // An external service is nobody's.
        if kind == .backend(.external) { return product(named: ProductModel.external.rawValue) }
        guard provider == .aws else { return nil }
        return product(named: ProductModel.naturalOnAmazon(for: role, kind: kind).rawValue)
    }

    /// Products that can be this part: the provider's, and those that are nobody's.
    func choices(at provider: Provider, for role: PartRole, _ kind: PartKind?) -> [Product] {
        products.filter { $0.carries(role, kind) && ($0.provider == nil || $0.provider == provider) }
    }
}
