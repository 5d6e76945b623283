// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The loss system M/G/c/c: requests beyond `servers` at once are refused.
///
/// The loss probability depends on the service times through their mean only (Sevastyanov 1957). Erlang (1917);
/// Kleinrock, Queueing Systems I (1975), section 3.7.
public struct ErlangB: Sendable, Hashable {
    /// Arrival rate × mean service time [Erlang].
    public let load: Double
    /// How many may be served at once; need not be whole, for overflow traffic.
    public let servers: Double

    /// - Parameters:
    ///   - load: above 0.
    ///   - servers: at least 0.
    public init(load: Double, servers: Double) {
        self.load = load
        self.servers = servers
    }

    /// The share of requests that is refused, which is also the share of time at the limit.
    ///
    /// 1/B(n) = 1 + n/a · 1/B(n − 1), which neither overflows nor cancels (Jagerman 1974). A fraction of a server
    /// starts the recursion at ∫₀^∞ e^−u (1 + u/a)^x du, which is 1 at x = 0. Complexity: O(servers).
    public var blocking: Double {
        let whole = servers.rounded(.down)
        var inverse = Self.inverseBlocking(fraction: servers - whole, load: load)
        var n = servers - whole
        while n < servers - 0.5 {
            n += 1
            inverse = 1 + n / load * inverse
        }
        return 1 / inverse
    }

    /// The mean number in service.
    public var meanBusy: Double { load * (1 - blocking) }

    /// The share of the servers in use.
    public var utilisation: Double { meanBusy / servers }

    /// The smallest whole number of servers that refuses at most `limit` of the requests (0 < limit ≤ 1).
    public static func servers(load: Double, blocking limit: Double) -> Int {
        var inverse = 1.0, n = 0
        while 1 / inverse > limit {
            n += 1
            inverse = 1 + Double(n) / load * inverse
        }
        return n
    }

    /// Double-exponential quadrature on the half line, u = exp(t − e^−t) (Takahasi & Mori 1974): 10⁻¹⁴ at step 1/16.
    private static func inverseBlocking(fraction: Double, load: Double) -> Double {
        guard fraction > 0 else { return 1 }
        var sum = 0.0
        for step in -96...80 {
            let t = Double(step) / 16
            let u = exp(t - exp(-t))
            sum += exp(-u + fraction * log1p(u / load)) * u * (1 + exp(-t))
        }
        return sum / 16
    }
}
