// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Draws the index of an item whose popularity falls with its rank: P(k) ∝ (k + 1)^−exponent, 0 ≤ k < count.
///
/// Rejection-inversion (Hörmann & Derflinger, "Rejection-inversion to generate variates from monotone discrete
/// distributions", ACM TOMACS 6, 1996): no table, whatever the count, and fewer than 1.2 uniforms a draw.
@frozen
public struct ZipfSampler: Sendable, Hashable, BitwiseCopyable {
    public let exponent: Double
    public let count: Int
    let first: Double
    let last: Double
    let threshold: Double

    /// - Parameters:
    ///   - exponent: at least 0; 0 is uniform, web and cache popularity is mostly 0.6 to 1.2.
    ///   - count: how many items there are, from 1 to 2⁵³.
    public init(exponent: Double, count: Int) {
        precondition(exponent >= 0 && exponent.isFinite && count > 0, "Zipf needs a finite exponent and an item")
        self.exponent = exponent
        self.count = count
        first = Self.area(1.5, exponent) - 1
        last = Self.area(Double(count) + 0.5, exponent)
        threshold = 2 - Self.areaInverse(Self.area(2.5, exponent) - Self.height(2, exponent), exponent)
    }

    public func sample(_ stream: inout RandomStream) -> Int {
        while true {
            let u = last + stream.uniform() * (first - last)
            let x = Self.areaInverse(u, exponent)
            let rank = min(max(x.rounded(), 1), Double(count))
            if rank - x <= threshold || u >= Self.area(rank + 0.5, exponent) - Self.height(rank, exponent) {
                return Int(rank) - 1
            }
        }
    }

    /// The probability of index `index`. Complexity: O(count) for the constant of proportionality.
    public func probability(of index: Int) -> Double {
        var total = 0.0
        for rank in stride(from: count, through: 1, by: -1) { total += Self.height(Double(rank), exponent) }
        return Self.height(Double(index + 1), exponent) / total
    }

    private static func height(_ x: Double, _ exponent: Double) -> Double { exp(-exponent * log(x)) }

    /// ∫₁ˣ t^−s dt, written with expm1 so that s = 1 is no special case.
    private static func area(_ x: Double, _ exponent: Double) -> Double {
        let logarithm = log(x)
        let y = (1 - exponent) * logarithm
        return (abs(y) > 1e-8 ? expm1(y) / y : 1 + y / 2) * logarithm
    }

    private static func areaInverse(_ area: Double, _ exponent: Double) -> Double {
        let y = max(area * (1 - exponent), -1)
        return exp((abs(y) > 1e-8 ? log1p(y) / y : 1 - y / 2) * area)
    }
}
