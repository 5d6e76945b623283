// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads the sections of a usage sheet.
struct UsageSheetReader {
    private enum Switch: String, CaseIterable { case on, off }

    let book: PriceBook

    func sheet(_ keys: inout MappingReader) -> UsageSheet? {
        let title = keys.optional("title", .text)
        let place = SheetPlace(&keys, book: book)
        let freeTier = keys.optional("free-tier", .enumeration(Switch.self, "switch"), default: .on)
        let fees = keys.optional("base-fees", .enumeration(Switch.self, "switch"), default: .on)
        let month: CountOfUnits? = keys.optional("hours", .quantity)
        // 730 hours is the mean month (8,760 / 12), which price calculators use.
        let hours = month?.value ?? 730
        let prices = keys.namedEntries("prices").compactMap { readPrice($0, place, keys.diagnostics) }
        let priced = book.overriding(with: PriceBook(prices: prices))
        let meters = keys.requiredNode("meters")
        if let meters, meters.items == nil {
            keys.diagnostics.error(.wrongType(expected: "a list of meters", found: meters.type), at: meters)
        }
        if let meters, meters.items?.isEmpty == true {
            keys.diagnostics.error(.emptyList(expected: "at least one meter"), at: meters)
        }
        let readings = (meters?.items ?? []).flatMap {
            MeterReader(book: priced, hours: hours, place: place).readings($0, keys.diagnostics)
        }
        return UsageSheet(
            title: title, provider: place.provider, region: place.region, freeTier: freeTier == .on, hours: hours,
            baseFees: fees == .on, readings: readings, prices: prices)
    }

    /// `lambda/duration_x86: 0.00001667`, or a mapping with tiers; what it leaves out is as in the book.
    private func readPrice(_ entry: Node.Entry, _ place: SheetPlace, _ diagnostics: Diagnostics) -> Price? {
        let name = entry.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard name.count == 2, !name.contains("") else {
            diagnostics.error(
                .custom(what: "\(entry.key) is no price", hint: "write service/dimension, such as lambda/duration_x86"),
                at: entry.keyPlace, path: entry.value.path)
            return nil
        }
        let id = PriceID(provider: place.provider, region: place.region, service: name[0], dimension: name[1])
        return OwnPriceReader(book: book, source: "given in the usage sheet").price(id, entry.value, diagnostics)
    }
}

/// Whose prices hold, and where: of a sheet, or of one meter in it.
struct SheetPlace {
    let provider: CloudProvider
    let region: String

    /// `provider` and `region` of a sheet; a region may be left out where the provider has one alone.
    init(_ keys: inout MappingReader, book: PriceBook) {
        let providers = book.editions.map(\.provider.rawValue)
        let provider = keys.required("provider", .name(of: "provider", among: providers))
            .map(CloudProvider.init(rawValue:))
        self.provider = provider ?? .aws
        let regions = Self.regions(of: self.provider, book)
        let reader = ValueReader<String>.name(of: "region", among: regions)
        if regions.count == 1, let only = regions.first {
            region = keys.optional("region", reader) ?? only
        } else {
            region = keys.required("region", provider == nil ? .text : reader) ?? ""
        }
    }

    /// What a meter says of its own, and of the rest what `sheet` says.
    init(_ keys: inout MappingReader, book: PriceBook, in sheet: SheetPlace) {
        let providers = book.editions.map(\.provider.rawValue)
        let own = keys.optional("provider", .name(of: "provider", among: providers)).map(CloudProvider.init(rawValue:))
        provider = own ?? sheet.provider
        let regions = Self.regions(of: provider, book)
        let given = keys.optional("region", .name(of: "region", among: regions))
        let isElsewhere = provider != sheet.provider
        if isElsewhere, given == nil, regions.count > 1, !keys.has("region") {
            keys.diagnostics.error(.missingKey(name: "region"), at: keys.node)
        }
        region = given ?? (isElsewhere ? regions.first ?? "" : sheet.region)
    }

    private static func regions(of provider: CloudProvider, _ book: PriceBook) -> [String] {
        (book.editions.first { $0.provider == provider }?.regions.keys).map { $0.sorted() } ?? []
    }
}
