// SPDX-License-Identifier: GPL-3.0-or-later

/// A cloud, by the name that price books and usage sheets give it.
///
/// A name and no closed list: a price book alone adds a provider.
public struct CloudProvider: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let aws = CloudProvider(rawValue: "aws")
    public static let azure = CloudProvider(rawValue: "azure")
    public static let google = CloudProvider(rawValue: "google")
    public static let cloudflare = CloudProvider(rawValue: "cloudflare")
}
