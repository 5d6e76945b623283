// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The waiting system M/M/c, first come first served. Kleinrock, Queueing Systems I (1975), section 3.5.
public struct ErlangC: Sendable, Hashable {
    /// Requests per second.
    public let arrivalRate: Double
    /// Seconds.
    public let meanService: Double
    public let servers: Int

    public init(arrivalRate: Double, meanService: Double, servers: Int) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
        self.servers = servers
    }

    /// [Erlang]
    public var load: Double { arrivalRate * meanService }
    /// The share of the servers in use if it is below 1; otherwise the queue grows without bound.
    public var utilisation: Double { load / Double(servers) }
    public var isStable: Bool { utilisation < 1 }

    /// P(wait > 0); 1 when unstable.
    public var waitProbability: Double {
        guard isStable else { return 1 }
        let b = ErlangB(load: load, servers: Double(servers)).blocking
        return b / (1 - utilisation * (1 - b))
    }

    /// Over all requests [s]; infinite when unstable.
    public var meanWait: Double {
        isStable ? waitProbability * meanService / (Double(servers) - load) : .infinity
    }
    /// Waiting and service [s].
    public var meanSojourn: Double { meanWait + meanService }
    public var meanInSystem: Double { arrivalRate * meanSojourn }

    /// P(wait > t).
    public func waitExceeds(_ t: Double) -> Double {
        guard isStable else { return 1 }
        return waitProbability * exp(-(Double(servers) - load) * t / meanService)
    }

    /// The wait that a share `p` of the requests does not exceed [s]; 0 for those that do not wait.
    public func waitQuantile(_ p: Double) -> Double {
        guard isStable else { return .infinity }
        return max(0, log(waitProbability / (1 - p)) * meanService / (Double(servers) - load))
    }

    /// The smallest number of servers with which at most `limit` of the requests wait.
    public static func servers(load: Double, waitProbability limit: Double) -> Int {
        var inverse = 1.0, n = 0
        while true {
            n += 1
            inverse = 1 + Double(n) / load * inverse
            let b = 1 / inverse, utilisation = load / Double(n)
            if utilisation < 1, b / (1 - utilisation * (1 - b)) <= limit { return n }
        }
    }
}
