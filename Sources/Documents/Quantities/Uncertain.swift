// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that is not known exactly: `{ low: 5 ms, typical: 8 ms, high: 20 ms }`, with low ≤ typical ≤ high.
public struct Uncertain<Value: Sendable>: Sendable {
    public var low: Value
    public var typical: Value
    public var high: Value

    public init(low: Value, typical: Value, high: Value) {
        self.low = low
        self.typical = typical
        self.high = high
    }

    /// A value that is known.
    public init(exactly value: Value) { self.init(low: value, typical: value, high: value) }
}

extension Uncertain: Equatable where Value: Equatable {
    public var isExact: Bool { low == high }
}

extension Uncertain: Hashable where Value: Hashable {}

extension Node {
    /// The three values, if this is a mapping that has any of `low` and `high` beside or without `typical`.
    var looksUncertain: Bool { self["typical"] != nil || (self["low"] != nil && self["high"] != nil) }

    /// Every value below (and at) this one that is written as low, typical and high, for studies that vary them.
    public var uncertainValues: [Node] {
        switch content {
        case .scalar: []
        case .sequence(let items): items.flatMap(\.uncertainValues)
        case .mapping(let entries):
            Set(keys) == ["low", "typical", "high"] ? [self] : entries.flatMap(\.value.uncertainValues)
        }
    }
}
