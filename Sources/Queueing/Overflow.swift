// SPDX-License-Identifier: GPL-3.0-or-later

/// What spills over when all of `servers` are busy: provisioned capacity before on-demand.
///
/// Moments of the number in service on an unlimited second group: Brockmeyer (1954), Riordan in Wilkinson, "Theories
/// for Toll Traffic Engineering in the U.S.A.", Bell System Technical Journal 35 (1956). The share is insensitive to
/// the service law, the variance needs exponential service.
public struct Overflow: Sendable, Hashable {
    /// [Erlang]
    public let load: Double
    public let servers: Int

    public init(load: Double, servers: Int) {
        self.load = load
        self.servers = servers
    }

    /// The share of requests that spills over.
    public var probability: Double { ErlangB(load: load, servers: Double(servers)).blocking }
    public var firstUtilisation: Double { load * (1 - probability) / Double(servers) }
    /// The mean number on the second group [Erlang].
    public var mean: Double { load * probability }
    public var variance: Double { mean * (1 - mean + load / (Double(servers) + 1 + mean - load)) }
    /// Variance over mean: above 1, the overflow is more bursty than Poisson traffic.
    public var peakedness: Double { variance / mean }

    /// Hayward's approximation of the share of the overflow that a second group of `second` servers refuses: Erlang B
    /// with load and servers divided by the peakedness (Fredericks, Bell System Technical Journal 59, 1980).
    ///
    /// For overflow of any origin, of which only mean and peakedness are known. 4 % low for 16 Erlang on 10 + 10
    /// servers, 7 % low for 100 on 90 + 20; useless for a thin overflow (0.12 for 0.23 with 16 on 20 + 4).
    public func haywardBlocking(second: Double) -> Double {
        ErlangB(load: mean / peakedness, servers: second / peakedness).blocking
    }

    /// The exact share for exponential service: both groups together refuse what one of both sizes does.
    public func exactBlocking(second: Int) -> Double {
        ErlangB(load: load, servers: Double(servers + second)).blocking / probability
    }
}
