// SPDX-License-Identifier: GPL-3.0-or-later

/// A provider of platforms, by the name of its platform file and price book: `aws`, `azure`.
public struct Provider: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let aws = Provider(rawValue: "aws")
}

/// A region of a provider, as the provider writes it: `us-east-1`.
public struct Region: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}
