// SPDX-License-Identifier: GPL-3.0-or-later

/// A hosting option that cannot carry the application, with the reason: named beside the others, never simulated.
public struct ImpossibleDeployment: Sendable, Hashable {
    public var name: String
    /// For people: `Cloudflare has no stream service`.
    public var reason: String
}
