// SPDX-License-Identifier: GPL-3.0-or-later

/// A hosting option that the scenario names as impossible: it has no figures.
public struct ImpossibleOption: Sendable, Hashable {
    public var name: String
    /// For people, without a full stop: `Cloudflare has no stream service`.
    public var reason: String

    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }

    public var sentence: String { "\(name) is impossible: \(reason)" }
}
