// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

extension Biller {
    /// Prices each replication on its own month's totals: tiers and free tiers are not linear.
    init(
        prices: PriceBook, placements: [Placement], transfers: [Transfer] = [], billedHours: Double, freeTier: Bool
    ) {
        let metering = Metering(
            placements: placements, transfers: transfers, billedHours: billedHours, prices: prices)
        let keepingAll = metering.keepingAll
        self.init { observation, plan in
            func bill(_ metering: Metering, inMonth month: Int) -> Bill {
                let meters = metering.meters(of: observation, plan: plan, inMonth: month)
                return Bill(
                    readings: meters.readings, unnamed: meters.unnamed, components: meters.components, prices: prices,
                    freeTier: freeTier, hours: meters.billedHours)
            }
            var first = bill(metering, inMonth: 1)
            if metering.grows {
                first.months = [1, 6, 12].map { MonthTotal(month: $0, total: bill(metering, inMonth: $0).total) }
            }
            first.twelfthMonthIfKept = keepingAll.map { bill($0, inMonth: 12).total }
            return first
        }
    }
}

extension Bill {
    init(
        readings: [MeterReading], unnamed: [Meters.Unnamed], components: [Meters.ComponentKey: BilledComponent],
        prices: PriceBook, freeTier: Bool, hours: Decimal
    ) {
        self.readings = readings
        self.unnamed = unnamed
        let invoice = prices.invoice(for: readings, freeTier: freeTier, hours: hours)
        lines = invoice.lines.map { BillLine($0, components: components) }
        for unpriced in invoice.notPriced {
            let line = BillLine(unpriced, components: components)
            if let index = lines.firstIndex(where: { $0.key == line.key }) {
                lines[index].quantity += line.quantity
                lines[index].parts += line.parts
            } else {
                lines.append(line)
            }
        }
        lines += unnamed.map { BillLine($0) }
    }
}

extension BillLine {
    init(_ line: InvoiceLine, components: [Meters.ComponentKey: BilledComponent]) {
        let free = line.freeQuantity > 0 ? ["\(Wording.count(line.freeQuantity)) free"] : []
        let covered = line.coveredQuantity > 0 ? ["\(Wording.count(line.coveredQuantity)) under commitments"] : []
        let tiers = line.tiers.count > 1 ? line.tiers.map { "\($0.label) at $\($0.unitPrice)" } : []
        self.init(
            key: line.id.description, service: line.price.service, meter: line.id.name, title: line.price.title,
            unit: line.unit, quantity: line.quantity,
            unitPrice: line.tiers.first?.unitPrice ?? line.price.tiers.first?.unitPrice, amount: line.amount,
            tier: (free + covered + tiers).joined(separator: ", "), source: line.price.source, date: line.price.date,
            confidence: line.price.confidence, note: line.price.note ?? "", isOld: line.isOld,
            parts: line.parts.map { share in
                BillPart(
                    name: share.part, component: components[.init(price: line.id, part: share.part)],
                    quantity: share.quantity)
            })
    }

    init(_ unpriced: UnpricedReading, components: [Meters.ComponentKey: BilledComponent]) {
        let reading = unpriced.reading
        self.init(
            key: reading.price.description, service: reading.price.service, meter: reading.price.name,
            title: reading.price.name, unit: "", quantity: reading.quantity, unitPrice: nil, amount: nil, tier: "",
            source: "", date: "", confidence: nil, note: unpriced.sentence,
            parts: [BillPart(
                name: reading.part, component: components[.init(price: reading.price, part: reading.part)],
                quantity: reading.quantity)])
    }

    init(_ use: Meters.Unnamed) {
        self.init(
            key: "unnamed/\(use.title)", service: use.service, meter: "", title: use.title, unit: use.unit,
            quantity: use.quantity, unitPrice: use.unitPrice, amount: use.unitPrice.map { $0 * use.quantity }, tier: "",
            source: use.unitPrice == nil ? "" : "the scenario", date: "", confidence: nil,
            note: use.note, parts: [BillPart(name: use.part, component: use.component, quantity: use.quantity)])
    }
}
