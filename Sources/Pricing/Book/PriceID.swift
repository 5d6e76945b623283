// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of one price: what is charged for, at whom and where.
///
/// Names are data of the price book (`lambda`, `duration_x86`), not of this program: a name that no book has is
/// answered with "not priced", never with a price of zero.
public struct PriceID: Hashable, Sendable {
    public var provider: CloudProvider
    /// As the provider writes it: `us-east-1`.
    public var region: String
    /// As the price book writes it: `lambda`.
    public var service: String
    /// What of the service is charged for: `duration_x86`.
    public var dimension: String
    /// The savings plan under which it is bought, by its name in the price book; nil on demand.
    public var savingsPlan: String?

    public init(
        provider: CloudProvider, region: String, service: String, dimension: String, savingsPlan: String? = nil
    ) {
        self.provider = provider
        self.region = region
        self.service = service
        self.dimension = dimension
        self.savingsPlan = savingsPlan
    }

    /// - Parameter name: Service and dimension as files write them: `lambda/duration_x86`. Without a stroke, no price has
    ///   that name.
    public init(provider: CloudProvider, region: String, name: String, savingsPlan: String? = nil) {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        self.init(
            provider: provider, region: region, service: parts.first ?? "", dimension: parts.last ?? "",
            savingsPlan: savingsPlan)
    }

    /// Service and dimension as files write them: `lambda/duration_x86`.
    public var name: String { "\(service)/\(dimension)" }

    /// The same, bought on demand.
    public var onDemand: PriceID {
        PriceID(provider: provider, region: region, service: service, dimension: dimension)
    }
}

extension PriceID: Comparable {
    /// Alphabetic, which gives invoices one order; on demand goes before a savings plan.
    public static func < (a: PriceID, b: PriceID) -> Bool {
        (a.provider.rawValue, a.region, a.service, a.dimension, a.savingsPlan ?? "")
            < (b.provider.rawValue, b.region, b.service, b.dimension, b.savingsPlan ?? "")
    }
}

extension PriceID: CustomStringConvertible {
    public var description: String {
        "\(provider.rawValue)/\(region)/\(name)" + (savingsPlan.map { " (\($0))" } ?? "")
    }
}
