// SPDX-License-Identifier: GPL-3.0-or-later

/// Two classes of requests before one server with exponential service of one mean: Cobham (1954); Kleinrock,
/// Queueing Systems II (1976), chapter 3. Rates in 1/s, times in s; the sum of both loads must be below 1.
public struct TwoClassMM1: Sendable, Hashable {
    public let highRate: Double
    public let lowRate: Double
    public let meanService: Double

    public init(highRate: Double, lowRate: Double, meanService: Double) {
        self.highRate = highRate
        self.lowRate = lowRate
        self.meanService = meanService
    }

    private var high: Double { highRate * meanService }
    private var all: Double { (highRate + lowRate) * meanService }
    /// The mean work left of the request in service.
    private var residual: Double { all * meanService }

    /// Waits when a service that has begun is finished first.
    public var nonPreemptiveWaits: (high: Double, low: Double) {
        (residual / (1 - high), residual / ((1 - high) * (1 - all)))
    }

    /// Sojourns when a request of high priority interrupts one of low, which resumes later.
    public var preemptiveSojourns: (high: Double, low: Double) {
        (meanService / (1 - high), meanService / (1 - high) + residual / ((1 - high) * (1 - all)))
    }
}
