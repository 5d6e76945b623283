// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// M/M/1, first come first served. Kleinrock, Queueing Systems I (1975), section 3.2. Rates in 1/s, times in s.
public struct MM1: Sendable, Hashable {
    public let arrivalRate: Double
    public let meanService: Double

    public init(arrivalRate: Double, meanService: Double) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
    }

    public var utilisation: Double { arrivalRate * meanService }
    public var isStable: Bool { utilisation < 1 }
    public var waitProbability: Double { min(utilisation, 1) }
    public var meanSojourn: Double { isStable ? meanService / (1 - utilisation) : .infinity }
    public var meanWait: Double { isStable ? utilisation * meanSojourn : .infinity }
    public var meanInSystem: Double { isStable ? utilisation / (1 - utilisation) : .infinity }
    public var waitVariance: Double { utilisation * (2 - utilisation) * meanSojourn * meanSojourn }

    /// The sojourn is exponential.
    public func sojournQuantile(_ p: Double) -> Double { -meanSojourn * log1p(-p) }
    public func waitQuantile(_ p: Double) -> Double {
        isStable ? max(0, meanSojourn * log(utilisation / (1 - p))) : .infinity
    }
}
