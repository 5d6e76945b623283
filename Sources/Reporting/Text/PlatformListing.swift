// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario

/// What parts can be placed on, for a screen of 80 columns.
public struct PlatformListing: Sendable {
    private let catalogue: Catalogue
    private let style: TerminalStyle

    public init(_ catalogue: Catalogue, style: TerminalStyle = .plain) {
        self.catalogue = catalogue
        self.style = style
    }

    /// By provider and type of part, the natural product first.
    public var overview: String {
        let blocks = catalogue.sellers.map { seller in
            let lines = catalogue.offers(of: seller.provider).flatMap { offer in
                let natural = offer.natural.map { "\($0.name)*" }
                let others = offer.products.filter { $0.name != offer.natural?.name }.map(\.name)
                let names = ([natural].compactMap(\.self) + others).joined(separator: ", ")
                return item("\(offer.part)", names.isEmpty ? "—" : names)
            }
            return ([head(of: seller)] + lines).joined(separator: "\n")
        }
        let own = item("of one's own", catalogue.unsold.map(\.name).joined(separator: ", "))
        let notes = ["* is taken where a deployment says nothing.",
                     "`faascast platforms --provider NAME` says what each product is."]
        return (blocks + [own.joined(separator: "\n"), notes.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
    }

    /// Each product of a provider with its title and the parts that it can be.
    public func products(of provider: Provider) -> String {
        let heads = catalogue.sellers.filter { $0.provider == provider }.map { head(of: $0) }
        let natural = catalogue.offers(of: provider).reduce(into: [String: Set<String>]()) { found, offer in
            if let name = offer.natural?.name { found[name, default: []].insert(offer.part) }
        }
        let lines = catalogue.products.filter { $0.provider == provider }.flatMap {
            card($0, natural: natural[$0.name] ?? [])
        }
        return (heads + lines + ["", "* is taken where a deployment says nothing."]).joined(separator: "\n") + "\n"
    }

    /// The same of what no provider sells.
    public var unsold: String {
        let title = style("Without a provider, and without a price", .strong)
        return ([title] + catalogue.unsold.flatMap { card($0, natural: []) }).joined(separator: "\n") + "\n"
    }

    private func head(of seller: Catalogue.Seller) -> String {
        let regions = seller.regions.map(\.region.rawValue).joined(separator: ", ")
        return style(TerminalStyle.safe("\(seller.provider.rawValue): \(seller.title), \(regions)"), .strong)
    }

    private func item(_ name: String, _ text: String) -> [String] {
        let lines = TextTable.wrapped(text, width: 80 - Self.column, hanging: 0)
        return lines.enumerated().map { index, line in
            let label = index == 0 ? "  \(name)" : ""
            return label.padding(to: Self.column) + line
        }
    }

    private func card(_ product: Product, natural: Set<String>) -> [String] {
        let parts = product.runs.map(\.rawValue).sorted().map { natural.contains($0) ? "\($0)*" : $0 }
        return TextTable.wrapped("  \(product.name): \(product.title)", width: 80, hanging: 4)
            + TextTable.wrapped("      \(parts.joined(separator: ", "))", width: 80, hanging: 0)
                .map { style($0, .faint) }
    }

    private static let column = 23
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
