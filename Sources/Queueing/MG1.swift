// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// M/G/1, first come first served: Pollaczek (1930), Khinchine (1932); Kleinrock I, section 5.6.
public struct MG1: Sendable, Hashable {
    public let arrivalRate: Double
    public let meanService: Double
    /// The squared coefficient of variation of the service time: 0 constant, 1 exponential.
    public let squaredVariation: Double

    public init(arrivalRate: Double, meanService: Double, squaredVariation: Double) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
        self.squaredVariation = squaredVariation
    }

    public var utilisation: Double { arrivalRate * meanService }
    public var isStable: Bool { utilisation < 1 }
    public var waitProbability: Double { min(utilisation, 1) }
    /// E[S²].
    public var secondMoment: Double { (1 + squaredVariation) * meanService * meanService }
    public var meanWait: Double {
        isStable ? arrivalRate * secondMoment / (2 * (1 - utilisation)) : .infinity
    }
    public var meanSojourn: Double { meanWait + meanService }
    public var meanInSystem: Double { arrivalRate * meanSojourn }

    /// Var W = (E W)² + λ E[S³] / 3(1 − ρ).
    public func waitVariance(thirdMoment: Double) -> Double {
        isStable ? meanWait * meanWait + arrivalRate * thirdMoment / (3 * (1 - utilisation)) : .infinity
    }

    /// The mean wait when an idle server is switched off after `idleTimeout` and then takes `meanStart` (second
    /// moment `startSecondMoment`) to start: one container that scales to zero.
    ///
    /// Welch, "On a Generalized M/G/1 Queuing Process in Which the First Customer of Each Busy Period Receives
    /// Exceptional Service", Operations Research 12 (1964), with a start before the first of a busy period with
    /// probability e^(−λ idleTimeout).
    public func meanWait(idleTimeout: Double, meanStart: Double, startSecondMoment: Double) -> Double {
        guard isStable else { return .infinity }
        let p = exp(-arrivalRate * idleTimeout)
        return meanWait
            + p * (2 * meanStart + arrivalRate * startSecondMoment) / (2 * (1 + p * arrivalRate * meanStart))
    }

    /// The share of requests that trigger such a start.
    public func startProbability(idleTimeout: Double, meanStart: Double) -> Double {
        let p = exp(-arrivalRate * idleTimeout)
        return p * (1 - utilisation) / (1 + p * arrivalRate * meanStart)
    }
}
