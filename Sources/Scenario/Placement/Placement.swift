// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Where a part of a plan runs: what a price book needs beside what was counted.
public struct Placement: Sendable, Hashable {
    public var component: Component
    /// The name of the fleet, door or backend.
    public var name: String
    /// nil for what no provider sells.
    public var provider: Provider?
    public var region: Region?
    public var product: PlacedProduct
}

/// An entity of the plan, by its index there.
public enum Component: Sendable, Hashable {
    case function(Int)
    case service(Int)
    case workflow(Int)
    case door(Int)
    case backend(Int)
    case channel(Int)
}

/// A product with the choices that decide its price.
public enum PlacedProduct: Sendable, Hashable {
    case lambda(LambdaPlacement)
    case fargate(FargatePlacement)
    /// Servers of one's own: not priced.
    /// `perHour` is what a server costs, in dollars, as the scenario says; nil where nobody said it.
    case pool(perHour: Decimal? = nil)
    case httpAPI
    /// `cacheGigabytes` is the size of its response cache; 0 has none.
    case restAPI(cacheGigabytes: Double, tracedShare: Double = 0)
    case functionURL
    case alb(LoadBalancerPlacement)
    case direct
    case dynamoDB(DynamoDBPlacement)
    case rds(RDSPlacement)
    /// Not priced.
    case elastiCache
    case s3(StoredData)
    /// `perCall` is what somebody else asks for a call, in dollars, as the scenario says; nil for nothing.
    case external(perCall: Decimal? = nil)
    case channel(ProductModel, StreamPlacement?)
    case stepFunctions(isExpress: Bool)
    /// A product of a platform file, billed as the file says.
    case offered(OfferedProduct)

    public var model: ProductModel {
        switch self {
        case .lambda: .lambda
        case .fargate: .fargate
        case .pool: .pool
        case .httpAPI: .httpAPI
        case .restAPI: .restAPI
        case .functionURL: .functionURL
        case .alb: .alb
        case .direct: .direct
        case .dynamoDB: .dynamoDB
        case .rds: .rds
        case .elastiCache: .elastiCache
        case .s3: .s3
        case .external: .external
        case .channel(let model, _): model
        case .stepFunctions(let isExpress): isExpress ? .stepFunctionsExpress : .stepFunctions
        case .offered(let product): product.model
        }
    }
}

/// A product of a platform file with what decides its price.
public struct OfferedProduct: Sendable, Hashable {
    public var name: String
    public var title: String
    public var model: ProductModel
    public var bill: [BillingTerm]
    /// Values of the placement that the bill's formulas name: counts, gigabytes, seconds.
    public var numbers: [String: Double]
    /// Words of the placement that names of prices have in braces.
    public var words: [String: String]
    /// What the formulas name `storage`, where it is filled by what is written.
    public var stored: StoredData?
}

/// The processor that a function or task runs on.
public enum Architecture: String, Sendable, CaseIterable {
    case x86_64, arm64
}

/// Which way traffic to outside the network takes.
public enum Network: String, Sendable, CaseIterable {
    /// Directly; nothing is billed for the way.
    case open
    /// Through a NAT gateway, which bills hours and gigabytes.
    case nat
}

/// Terms of a Compute Savings Plan.
public enum SavingsPlan: String, Sendable, CaseIterable {
    case oneYearNoUpfront = "savings-1y-no-upfront"
    case oneYearPartialUpfront = "savings-1y-partial-upfront"
    case oneYearAllUpfront = "savings-1y-all-upfront"
    case threeYearsNoUpfront = "savings-3y-no-upfront"
    case threeYearsPartialUpfront = "savings-3y-partial-upfront"
    case threeYearsAllUpfront = "savings-3y-all-upfront"
}
