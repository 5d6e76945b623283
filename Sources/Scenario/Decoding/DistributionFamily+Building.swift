// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling

extension DistributionFamily {
    /// The distribution with the parameters in `fields`; reports those that are missing.
    ///
    /// A parameter that scales with the value has its dimension; a shape is a plain number.
    func build(_ fields: Fields, _ dimension: Dimension) -> Distribution? {
        let read = ParameterReader(fields: fields, dimension: dimension)
        switch self {
        case .constant: return read.one("value").map { .constant($0) }
        case .uniform: return read.two("low", "high").map { .uniform(low: $0, high: $1) }
        case .exponential: return read.one("mean").map { .exponential(mean: $0) }
        case .hyperexponential: return read.hyperexponential()
        case .erlang:
            let stages = fields.require("stages")?.count(note: false)
            guard let mean = read.one("mean"), let stages else { return nil }
            return .erlang(stages: stages, mean: mean)
        case .gamma:
            if fields.has("cv") { return read.meanAndVariation(Distribution.gamma(mean:cv:)) }
            return read.shaped("shape", "scale").map { .gamma(shape: $0, scale: $1) }
        case .lognormal:
            if fields.has("mu") || fields.has("sigma") {
                return read.numbers("mu", "sigma").map { .lognormal(mu: $0, sigma: $1) }
            }
            return fields.fitted(dimension)
        case .normal: return read.two("mean", "deviation").map { .normal(mean: $0, deviation: $1) }
        case .weibull: return read.shaped("shape", "scale").map { .weibull(scale: $1, shape: $0) }
        case .pareto: return read.shaped("shape", "minimum").map { .pareto(shape: $0, minimum: $1) }
        case .lomax: return read.shaped("shape", "scale").map { .lomax(shape: $0, scale: $1) }
        case .beta:
            let exponents = read.numbers("a", "b")
            let bounds = read.two("low", "high")
            guard let exponents, let bounds else { return nil }
            return .beta(a: exponents.0, b: exponents.1, low: bounds.0, high: bounds.1)
        case .logistic: return read.two("location", "scale").map { .logistic(location: $0, scale: $1) }
        case .loglogistic: return read.shaped("shape", "scale").map { .loglogistic(scale: $1, shape: $0) }
        case .gumbel: return read.two("location", "scale").map { .gumbel(location: $0, scale: $1) }
        case .rayleigh: return read.one("sigma").map { .rayleigh(sigma: $0) }
        case .triangular:
            let bounds = read.two("low", "high")
            guard let mode = read.one("mode"), let bounds else { return nil }
            return .triangular(low: bounds.0, mode: mode, high: bounds.1)
        case .inverseGaussian: return read.two("mean", "shape").map { .inverseGaussian(mean: $0, shape: $1) }
        case .chiSquared: return read.number("degrees").map { .chiSquared(degrees: $0) }
        case .fisher:
            return read.numbers("numerator", "denominator").map { .fisher(numerator: $0, denominator: $1) }
        }
    }
}

/// Reads parameters of a distribution and reports what is missing or wrong.
private struct ParameterReader {
    let fields: Fields
    let dimension: Dimension

    func one(_ name: String) -> Double? { fields.require(name)?.quantity(dimension, note: false) }
    func number(_ name: String) -> Double? { fields.require(name)?.quantity(.number, note: false) }

    func two(_ first: String, _ second: String) -> (Double, Double)? { both(one(first), one(second)) }
    func numbers(_ first: String, _ second: String) -> (Double, Double)? { both(number(first), number(second)) }
    func shaped(_ shape: String, _ scale: String) -> (Double, Double)? { both(number(shape), one(scale)) }

    /// Both are read before either may fail, so that both are reported.
    private func both(_ a: Double?, _ b: Double?) -> (Double, Double)? {
        guard let a, let b else { return nil }
        return (a, b)
    }

    func meanAndVariation(_ fit: (Double, Double) throws(FitFault) -> Distribution) -> Distribution? {
        guard let pair = both(one("mean"), number("cv")) else { return nil }
        do { return try fit(pair.0, pair.1) } catch {
            fields.reading.report(.fit(error, dimension), at: fields.place, path: fields.path)
            return nil
        }
    }

    func hyperexponential() -> Distribution? {
        if fields.has("mean") || fields.has("squared-cv") {
            guard let pair = both(one("mean"), number("squared-cv")) else { return nil }
            do { return try .hyperexponential(mean: pair.0, squaredCV: pair.1) } catch {
                fields.reading.report(.fit(error, dimension), at: fields.place, path: fields.path)
                return nil
            }
        }
        let weights = fields.require("weights")?.items()?.map { $0.share(note: false) }
        let means = fields.require("means")?.items()?.map { $0.quantity(dimension, note: false) }
        guard let weights, let means, !weights.contains(nil), !means.contains(nil) else { return nil }
        return .hyperexponential(weights: weights.compactMap(\.self), means: means.compactMap(\.self))
    }
}
