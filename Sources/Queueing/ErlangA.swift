// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// M/M/c+M: those who wait give up after an exponential patience. Palm (1957); Garnett, Mandelbaum & Reiman,
/// "Designing a Call Center with Impatient Customers", M&SOM 4 (2002).
public struct ErlangA: Sendable, Hashable {
    /// Requests per second.
    public let arrivalRate: Double
    /// Seconds.
    public let meanService: Double
    public let servers: Int
    /// Seconds.
    public let meanPatience: Double
    /// P(n in the system) until the rest is below 10⁻¹⁸ of the largest.
    private let probabilities: [Double]

    /// Always stable. Complexity: O(servers + queue).
    public init(arrivalRate: Double, meanService: Double, servers: Int, meanPatience: Double) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
        self.servers = servers
        self.meanPatience = meanPatience
        var logarithms = [0.0], largest = 0.0, n = 0
        repeat {
            n += 1
            let leaving = Double(min(n, servers)) / meanService + Double(max(n - servers, 0)) / meanPatience
            logarithms.append(logarithms[n - 1] + log(arrivalRate / leaving))
            largest = max(largest, logarithms[n])
        } while n <= servers || logarithms[n] > largest - 42
        let weights = logarithms.map { exp($0 - largest) }
        let sum = weights.reduce(0, +)
        probabilities = weights.map { $0 / sum }
    }

    /// The share of requests that finds all servers busy.
    public var waitProbability: Double { probabilities[servers...].reduce(0, +) }
    public var meanQueue: Double {
        probabilities.enumerated().reduce(0) { $0 + Double(max($1.offset - servers, 0)) * $1.element }
    }
    public var abandonProbability: Double { meanQueue / (meanPatience * arrivalRate) }
    /// Over all requests, those that give up included [s].
    public var meanWait: Double { meanQueue / arrivalRate }
    public var utilisation: Double { arrivalRate * (1 - abandonProbability) * meanService / Double(servers) }

    /// P(wait > t) over all requests, with the wait of those who give up ending there.
    ///
    /// With j ahead, the servers become free for this one after a sum of exponentials of rates c/s + k/patience,
    /// k = 0…j: it is over by t with probability I_F(j + 1, c · patience / s), F = 1 − e^(−t / patience).
    public func waitExceeds(_ t: Double) -> Double {
        let fraction = -expm1(-t / meanPatience)
        let shape = Double(servers) * meanPatience / meanService
        let offered = probabilities[servers...].enumerated().reduce(0) {
            $0 + $1.element * gsl_cdf_beta_Q(fraction, Double($1.offset + 1), shape)
        }
        return offered * exp(-t / meanPatience)
    }

    /// The wait that a share `p` of all requests does not exceed [s].
    public func waitQuantile(_ p: Double) -> Double {
        guard waitProbability > 1 - p else { return 0 }
        var low = 0.0, high = meanPatience
        while waitExceeds(high) > 1 - p { high *= 2 }
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if waitExceeds(middle) > 1 - p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
