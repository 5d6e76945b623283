// SPDX-License-Identifier: GPL-3.0-or-later

/// Batches of requests that arrive at random before one server with exponential service.
/// Gross & Harris, Fundamentals of Queueing Theory (1998), section 3.1. Rates in 1/s, times in s.
public struct BatchMM1: Sendable, Hashable {
    /// Batches per second.
    public let batchRate: Double
    public let meanBatch: Double
    /// E[X²] of the batch size; meanBatch² for batches of one size.
    public let batchSecondMoment: Double
    public let meanService: Double

    public init(batchRate: Double, meanBatch: Double, batchSecondMoment: Double, meanService: Double) {
        self.batchRate = batchRate
        self.meanBatch = meanBatch
        self.batchSecondMoment = batchSecondMoment
        self.meanService = meanService
    }

    public var utilisation: Double { batchRate * meanBatch * meanService }
    public var meanInSystem: Double {
        guard utilisation < 1 else { return .infinity }
        return utilisation * (meanBatch + batchSecondMoment) / (2 * meanBatch * (1 - utilisation))
    }
    public var meanSojourn: Double { meanInSystem / (batchRate * meanBatch) }
    /// Of the first of each batch: all that it finds are before it.
    public var meanFirstWait: Double { meanInSystem * meanService }
}
