// SPDX-License-Identifier: GPL-3.0-or-later

/// How many requests a message counts as: one for its first bytes, one more for each further chunk begun.
public struct RequestChunks: Hashable, Sendable {
    /// Bytes in the first request, above zero.
    public let first: Int
    /// Bytes in each further request, above zero.
    public let further: Int

    /// Sizes below one byte count as one.
    public init(first: Int, further: Int) {
        self.first = max(1, first)
        self.further = max(1, further)
    }

    public init(every bytes: Int) { self.init(first: bytes, further: bytes) }

    /// The requests billed for a message of `bytes`; at least one, because an empty message is a request too.
    public func count(bytes: Int) -> Int {
        guard bytes > first else { return 1 }
        return 1 + (bytes - first - 1) / further + 1
    }
}
