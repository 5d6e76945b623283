// SPDX-License-Identifier: GPL-3.0-or-later

/// A closed network of `users` who think, then visit single-server stations (or delays) with given demands: exact mean
/// value analysis, Reiser & Lavenberg, "Mean-Value Analysis of Closed Multichain Queuing Networks", J. ACM 27 (1980).
public struct ClosedNetwork: Sendable, Hashable {
    public let users: Int
    /// Mean [s].
    public let think: Double
    /// Mean service per visit of a user × visits [s].
    public let demands: [Double]
    /// Answered requests per second.
    public let throughput: Double
    /// Mean response without thinking [s].
    public let meanResponse: Double
    /// The mean number at each station.
    public let meanAtStations: [Double]

    /// Rₖ(n) = Dₖ (1 + Qₖ(n − 1)). Complexity: O(users × stations).
    public init(users: Int, think: Double, demands: [Double]) {
        self.users = users
        self.think = think
        self.demands = demands
        var queues = [Double](repeating: 0, count: demands.count)
        var throughput = 0.0, response = 0.0
        for n in 0..<max(users, 0) {
            let responses = zip(demands, queues).map { $0 * (1 + $1) }
            response = responses.reduce(0, +)
            throughput = Double(n + 1) / (think + response)
            let rate = throughput
            queues = responses.map { $0 * rate }
        }
        self.throughput = throughput
        meanResponse = response
        meanAtStations = queues
    }
}
