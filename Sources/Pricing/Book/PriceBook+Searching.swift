// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Which prices are looked for.
public struct PriceFilter: Hashable, Sendable {
    public var provider: CloudProvider?
    public var service: String?
    public var region: String?
    /// Each of them stands somewhere in the price's name, titles, unit or note, whatever the case.
    public var words: [String]

    public init(provider: CloudProvider? = nil, service: String? = nil, region: String? = nil, words: [String] = []) {
        self.provider = provider
        self.service = service
        self.region = region
        self.words = words
    }

    public var isEmpty: Bool { provider == nil && service == nil && region == nil && words.isEmpty }

    func matches(_ price: Price) -> Bool {
        guard provider == nil || provider == price.id.provider, service == nil || service == price.id.service,
            region == nil || region == price.id.region || price.id.region == PriceBook.everywhere
        else { return false }
        let text = Self.folded("\(price.id) \(price.service) \(price.title) \(price.unit) \(price.note ?? "")")
        return words.allSatisfy { text.contains(Self.folded($0)) }
    }

    /// Case does not matter, nor whether words are joined by a space, a hyphen or an underscore.
    private static func folded(_ text: String) -> String {
        text.lowercased().replacing("-", with: " ").replacing("_", with: " ")
    }
}

extension PriceBook {
    /// The prices that `filter` looks for, ordered by name and region.
    public func prices(matching filter: PriceFilter) -> [Price] {
        onDemand.values.filter(filter.matches).sorted { a, b in
            (a.id.provider.rawValue, a.id.service, a.id.dimension, a.id.region)
                < (b.id.provider.rawValue, b.id.service, b.id.dimension, b.id.region)
        }
    }

    /// The prices that a person means by `service/dimension`, `provider/service/dimension` or
    /// `provider/region/service/dimension`, in every region that fits.
    public func prices(named text: String) -> [Price] {
        let parts = text.split(separator: "/").map(String.init)
        guard (2...4).contains(parts.count) else { return [] }
        let filter = PriceFilter(
            provider: parts.count > 2 ? CloudProvider(rawValue: parts[0]) : nil, service: parts[parts.count - 2],
            region: parts.count == 4 ? parts[1] : nil)
        return prices(matching: filter).filter { $0.id.dimension == parts[parts.count - 1] }
    }

    /// The allowance that covers a price and is taken off bills.
    public func allowance(of price: Price) -> FreeAllowance? {
        price.freeAllowance.flatMap { name in
            allowances.first { $0.provider == price.id.provider && $0.name == name }
        }
    }

    /// The plans that lower a price, with the fraction off.
    public func plans(lowering price: Price) -> [(plan: SavingsPlan, fraction: Decimal)] {
        savingsPlans.compactMap { plan in
            guard plan.provider == price.id.provider, plan.regions.contains(price.id.region),
                let fraction = plan.discounts[price.id.name]
            else { return nil }
            return (plan, fraction)
        }
    }

    /// The meters of usage sheets that a price book defines and that use a price.
    public func meters(of price: Price) -> [MeterForm] {
        forms.filter { $0.provider == price.id.provider && $0.uses(price.id.name) }
    }
}

extension MeterForm {
    /// What a sheet writes: `queues: { messages, size?, operations?, retries? }`.
    public var synopsis: String {
        let words = inputs.map { $0.standard == nil ? $0.name : "\($0.name)?" } + (takesHours ? ["hours?"] : [])
        return "\(name): { \(words.joined(separator: ", ")) }"
    }

    /// Whether one of its uses is of a price, perhaps with inputs in its name.
    fileprivate func uses(_ name: String) -> Bool {
        uses.contains { use in
            guard let open = use.price.firstIndex(of: "{"), let close = use.price.lastIndex(of: "}") else {
                return use.price == name
            }
            let head = use.price[..<open], tail = use.price[use.price.index(after: close)...]
            return name.hasPrefix(head) && name.hasSuffix(tail)
        }
    }
}
