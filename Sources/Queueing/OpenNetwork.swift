// SPDX-License-Identifier: GPL-3.0-or-later

/// An open network of M/M/1 stations: Jackson, "Jobshop-like Queueing Systems", Management Science 10 (1963).
public struct OpenNetwork: Sendable, Hashable {
    /// Requests per second that enter each station from outside.
    public let arrivals: [Double]
    /// Services per second.
    public let serviceRates: [Double]
    /// Requests per second at each station, repeated visits included.
    public let visitRates: [Double]

    /// - Parameter routing: where a request goes next; what a row lacks to 1 leaves the network.
    ///
    /// The traffic equations are iterated: each round follows the requests one visit further, until less than 10⁻¹⁶ of
    /// them is left.
    public init(arrivals: [Double], routing: [[Double]], serviceRates: [Double]) {
        self.arrivals = arrivals
        self.serviceRates = serviceRates
        var visits = arrivals, moving = arrivals
        let total = arrivals.reduce(0, +)
        for _ in 0..<1_000_000 where moving.reduce(0, +) > 1e-17 * total {
            moving = arrivals.indices.map { target in
                zip(moving, routing).reduce(0) { $0 + $1.0 * $1.1[target] }
            }
            visits = zip(visits, moving).map { $0 + $1 }
        }
        visitRates = visits
    }

    public var utilisations: [Double] { zip(visitRates, serviceRates).map { $0 / $1 } }
    public var meanAtStations: [Double] { utilisations.map { $0 < 1 ? $0 / (1 - $0) : .infinity } }
    /// Over all requests, from entering to leaving [s].
    public var meanResponse: Double { meanAtStations.reduce(0, +) / arrivals.reduce(0, +) }
    public var emptyProbability: Double { utilisations.reduce(1) { $0 * max(1 - $1, 0) } }
}
