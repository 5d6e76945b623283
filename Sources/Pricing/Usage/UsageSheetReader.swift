// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads the sections of a usage sheet.
struct UsageSheetReader {
    private enum Switch: String, CaseIterable { case on, off }

    let book: PriceBook

    func sheet(_ keys: inout MappingReader) -> UsageSheet? {
        let title = keys.optional("title", .text)
        let provider: CloudProvider = keys.required("provider", .enumeration("provider")) ?? .aws
        let edition = book.editions.first { $0.provider == provider }
        let regions = (edition?.regions.keys).map { $0.sorted() } ?? []
        let region = keys.required("region", .name(of: "region", among: regions)) ?? ""
        let freeTier = keys.optional("free-tier", .enumeration(Switch.self, "switch"), default: .on)
        let hours: CountOfUnits? = keys.optional("hours", .quantity)
        let prices = (keys.take("prices")?.entries ?? []).compactMap {
            readPrice($0, provider: provider, region: region, keys.diagnostics)
        }
        let priced = book.overriding(with: PriceBook(prices: prices))
        let context = UsageContext(
            provider: provider, region: region,
            // 730 hours is the mean month (8,760 / 12), which price calculators use.
            hours: hours?.value ?? 730, book: priced)
        let meters = keys.requiredNode("meters")
        if let meters, meters.items == nil {
            keys.diagnostics.error(.wrongType(expected: "a list of meters", found: meters.type), at: meters)
        }
        let readings = (meters?.items ?? []).flatMap { readMeter($0, context, keys.diagnostics) }
        return UsageSheet(
            title: title, provider: provider, region: region, freeTier: freeTier == .on, readings: readings,
            prices: prices)
    }

    // MARK: Meters

    private func readMeter(_ node: Node, _ context: UsageContext, _ diagnostics: Diagnostics) -> [MeterReading] {
        guard var keys = MappingReader(node, diagnostics) else { return [] }
        let part = keys.optional("part", .text)
        let meters = (node.entries ?? []).filter { $0.key != "part" }
        guard meters.count == 1, let meter = meters.first else {
            diagnostics.error(.notOneKey(found: meters.map(\.key), expected: "one meter beside `part`"), at: node)
            return []
        }
        guard let uses = uses(of: meter, context, diagnostics) else { return [] }
        return uses.map { use in
            MeterReading(price: context.id(of: use), quantity: use.quantity, part: part ?? meter.key)
        }
    }

    private func uses(of meter: Node.Entry, _ context: UsageContext, _ diagnostics: Diagnostics) -> [PriceUse]? {
        if let form = UsageForm(rawValue: meter.key) {
            return MappingReader.read(meter.value, diagnostics) { keys in form.uses(&keys, context) }
        }
        let names = context.priceNames
        guard names.contains(meter.key) else {
            let known = UsageForm.allCases.map(\.rawValue) + names
            diagnostics.error(
                .unknownName(
                    kind: "meter", name: meter.key, nearest: NearestName.of(meter.key, among: known),
                    known: UsageForm.allCases.map(\.rawValue)),
                at: meter.keyPlace, path: meter.value.path)
            return nil
        }
        let quantity: ValueReader<CountOfUnits> = .quantity
        return quantity.read(meter.value, diagnostics).map { [PriceUse(meter.key, $0.value)] }
    }

    // MARK: Prices of the sheet's own

    /// `lambda/duration_x86: 0.00001667`, or a mapping with tiers; what it leaves out is as in the book.
    private func readPrice(
        _ entry: Node.Entry, provider: CloudProvider, region: String, _ diagnostics: Diagnostics
    ) -> Price? {
        let name = entry.key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard name.count == 2, !name.contains("") else {
            diagnostics.error(
                .custom(what: "\(entry.key) is no price", hint: "write service/dimension, such as lambda/duration_x86"),
                at: entry.keyPlace, path: entry.value.path)
            return nil
        }
        let id = PriceID(provider: provider, region: region, service: name[0], dimension: name[1])
        let old = book.price(for: id)
        var unit = old?.unit
        var source = "given in the usage sheet"
        let tiers: [PriceTier]?
        if entry.value.entries == nil {
            let reader: ValueReader<UnitPrice> = .quantity
            tiers = reader.read(entry.value, diagnostics).map { [PriceTier(unitPrice: $0.dollars)] }
        } else {
            tiers = MappingReader.read(entry.value, diagnostics) { keys in
                unit = keys.optional("unit", .text) ?? unit
                source = keys.optional("source", .text) ?? source
                return keys.tiers()
            }
        }
        guard let tiers else { return nil }
        return Price(
            id: id, service: old?.service ?? name[0], title: old?.title ?? name[1], unit: unit ?? "unit", tiers: tiers,
            source: source, date: "undated", confidence: .high)
    }
}
