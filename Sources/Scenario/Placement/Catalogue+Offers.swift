// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

extension Catalogue {
    /// What a provider has for one type of part.
    public struct Offer: Sendable {
        /// `handler`, `ordered-queue`.
        public var part: String
        /// What is taken where nothing is said; nil for nothing.
        public var natural: Product?
        public var products: [Product]
    }

    /// By type of part, all of them; the natural product comes first.
    public func offers(of provider: Provider) -> [Offer] {
        Self.parts.map { role, kind in
            let natural = natural(at: provider, for: role, kind).flatMap { $0.provider == provider ? $0 : nil }
            let all = products.filter { $0.provider == provider && $0.carries(role, kind) }
            return Offer(
                part: PartType(role, kind).rawValue, natural: natural,
                products: all.filter { $0.name == natural?.name } + all.filter { $0.name != natural?.name })
        }
    }

    /// Products that no provider sells: one's own servers, clusters and brokers.
    public var unsold: [Product] { products.filter { $0.provider == nil } }

    private static var parts: [(PartRole, PartKind?)] {
        [(.handler, nil), (.workflow, nil), (.door, nil)]
            + BackendKind.allCases.filter { $0 != .external }.map { (.backend, .backend($0)) }
            + ChannelKind.allCases.map { (.channel, .channel($0)) }
    }
}
