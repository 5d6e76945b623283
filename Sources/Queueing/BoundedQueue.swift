// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// M/M/c/K: a bounded queue before `servers` servers. Kleinrock, Queueing Systems I (1975), section 3.6.
public struct BoundedQueue: Sendable, Hashable {
    /// Requests per second.
    public let arrivalRate: Double
    /// Seconds.
    public let meanService: Double
    public let servers: Int
    /// Requests in service and waiting; at least `servers`.
    public let capacity: Int

    public init(arrivalRate: Double, meanService: Double, servers: Int, capacity: Int) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
        self.servers = servers
        self.capacity = capacity
    }

    /// The probability of each number in the system, 0…capacity.
    ///
    /// In logarithms, from the most likely one: neither a thousand servers nor a load far above them overflows.
    public var probabilities: [Double] {
        let load = arrivalRate * meanService
        var logarithms = [0.0]
        for n in 1...max(capacity, 1) where n <= capacity {
            logarithms.append(logarithms[n - 1] + log(load / Double(min(n, servers))))
        }
        let largest = logarithms.max() ?? 0
        let weights = logarithms.map { exp($0 - largest) }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The share of requests that finds the system full.
    public var lossProbability: Double { probabilities[capacity] }
    /// Requests served per second.
    public var throughput: Double { arrivalRate * (1 - lossProbability) }
    public var meanBusy: Double { throughput * meanService }
    public var meanInSystem: Double { probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } }
    /// Over accepted requests [s].
    public var meanWait: Double { meanInSystem / throughput - meanService }
}
