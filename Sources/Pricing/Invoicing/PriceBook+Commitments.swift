// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension PriceBook {
    /// Covers what a commitment is good for and returns the line that bills it, or none if the book lacks the plan.
    ///
    /// As AWS and Azure do, the plan's deepest discount is served first (docs.aws.amazon.com/savingsplans, "how savings
    /// plans apply to your usage"; the Azure savings plan post "how the benefit is applied"). A month's usage is taken
    /// as spread evenly over its hours: where it is not, an hour's unused part is lost and the true bill is higher.
    func cover(_ charges: inout [LineCharge], by commitment: Commitment, hours: Decimal) -> [InvoiceLine] {
        guard let plan = savingsPlans.first(where: { $0.provider == commitment.provider && $0.name == commitment.plan })
        else { return [] }
        let paid = (commitment.hourly * hours).rounded(places: MeterReading.decimals)
        var budget = paid
        let order = charges.indices.filter { charges[$0].price.id.savingsPlan == nil }.sorted { a, b in
            let (one, other) = (plan.fraction(off: charges[a].price), plan.fraction(off: charges[b].price))
            return one != other ? one > other : a < b
        }
        for index in order where budget > 0 {
            guard let lower = plan.applied(to: charges[index].price) else { continue }
            budget = charges[index].cover(at: lower, budget: budget)
        }
        return [line(for: plan, commitment, hours: hours, paid: paid, unused: budget)]
    }

    private func line(
        for plan: SavingsPlan, _ commitment: Commitment, hours: Decimal, paid: Decimal, unused: Decimal
    ) -> InvoiceLine {
        let share = paid > 0 ? ((paid - unused) / paid * 100).rounded(places: 1) : 0
        let id = PriceID(
            provider: plan.provider, region: Self.everywhere, service: "commitment", dimension: plan.name)
        let price = Price(
            id: id, service: "Commitment", title: plan.title, unit: "hour",
            tiers: [PriceTier(unitPrice: commitment.hourly)],
            note: "\(share)% of it used, if usage is even over the month", source: "the user's own price file",
            date: "undated", confidence: .high)
        let tiers = price.charges(to: hours)
        return InvoiceLine(
            price: price, quantity: hours, freeQuantity: 0, coveredQuantity: 0, roundedUp: 0, tiers: tiers,
            amount: tiers.reduce(0) { $0 + $1.amount },
            parts: [PartShare(part: "commitments", quantity: hours, amount: tiers.reduce(0) { $0 + $1.amount })],
            isOld: false)
    }
}

extension SavingsPlan {
    /// The fraction off a price; zero where the plan says nothing of it.
    fileprivate func fraction(off price: Price) -> Decimal {
        regions.contains(price.id.region) ? discounts[price.id.name] ?? 0 : 0
    }
}
