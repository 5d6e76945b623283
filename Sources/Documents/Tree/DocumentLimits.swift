// SPDX-License-Identifier: GPL-3.0-or-later

/// How large an input may be before it is refused, so that no file can exhaust memory, stack or patience.
///
/// The standard values are those that YAML readers settled on after the "billion laughs" attacks, rounded: a scenario
/// that a person wrote stays two orders of magnitude below each of them.
public struct DocumentLimits: Hashable, Sendable {
    /// Bytes of a file.
    public var bytes: Int
    /// Mappings and lists inside each other.
    public var depth: Int
    /// References by `*name` to a mapping or list.
    public var aliases: Int
    /// Values after every reference was replaced by what it refers to.
    public var values: Int

    public init(bytes: Int = 5 << 20, depth: Int = 64, aliases: Int = 100, values: Int = 1_000_000) {
        self.bytes = bytes
        self.depth = depth
        self.aliases = aliases
        self.values = values
    }

    public static var standard: Self { Self() }
}
