// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// M/G/∞: every request is served at once. Takács (1962); Eick, Massey & Whitt, "The Physics of the Mt/G/∞ Queue",
/// Operations Research 41 (1993).
public struct InfiniteServers: Sendable, Hashable {
    /// Requests (or batches of them) per second.
    public let arrivalRate: Double
    /// Seconds.
    public let meanService: Double

    public init(arrivalRate: Double, meanService: Double) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
    }

    /// The mean concurrency in the long run, which is also its variance: the number is Poisson.
    public var meanConcurrency: Double { arrivalRate * meanService }

    /// The mean concurrency `t` seconds after an empty start, for exponential service; again Poisson.
    public func meanConcurrency(at t: Double) -> Double { -meanConcurrency * expm1(-t / meanService) }

    /// The variance of the concurrency with batches and exponential service: m + λ E[X(X − 1)] / 2μ.
    public func variance(meanBatch: Double, batchSecondMoment: Double) -> Double {
        meanConcurrency * meanBatch + meanConcurrency * (batchSecondMoment - meanBatch) / 2
    }
}
