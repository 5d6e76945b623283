// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

extension Biller {
    /// Prices each replication on its own month's totals: tiers and free tiers are not linear.
    init(prices: PriceBook, placements: [Placement], billedHours: Double, freeTier: Bool) {
        let metering = Metering(placements: placements, billedHours: billedHours, prices: prices)
        self.init { observation, plan in
            var bill = Bill(metering.meters(of: observation, plan: plan), prices: prices, freeTier: freeTier)
            guard metering.grows else { return bill }
            bill.months = [1, 6, 12].map { month in
                let meters = metering.meters(of: observation, plan: plan, inMonth: month)
                return MonthTotal(month: month, total: Bill(meters, prices: prices, freeTier: freeTier).total)
            }
            return bill
        }
    }
}

extension Bill {
    init(_ meters: Meters, prices: PriceBook, freeTier: Bool) {
        let invoice = prices.invoice(for: meters.readings, freeTier: freeTier)
        lines = invoice.lines.map { BillLine($0, components: meters.components) }
        for unpriced in invoice.notPriced {
            let line = BillLine(unpriced, components: meters.components)
            if let index = lines.firstIndex(where: { $0.key == line.key }) {
                lines[index].quantity += line.quantity
                lines[index].parts += line.parts
            } else {
                lines.append(line)
            }
        }
        lines += meters.unnamed.map { BillLine($0) }
    }
}

extension BillLine {
    init(_ line: InvoiceLine, components: [Meters.ComponentKey: BilledComponent]) {
        let free = line.freeQuantity > 0 ? ["\(Wording.count(line.freeQuantity)) free"] : []
        let tiers = line.tiers.count > 1 ? line.tiers.map { "\($0.label) at $\($0.unitPrice)" } : []
        self.init(
            key: line.id.description, service: line.price.service, meter: line.id.name, title: line.price.title,
            unit: line.unit, quantity: line.quantity,
            unitPrice: line.tiers.first?.unitPrice ?? line.price.tiers.first?.unitPrice, amount: line.amount,
            tier: (free + tiers).joined(separator: ", "), source: line.price.source, date: line.price.date,
            confidence: line.price.confidence, note: line.price.note ?? "",
            parts: line.parts.map { share in
                BillPart(
                    name: share.part, component: components[.init(price: line.id, part: share.part)],
                    quantity: share.quantity)
            })
    }

    init(_ unpriced: UnpricedReading, components: [Meters.ComponentKey: BilledComponent]) {
        let reading = unpriced.reading
        let note = switch unpriced.reason {
        case .unknownPrice: "the price book has no price for it in \(reading.price.region)"
        case .notInSavingsPlan: "the savings plan says nothing of it in \(reading.price.region)"
        case .invalidQuantity: "its quantity is not a number, which is a bug of this program"
        }
        self.init(
            key: reading.price.description, service: reading.price.service, meter: reading.price.name,
            title: reading.price.name, unit: "", quantity: reading.quantity, unitPrice: nil, amount: nil, tier: "",
            source: "", date: "", confidence: nil, note: note,
            parts: [BillPart(
                name: reading.part, component: components[.init(price: reading.price, part: reading.part)],
                quantity: reading.quantity)])
    }

    init(_ use: Meters.Unnamed) {
        self.init(
            key: "unnamed/\(use.title)", service: use.service, meter: "", title: use.title, unit: use.unit,
            quantity: use.quantity, unitPrice: nil, amount: nil, tier: "", source: "", date: "", confidence: nil,
            note: use.note, parts: [BillPart(name: use.part, component: use.component, quantity: use.quantity)])
    }
}
