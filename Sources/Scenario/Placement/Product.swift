// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Pricing

/// Something that a part of an application can be placed on: a model with its values, as a platform file gives it.
public struct Product: Sendable {
    /// As a scenario writes it: `azure-flex`.
    public var name: String
    /// For people: `Azure Functions, Flex Consumption`.
    public var title: String
    /// Who sells it; nil for what is the same everywhere and nobody bills.
    public var provider: Provider?
    public var model: ProductModel
    /// The parts that it can be: roles, and kinds of backend and channel.
    public var runs: Set<PartType>
    /// Those of them that it is taken for where nothing else is said.
    public var natural: Set<PartType>
    /// Whether it answers CORS preflights from its own configuration.
    public var answersPreflights: Bool
    public var hasResponseCache: Bool
    /// Of a door, whether it can be told to let only so many requests pass.
    public var hasThrottle: Bool { model != .functionURL && model != .alb }
    /// What is assumed where a scenario says nothing.
    public var profile: Profile
    /// What is billed for it, beside what its model knows.
    public var bill: [BillingTerm]

    /// Whether it can be a part of this role and kind.
    func carries(_ role: PartRole, _ kind: PartKind?) -> Bool { runs.contains(PartType(role, kind)) }
}

/// What a product can be in a platform file: `handler`, `table`, `ordered-queue`.
public struct PartType: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init?(rawValue: String) {
        guard Self.known.contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    init(_ role: PartRole, _ kind: PartKind?) { rawValue = kind?.name ?? role.rawValue }

    static let known = [PartRole.handler, .door, .workflow].map(\.rawValue) + BackendKind.allCases.map(\.rawValue)
        + ChannelKind.allCases.map(\.rawValue)
}

/// A quantity of one price that follows from what a part did.
public struct BillingTerm: Sendable, Hashable {
    /// `functions-flex/on_demand_execution_time`; may have values of the placement in braces.
    public var price: String
    /// Over what was observed of a part in a month, and values of its placement.
    public var quantity: Formula
    /// Whether all parts in a region that are on the product have one of it: a namespace, a cluster.
    public var isShared = false
}

extension Product {
    /// A product whose model is all there is to say of it.
    init(_ model: ProductModel, profile: Profile) {
        name = model.rawValue
        title = model.title
        provider = model.needsNoProvider ? nil : .aws
        self.model = model
        runs = Set(model.roles.flatMap { role in
            switch role {
            case .backend: model.kinds.map { PartType(.backend, .backend($0)) }
            case .channel: model.channelKinds.map { PartType(.channel, .channel($0)) }
            case .handler, .door, .workflow: [PartType(role, nil)]
            }
        })
        natural = []
        answersPreflights = model.answersPreflights
        hasResponseCache = model == .restAPI || model == .direct
        self.profile = profile
        bill = []
    }
}
