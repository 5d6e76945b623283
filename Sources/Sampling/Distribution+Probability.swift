// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

extension Distribution {
    /// P(X ≤ x).
    public func cdf(_ x: Double) -> Double {
        // GSL's incomplete gamma function answers NaN at infinity.
        if x.isInfinite { return x < 0 ? 0 : 1 }
        GSLErrors.areReturned
        switch self {
        case .constant(let value): return x >= value ? 1 : 0
        case .uniform(let low, let high): return unit((x - low) / (high - low))
        case .exponential(let mean): return x > 0 ? -expm1(-x / mean) : 0
        case .hyperexponential(let weights, let means):
            return x > 0 ? zip(weights, means).reduce(0) { $0 - $1.0 * expm1(-x / $1.1) } : 0
        case .erlang(let stages, let mean): return gsl_cdf_gamma_P(x, Double(stages), mean / Double(stages))
        case .gamma(let shape, let scale): return gsl_cdf_gamma_P(x, shape, scale)
        case .lognormal(let mu, let sigma): return x > 0 ? gsl_cdf_lognormal_P(x, mu, sigma) : 0
        case .normal(let mean, let deviation): return gsl_cdf_ugaussian_P((x - mean) / deviation)
        case .weibull(let scale, let shape): return x > 0 ? gsl_cdf_weibull_P(x, scale, shape) : 0
        case .pareto(let shape, let minimum): return gsl_cdf_pareto_P(x, shape, minimum)
        case .lomax(let shape, let scale): return x > 0 ? -expm1(-shape * log1p(x / scale)) : 0
        case .beta(let a, let b, let low, let high): return gsl_cdf_beta_P(unit((x - low) / (high - low)), a, b)
        case .logistic(let location, let scale): return gsl_cdf_logistic_P(x - location, scale)
        case .loglogistic(let scale, let shape): return x > 0 ? 1 / (1 + pow(x / scale, -shape)) : 0
        case .gumbel(let location, let scale): return gsl_cdf_gumbel1_P((x - location) / scale, 1, 1)
        case .rayleigh(let sigma): return x > 0 ? gsl_cdf_rayleigh_P(x, sigma) : 0
        case .triangular(let low, let mode, let high):
            if x <= low { return 0 }
            if x >= high { return 1 }
            return x < mode
                ? (x - low) * (x - low) / ((high - low) * (mode - low))
                : 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
        case .inverseGaussian(let mean, let shape): return Self.inverseGaussianCDF(x, mean: mean, shape: shape)
        case .chiSquared(let degrees): return gsl_cdf_chisq_P(x, degrees)
        case .fisher(let numerator, let denominator): return x > 0 ? gsl_cdf_fdist_P(x, numerator, denominator) : 0
        case .quantiles(let points): return QuantileTable(points).cdf(x)
        case .samples(let values): return Double(values.count { $0 <= x }) / Double(values.count)
        case .mixture(let parts): return parts.reduce(0) { $0 + $1.weight * $1.distribution.cdf(x) }
        case .truncated(let base, let low, let high):
            if x < low { return 0 }
            if x >= high { return 1 }
            let below = base.probabilityBelow(low)
            return unit((base.cdf(x) - below) / (base.cdf(high) - below))
        case .shifted(let base, let offset): return base.cdf(x - offset)
        case .scaled(let base, let factor): return base.cdf(x / factor)
        }
    }

