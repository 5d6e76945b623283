// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads a user's own price file:
///
/// ```yaml
/// discounts: { all: 3%, aws: 7%, aws/fargate: 20% }     # the one that is aimed closest holds
/// prices:                                               # provider/region/price, or provider/price for every region
///   aws/us-east-1/lambda/duration_x86: 0.000015
///   azure/event-grid/operations: { price: 0.0000005, source: our contract, date: 2026-01-15 }
/// commitments:
///   - { provider: aws, plan: compute-1y-no-upfront, hourly: 5 }
/// currency: { code: EUR, rate: 0.92, date: 2026-11-20, source: European Central Bank }
/// price-age: 180d
/// ```
struct PriceTermsReader {
    let base: PriceBook

    func terms(_ keys: inout MappingReader) -> PriceTerms {
        var terms = PriceTerms()
        keys.allow(["title"])
        let diagnostics = keys.diagnostics
        terms.discounts = keys.namedEntries("discounts").compactMap { discount($0, diagnostics) }
        terms.prices = keys.namedEntries("prices").flatMap { prices($0, diagnostics) }
        terms.commitments = keys.list("commitments").compactMap { commitment($0, diagnostics) }
        terms.currency = keys.mapping("currency") { currency(&$0) }
        let age: TimeSpan? = keys.optional("price-age", .duration.positive)
        terms.greatestAge = age.map { Int($0.nanoseconds / 86_400_000_000_000) }
        return terms
    }

    private var providers: [String] { base.editions.map(\.provider.rawValue) }

    private func services(of provider: CloudProvider) -> [String] {
        Set(base.prices.filter { $0.id.provider == provider }.map(\.id.service)).sorted()
    }

    // MARK: Discounts

    private func discount(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> NegotiatedDiscount? {
        let discount: ValueReader<Discount> = .quantity
        let off = discount.read(entry.value, diagnostics)
        let parts = entry.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let provider = parts[0] == "all" ? nil : parts[0]
        if let provider, !providers.contains(provider) {
            return unknown("provider", provider, providers + ["all"], entry, diagnostics)
        }
        let service = parts.count > 1 ? parts[1] : nil
        if let service {
            let known = provider.map { services(of: CloudProvider(rawValue: $0)) } ?? []
            guard known.contains(service), parts.count == 2 else {
                return unknown("service", parts.dropFirst().joined(separator: "/"), known, entry, diagnostics)
            }
        }
        return off.map {
            NegotiatedDiscount(
                provider: provider.map(CloudProvider.init(rawValue:)), service: service, fraction: $0.fraction)
        }
    }

    private func unknown<Value>(
        _ kind: String, _ name: String, _ known: [String], _ entry: Node.Entry, _ diagnostics: Diagnostics
    ) -> Value? {
        diagnostics.error(
            .unknownName(kind: kind, name: name, nearest: NearestName.of(name, among: known), known: known),
            at: entry.keyPlace, path: entry.value.path)
        return nil
    }

    // MARK: Prices

    /// `provider/region/service/dimension`, or `provider/service/dimension` for each region that has it.
    private func prices(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> [Price] {
        let parts = entry.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (3...4).contains(parts.count), !parts.contains("") else {
            diagnostics.error(
                .custom(what: "\(entry.key) is no price", hint: "write it as in aws/us-east-1/lambda/duration_x86"),
                at: entry.keyPlace, path: entry.value.path)
            return []
        }
        guard providers.contains(parts[0]) else {
            return unknown("provider", parts[0], providers, entry, diagnostics) ?? []
        }
        let provider = CloudProvider(rawValue: parts[0])
        let regions = (base.editions.first { $0.provider == provider }?.regions.keys).map { $0.sorted() } ?? []
        if parts.count == 4, !regions.contains(parts[1]), parts[1] != PriceBook.everywhere {
            return unknown("region", parts[1], regions, entry, diagnostics) ?? []
        }
        let name = (parts[parts.count - 2], parts[parts.count - 1])
        let own = base.prices.filter { $0.id.provider == provider }
        guard own.contains(where: { ($0.id.service, $0.id.dimension) == name }) || entry.value["unit"] != nil else {
            return unknown("price", "\(name.0)/\(name.1)", Set(own.map(\.id.name)).sorted(), entry, diagnostics) ?? []
        }
        let everywhere = own.filter { ($0.id.service, $0.id.dimension) == name }.map(\.id.region)
        let places = parts.count == 4 ? [parts[1]] : everywhere
        let reader = OwnPriceReader(book: base, source: "the user's own price file")
        return (places.isEmpty ? regions : places).compactMap { region in
            let id = PriceID(provider: provider, region: region, service: name.0, dimension: name.1)
            return reader.price(id, entry.value, diagnostics)
        }
    }

    // MARK: Commitments and currency

    private func commitment(_ node: Node, _ diagnostics: Diagnostics) -> Commitment? {
        MappingReader.read(node, diagnostics) { keys -> Commitment? in
            let provider = keys.required("provider", .name(of: "provider", among: providers))
            let plans = base.savingsPlans.filter { $0.provider.rawValue == provider }.map(\.name)
            let plan = keys.required("plan", provider == nil ? .text : .name(of: "plan", among: plans))
            let hourly: UnitPrice? = keys.required("hourly", .quantity)
            guard let provider, let plan, let hourly else { return nil }
            return Commitment(provider: CloudProvider(rawValue: provider), plan: plan, hourly: hourly.dollars)
        }
    }

    private func currency(_ keys: inout MappingReader) -> CurrencyRate? {
        let code = keys.required("code", ValueReader.text.check(
            { $0.count == 3 && $0.allSatisfy { $0.isASCII && $0.isUppercase } },
            else: { .custom(what: "'\($0)' is no currency", hint: "write its three letters, such as EUR") }))
        let rate: Decimal? = keys.required("rate", ValueReader<Decimal>.quantity.check(
            { $0 > 0 }, else: { .notPositive(text: $0) }))
        let date = keys.required("date", .day)
        let source = keys.required("source", .text)
        guard let code, let rate, let date, let source else { return nil }
        return CurrencyRate(code: code, perDollar: rate, date: date, source: source)
    }
}
