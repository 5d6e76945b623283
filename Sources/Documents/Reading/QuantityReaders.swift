// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension ValueReader where Value: Quantity {
    /// The reader of a quantity, which may be given as low, typical and high.
    public static var quantity: Self {
        ValueReader(
            expected: Value.expected, isInOrder: { $0 <= $1 }, parse: { text throws(Fault) in try Value(parsing: text) }
        )
    }

    /// An upper bound, with or without its sign: `< 2000 USD`, `<= 0.1%`, `300 ms`. The bound itself is allowed.
    public static var atMost: Self {
        ValueReader(expected: Value.expected, isInOrder: { $0 <= $1 }) { text throws(Fault) in
            let text = text.trimmedSlice
            let sign = ["<=", "≤", "<"].first { text.hasPrefix($0) } ?? ""
            return try Value(parsing: String(text.dropFirst(sign.count)))
        }
    }

    /// Only values from `low` to `high`.
    public func within(_ bounds: ClosedRange<Value>, low: String, high: String) -> Self {
        check({ bounds.contains($0) }, else: { .outOfRange(text: $0, low: low, high: high) })
    }
}

extension ValueReader where Value == TimeSpan {
    public static var duration: Self { .quantity }
    public var positive: Self { check({ $0.nanoseconds > 0 }, else: { .notPositive(text: $0) }) }
}

extension ValueReader where Value == DataSize {
    public static var dataSize: Self { .quantity }
    public var positive: Self { check({ $0.bytes > 0 }, else: { .notPositive(text: $0) }) }
}

extension ValueReader where Value == Rate {
    public static var rate: Self { .quantity }
    public var positive: Self { check({ $0.perSecond > 0 }, else: { .notPositive(text: $0) }) }
}

extension ValueReader where Value == Share {
    public static var share: Self { .quantity }
    public var positive: Self { check({ $0.fraction > 0 }, else: { .notPositive(text: $0) }) }
}

extension ValueReader where Value == Proportion {
    public static var proportion: Self { .quantity }
}

extension ValueReader where Value == MoneyAmount {
    public static var money: Self { .quantity }
}

extension ValueReader where Value == Int {
    /// A whole number from zero.
    public static var count: Self { .quantity }
    public var positive: Self { check({ $0 > 0 }, else: { .notPositive(text: $0) }) }
    public func within(_ bounds: ClosedRange<Int>) -> Self {
        within(bounds, low: String(bounds.lowerBound), high: String(bounds.upperBound))
    }
}

extension ValueReader where Value == Double {
    /// Any finite number.
    public static var number: Self { .quantity }
    public var positive: Self { check({ $0 > 0 }, else: { .notPositive(text: $0) }) }
    public var notNegative: Self { check({ $0 >= 0 }, else: { .negative(text: $0) }) }
    public func within(_ bounds: ClosedRange<Double>) -> Self {
        within(bounds, low: "\(Decimal(bounds.lowerBound))", high: "\(Decimal(bounds.upperBound))")
    }
}

extension ValueReader where Value == Decimal {
    /// Any decimal number, exactly.
    public static var decimal: Self { .quantity }
    public var notNegative: Self { check({ $0 >= 0 }, else: { .negative(text: $0) }) }
}

extension ValueReader where Value == CountRange {
    public static var countRange: Self {
        ValueReader(expected: CountRange.expected, parse: { text throws(Fault) in try CountRange(parsing: text) })
    }
    /// No range that begins at zero.
    public var positive: Self { check({ $0.low > 0 }, else: { .notPositive(text: $0) }) }
}