    /// The smallest x with P(X ≤ x) ≥ `p`; at 0 and 1 the ends of the support, perhaps infinite.
    ///
    /// NaN for `p` outside [0, 1]. Closed forms and GSL where they exist, otherwise the cdf is bisected to the
    /// last bit.
    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        GSLErrors.areReturned
        switch self {
        case .constant(let value): return value
        case .uniform(let low, let high): return low + (high - low) * p
        case .exponential(let mean): return -mean * log1p(-p)
        case .hyperexponential(_, let means): return bisect(p, from: 0, step: means.max() ?? 1)
        case .erlang(let stages, let mean): return gsl_cdf_gamma_Pinv(p, Double(stages), mean / Double(stages))
        case .gamma(let shape, let scale): return gsl_cdf_gamma_Pinv(p, shape, scale)
        case .lognormal(let mu, let sigma): return exp(mu + sigma * gsl_cdf_ugaussian_Pinv(p))
        case .normal(let mean, let deviation): return mean + deviation * gsl_cdf_ugaussian_Pinv(p)
        case .weibull(let scale, let shape): return gsl_cdf_weibull_Pinv(p, scale, shape)
        case .pareto(let shape, let minimum): return minimum * exp(-log1p(-p) / shape)
        case .lomax(let shape, let scale): return scale * expm1(-log1p(-p) / shape)
        case .beta(let a, let b, let low, let high): return low + (high - low) * gsl_cdf_beta_Pinv(p, a, b)
        case .logistic(let location, let scale): return location + gsl_cdf_logistic_Pinv(p, scale)
        case .loglogistic(let scale, let shape): return scale * pow(p / (1 - p), 1 / shape)
        case .gumbel(let location, let scale): return location - scale * log(-log(p))
        case .rayleigh(let sigma): return sigma * (-2 * log1p(-p)).squareRoot()
        case .triangular(let low, let mode, let high):
            return p * (high - low) < mode - low
                ? low + (p * (high - low) * (mode - low)).squareRoot()
                : high - ((1 - p) * (high - low) * (high - mode)).squareRoot()
        case .inverseGaussian(let mean, _): return bisect(p, from: 0, step: mean)
        case .chiSquared(let degrees): return gsl_cdf_chisq_Pinv(p, degrees)
        case .fisher(let numerator, let denominator): return gsl_cdf_fdist_Pinv(p, numerator, denominator)
        case .quantiles(let points): return QuantileTable(points).quantile(p)
        case .samples(let values):
            let rank = Int((p * Double(values.count)).rounded(.up)) - 1
            return values.sorted()[min(max(rank, 0), values.count - 1)]
        case .mixture(let parts):
            let components = parts.filter { $0.weight > 0 }.map { $0.distribution.quantile(p) }
            guard let least = components.min(), let most = components.max() else { return .nan }
            if p == 0 { return least }
            return p == 1 ? most : bisect(p, between: least, and: most)
        case .truncated(let base, let low, let high):
            let below = base.probabilityBelow(low)
            return min(max(base.quantile(unit(below + p * (base.cdf(high) - below))), low), high)
        case .shifted(let base, let offset): return base.quantile(p) + offset
        case .scaled(let base, let factor): return base.quantile(p) * factor
        }
    }

    /// P(X < x), which differs from `cdf` only where single values have a probability of their own.
    func probabilityBelow(_ x: Double) -> Double { x == -.infinity ? 0 : cdf(x.nextDown) }

    private func unit(_ p: Double) -> Double { min(max(p, 0), 1) }

    /// Chhikara & Folks (1974). The second term is exp(large) × a tiny tail, so it is added up in logarithms.
    private static func inverseGaussianCDF(_ x: Double, mean: Double, shape: Double) -> Double {
        guard x > 0 else { return 0 }
        let root = (shape / x).squareRoot()
        let first = gsl_cdf_ugaussian_P(root * (x / mean - 1))
        let z = root * (x / mean + 1)
        // Beyond 30 deviations the tail underflows; Mills' ratio gives its logarithm to 10⁻⁶ there.
        let logTail = z < 30 ? log(gsl_cdf_ugaussian_Q(z)) : -z * z / 2 - log(z * (2 * Double.pi).squareRoot())
        return min(first + exp(2 * shape / mean + logTail), 1)
    }

    /// Doubles `step` until the quantile is bracketed.
    private func bisect(_ p: Double, from low: Double, step: Double) -> Double {
        if p == 0 { return low }
        if p == 1 { return .infinity }
        var high = low + step
        while cdf(high) < p, high.isFinite { high = low + (high - low) * 2 }
        return bisect(p, between: low, and: high)
    }

    private func bisect(_ p: Double, between low: Double, and high: Double) -> Double {
        var low = low, high = high
        // Halving the distance 2,100 times exhausts the exponents of a Double; it ends far earlier.
        for _ in 0..<2_100 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if cdf(middle) < p { low = middle } else { high = middle }
        }
        return cdf(low) >= p ? low : high
    }
}
