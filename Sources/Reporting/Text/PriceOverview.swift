// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing

/// What there is in a price book: providers with their regions and services.
public struct PriceOverview: Sendable {
    private let book: PriceBook

    public init(_ book: PriceBook) { self.book = book }

    public func text(style: TerminalStyle = .plain) -> String {
        book.editions.map { edition in section(edition, style) }.joined(separator: "\n")
            + "\n`faascast prices WORDS` lists, `faascast prices explain NAME` tells all of one.\n"
    }

    private func section(_ edition: PriceBook.Edition, _ style: TerminalStyle) -> String {
        let prices = book.prices(matching: PriceFilter(provider: edition.provider))
        let regions = edition.regions.keys.sorted().joined(separator: ", ")
        let head = "\(edition.provider.rawValue): \(prices.count) prices of \(edition.effective), \(regions)"
        var services: [(name: String, title: String, names: Set<String>)] = []
        for price in prices {
            if services.last?.name != price.id.service { services.append((price.id.service, price.service, [])) }
            services[services.count - 1].names.insert(price.id.dimension)
        }
        let rows = services.map { service in
            [
                TextTable.Cell("  \(service.name)"), TextTable.Cell(service.title),
                TextTable.Cell("\(service.names.count)"),
            ]
        }
        var lines = TextTable.wrapped(head, width: 80).map { style($0, .strong) }
        lines += TextTable(heads: ["  service", "", "prices"], rows: rows).lines(width: 80, style: style)
        let gaps = book.gaps.filter { $0.provider == edition.provider }.map(\.name)
        if !gaps.isEmpty {
            lines += TextTable.wrapped("  Without a price: \(gaps.joined(separator: ", "))", width: 80)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
