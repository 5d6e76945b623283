// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How many servers a large system needs: the load plus a margin that grows with its square root.
///
/// Halfin & Whitt, "Heavy-Traffic Limits for Queues with Many Exponential Servers", Operations Research 29 (1981).
public struct SquareRootStaffing: Sendable, Hashable {
    /// [Erlang]
    public let load: Double

    public init(load: Double) { self.load = load }

    /// The margin in units of √load with `servers` servers.
    public func margin(servers: Double) -> Double { (servers - load) / load.squareRoot() }

    /// The limit of P(wait > 0) for many servers: 1 / (1 + β Φ(β) / φ(β)), for a margin β above 0.
    public static func waitProbability(margin: Double) -> Double {
        1 / (1 + margin * gsl_cdf_ugaussian_P(margin) / gsl_ran_ugaussian_pdf(margin))
    }

    /// load + β √load, rounded up, with β such that at most `limit` (0 < limit < 1) of the requests wait.
    public func servers(waitProbability limit: Double) -> Int {
        // The probability falls from 1 at 0 to below 10⁻¹⁶ at 8.
        var low = 0.0, high = 8.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Self.waitProbability(margin: middle) > limit { low = middle } else { high = middle }
        }
        return Int((load + high * load.squareRoot()).rounded(.up))
    }
}
