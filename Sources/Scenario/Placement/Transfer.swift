// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes that leave one place of a deployment for another, and who bills them.
public struct Transfer: Sendable, Hashable {
    /// What counts them.
    public enum Counter: Sendable, Hashable {
        /// A call of the program, by its index.
        case call(Int)
        /// A channel's subscription, by their indices.
        case subscription(channel: Int, number: Int)
        /// What a door passes on to a handler, and what the handler answers.
        case requests(door: Int, handler: Int)
        case answers(door: Int, handler: Int)
    }

    public var counter: Counter
    /// Where they leave.
    public var provider: Provider
    public var region: Region
    /// `Data from azure/eastus to aws/us-east-1`
    public var title: String
    public var price: TransferPrice
}

/// What a provider takes for a byte that leaves.
public enum TransferPrice: Sendable, Hashable {
    /// Nothing: it says so.
    case free
    /// A price of the price book, `datatransfer/internet_out`.
    case price(String)
    /// Nobody here knows: not priced, which is not free.
    case unknown
}

/// What a provider takes for bytes that leave one of its regions.
public struct TransferPrices: Sendable, Hashable {
    /// For the internet and other providers.
    public var internet: TransferPrice
    /// For another region of its own.
    public var regions: TransferPrice

    public init(internet: TransferPrice = .unknown, regions: TransferPrice = .unknown) {
        self.internet = internet
        self.regions = regions
    }
}
