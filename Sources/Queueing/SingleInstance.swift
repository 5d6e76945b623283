// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One instance with a concurrency of one, no queue, kept for a while when idle: Poisson arrivals.
///
/// What is idle waits an exponential time for the next request, whatever the service was, so P(cold) = e^(−λT).
public struct SingleInstance: Sendable, Hashable {
    /// Requests per second.
    public let arrivalRate: Double
    /// Mean service of a warm and of a cold request [s].
    public let warmService: Double
    public let coldService: Double
    /// Seconds.
    public let keepAlive: Double

    public init(arrivalRate: Double, warmService: Double, coldService: Double, keepAlive: Double) {
        self.arrivalRate = arrivalRate
        self.warmService = warmService
        self.coldService = coldService
        self.keepAlive = keepAlive
    }

    /// Of accepted requests. It is also P(gap > keep-alive) for rare requests whose service is short.
    public var coldProbability: Double { exp(-arrivalRate * keepAlive) }
    public var meanService: Double { coldProbability * coldService + (1 - coldProbability) * warmService }
    /// Of all requests: those that find it busy.
    public var refused: Double {
        let load = arrivalRate * meanService
        return load / (1 + load)
    }
    public var meanBusy: Double { refused }
    /// Idle and kept: E[min(gap, T)] for each accepted request.
    public var meanIdle: Double { (1 - refused) * (1 - coldProbability) }
}
