// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What a plan costs a month once any of its services is used, such as Cloudflare's Workers Paid plan.
public struct BaseFee: Hashable, Sendable {
    public let provider: CloudProvider
    /// Its name in the price book.
    public let name: String
    public let title: String
    /// The price that is charged once, `workers-paid/subscription`.
    public let price: String
    /// Use of any of these calls for it.
    public let services: [String]
    public let source: String

    public init(
        provider: CloudProvider, name: String, title: String, price: String, services: [String], source: String
    ) {
        self.provider = provider
        self.name = name
        self.title = title
        self.price = price
        self.services = services
        self.source = source
    }

    /// The reading that adds this fee to a bill with these prices; nil if it is not called for or stands there already.
    func reading(besides used: some Collection<PriceID>) -> MeterReading? {
        let own = used.filter { $0.provider == provider }
        guard !own.contains(where: { $0.name == price }),
            let cause = own.filter({ services.contains($0.service) }).min()
        else { return nil }
        return MeterReading(
            price: PriceID(provider: provider, region: cause.region, name: price), quantity: 1, part: title)
    }
}

/// Something that a provider charges for and whose price nobody here knows: billed as "not priced", never as free.
public struct DeclaredGap: Hashable, Sendable {
    public let provider: CloudProvider
    /// `msk/broker_hour`
    public let name: String
    /// Why there is no price.
    public let reason: String

    public init(provider: CloudProvider, name: String, reason: String) {
        self.provider = provider
        self.name = name
        self.reason = reason
    }
}
