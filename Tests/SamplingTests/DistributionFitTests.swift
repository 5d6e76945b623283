// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import Testing

@Suite struct DistributionFitTests {
    func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * abs(b) }

    @Test(arguments: [(12e-3, 0.99, 80e-3), (90e-3, 0.99, 0.8), (5, 0.95, 5.1), (1, 0.999, 300)])
    func lognormalFromMedianAndPercentile(median: Double, p: Double, value: Double) throws {
        let fit = try Distribution.lognormal(median: median, p: p, value: value)
        #expect(isClose(fit.quantile(0.5), median))
        #expect(isClose(fit.quantile(p), value))
    }

    @Test(arguments: [(2, 1.5), (0.1, 0.01), (30, 5)])
    func lognormalFromMeanAndVariation(mean: Double, cv: Double) throws {
        let fit = try Distribution.lognormal(mean: mean, cv: cv)
        #expect(isClose(fit.mean, mean))
        #expect(isClose(fit.coefficientOfVariation, cv))
    }

    @Test(arguments: [(1, 0.95, 3), (1, 0.95, 3.86), (20e-3, 0.99, 80e-3), (2, 0.99, 2.001)])
    func lognormalFromMeanAndPercentile(mean: Double, p: Double, value: Double) throws {
        let fit = try Distribution.lognormal(mean: mean, p: p, value: value)
        #expect(isClose(fit.mean, mean))
        #expect(isClose(fit.quantile(p), value))
        guard case .lognormal(_, let sigma) = fit else { return #expect(Bool(false)) }
        #expect(sigma <= Distribution.normal(mean: 0, deviation: 1).quantile(p))
    }

    @Test func lognormalFromMedianAndMean() throws {
        let fit = try Distribution.lognormal(median: 10, mean: 14)
        #expect(isClose(fit.quantile(0.5), 10))
        #expect(isClose(fit.mean, 14))
    }

    @Test(arguments: [(2, 0.5), (1, 1), (0.3, 3)]) func gammaFromMeanAndVariation(mean: Double, cv: Double) throws {
        let fit = try Distribution.gamma(mean: mean, cv: cv)
        #expect(isClose(fit.mean, mean))
        #expect(isClose(fit.coefficientOfVariation, cv))
    }

    /// Mean 200 and squared variation 9 give P(X > 300) = 0.10030632838806555 (reference case C12).
    @Test func hyperexponentialWithBalancedMeans() throws {
        let fit = try Distribution.hyperexponential(mean: 200, squaredCV: 9)
        #expect(isClose(fit.mean, 200))
        #expect(isClose(fit.variance, 9 * 200 * 200))
        #expect(isClose(1 - fit.cdf(300), 0.10030632838806555))
        let lognormal = try Distribution.lognormal(mean: 200, cv: 3)
        #expect(isClose(1 - lognormal.cdf(300), 0.15246483149413043))
    }

    @Test func noVariationIsAConstant() throws {
        #expect(try Distribution.lognormal(median: 3, p: 0.99, value: 3) == .constant(3))
        #expect(try Distribution.lognormal(mean: 3, cv: 0) == .constant(3))
        #expect(try Distribution.lognormal(mean: 3, p: 0.95, value: 3) == .constant(3))
        #expect(try Distribution.gamma(mean: 3, cv: 0) == .constant(3))
    }

    @Test func whatCannotBeFittedIsAFault() {
        #expect(throws: FitFault.belowMedian(value: 1, median: 2)) {
            try Distribution.lognormal(median: 2, p: 0.99, value: 1)
        }
        #expect(throws: FitFault.probabilityOutOfRange(0.5)) { try Distribution.lognormal(median: 2, p: 0.5, value: 3) }
        #expect(throws: FitFault.percentileBelowMean(value: 1, mean: 2)) {
            try Distribution.lognormal(mean: 2, p: 0.95, value: 1)
        }
        #expect(throws: FitFault.self) { try Distribution.lognormal(mean: 1, p: 0.95, value: 3.87) }
        #expect(throws: FitFault.belowMedian(value: 1, median: 2)) { try Distribution.lognormal(median: 2, mean: 1) }
        #expect(throws: FitFault.variationNotAboveOne(1)) { try Distribution.hyperexponential(mean: 1, squaredCV: 1) }
        #expect(throws: FitFault.notPositive(.mean, 0)) { try Distribution.gamma(mean: 0, cv: 1) }
        #expect(throws: FitFault.notPositive(.mean, -2)) {
            try Distribution.normal(mean: -2, deviation: 1).rescaled(toMean: 1)
        }
    }
}
