// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// D/M/1: one request every `interval` [s], exponential service. Kleinrock I, section 6.4.
public struct DM1: Sendable, Hashable {
    public let interval: Double
    public let meanService: Double

    public init(interval: Double, meanService: Double) {
        self.interval = interval
        self.meanService = meanService
    }

    public var utilisation: Double { meanService / interval }
    public var isStable: Bool { utilisation < 1 }

    /// The share of requests that wait: the root below 1 of σ = exp(−(1 − σ) interval / service). It is not the share
    /// of time in which the server is busy, which is the utilisation.
    public var waitProbability: Double {
        guard isStable else { return 1 }
        // Newton from 0: the function is convex, so the iterates rise to the smaller root.
        let ratio = interval / meanService
        var sigma = 0.0
        for _ in 0..<200 {
            let e = exp(-(1 - sigma) * ratio)
            let step = (e - sigma) / (1 - ratio * e)
            sigma += step
            if abs(step) < 1e-16 { break }
        }
        return sigma
    }

    public var meanWait: Double {
        let sigma = waitProbability
        return isStable ? sigma / (1 - sigma) * meanService : .infinity
    }
    public var meanSojourn: Double { isStable ? meanService / (1 - waitProbability) : .infinity }
    /// The sojourn is exponential.
    public func sojournQuantile(_ p: Double) -> Double { -meanSojourn * log1p(-p) }
}
