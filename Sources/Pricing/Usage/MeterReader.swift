// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads one meter of a usage sheet: `{ part?, provider?, region?, METER }`, where METER is a form of this program, a
/// form that the price book defines, or a price of the book with its quantity.
struct MeterReader {
    /// With the prices of the sheet's own.
    let book: PriceBook
    let hours: Decimal
    let place: SheetPlace

    private static let besides = ["part", "provider", "region"]

    func readings(_ node: Node, _ diagnostics: Diagnostics) -> [MeterReading] {
        guard var keys = MappingReader(node, diagnostics) else { return [] }
        let part = keys.optional("part", .text)
        let own = SheetPlace(&keys, book: book, in: place)
        let meters = (node.entries ?? []).filter { !Self.besides.contains($0.key) }
        guard meters.count == 1, let meter = meters.first else {
            diagnostics.error(
                .notOneKey(found: meters.map(\.key), expected: "one meter beside `part`, `provider` and `region`"),
                at: node)
            return []
        }
        let context = UsageContext(provider: own.provider, region: own.region, hours: hours, book: book)
        return (uses(of: meter, context, diagnostics) ?? []).map { use in
            MeterReading(price: context.id(of: use), quantity: use.quantity, part: part ?? meter.key)
        }
    }

    private func uses(of meter: Node.Entry, _ context: UsageContext, _ diagnostics: Diagnostics) -> [PriceUse]? {
        if context.provider == .aws, let form = UsageForm(rawValue: meter.key) {
            return MappingReader.read(meter.value, diagnostics) { keys in form.uses(&keys, context) }
        }
        let forms = book.forms.filter { $0.provider == context.provider }
        if let form = forms.first(where: { $0.name == meter.key }) {
            return MappingReader.read(meter.value, diagnostics) { keys in form.uses(&keys, context) }
        }
        let names = context.priceNames
        guard names.contains(meter.key) else {
            let words = (context.provider == .aws ? UsageForm.allCases.map(\.rawValue) : []) + forms.map(\.name)
            diagnostics.error(
                .unknownName(
                    kind: "meter", name: meter.key, nearest: NearestName.of(meter.key, among: words + names),
                    known: words),
                at: meter.keyPlace, path: meter.value.path)
            return nil
        }
        let quantity: ValueReader<CountOfUnits> = .quantity
        return quantity.read(meter.value, diagnostics).map { [PriceUse(meter.key, $0.value)] }
    }
}
