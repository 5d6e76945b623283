// SPDX-License-Identifier: GPL-3.0-or-later

extension Sampler {
    /// Compiles `distribution`, which must be valid: draws are NaN or meaningless where `validate()` finds faults.
    public init(_ distribution: Distribution) {
        GSLErrors.areReturned
        self = switch distribution {
        case .constant(let value): Sampler(.constant, value)
        case .uniform(let low, let high): Sampler(.uniform, low, high - low)
        case .exponential(let mean): Sampler(.exponential, -mean)
        case .hyperexponential(let weights, let means):
            Self.mixture(distribution, weights, means.map { Sampler(.exponential, -$0) })
        case .erlang(let stages, let mean): Sampler(.gamma, Double(stages), mean / Double(stages))
        case .gamma(let shape, let scale): Sampler(.gamma, shape, scale)
        case .lognormal(let mu, let sigma): Sampler(.lognormal, mu, sigma)
        case .normal(let mean, let deviation): Sampler(.normal, mean, deviation)
        case .weibull(let scale, let shape): Sampler(.weibull, scale, shape)
        case .pareto(let shape, let minimum): Sampler(.pareto, shape, minimum)
        case .lomax(let shape, let scale): Sampler(.lomax, shape, scale)
        case .beta(let a, let b, let low, let high): Self.affine(Sampler(.beta, a, b), low, high - low)
        case .logistic(let location, let scale): Sampler(.logistic, location, scale)
        case .loglogistic(let scale, let shape): Sampler(.loglogistic, scale, shape)
        case .gumbel(let location, let scale): Sampler(.gumbel, location, scale)
        case .rayleigh(let sigma): Sampler(.rayleigh, sigma)
        case .triangular: Sampler(.inversion, 0, 1, table: SamplerTable(base: distribution))
        case .inverseGaussian(let mean, let shape): Sampler(.inverseGaussian, mean, shape)
        case .chiSquared(let degrees): Sampler(.chiSquared, degrees)
        case .fisher(let numerator, let denominator): Sampler(.fisher, numerator, denominator)
        case .quantiles(let points): Self.quantiles(distribution, points)
        case .samples(let values):
            Sampler(.samples, 0, table: SamplerTable(base: distribution, values: values.sorted()))
        case .mixture(let parts):
            Self.mixture(distribution, parts.map(\.weight), parts.map { Sampler($0.distribution) })
        case .truncated(let base, let low, let high): Self.truncated(base, low: low, high: high)
        case .shifted(let base, let offset): Self.affine(Sampler(base), offset, 1)
        case .scaled(let base, let factor): Self.affine(Sampler(base), 0, factor)
        }
    }

    private static func mixture(_ base: Distribution, _ weights: [Double], _ components: [Sampler]) -> Sampler {
        var begin = 0.0
        var begins: [Double] = []
        for weight in weights {
            begins.append(begin)
            begin += weight
        }
        return Sampler(.mixture, 0, table: SamplerTable(base: base, probabilities: begins, components: components))
    }

    private static func quantiles(_ base: Distribution, _ points: [QuantilePoint]) -> Sampler {
        let slopes = zip(points, points.dropFirst()).map { ($1.value - $0.value) / ($1.probability - $0.probability) }
        let begins = points.dropLast()
        return Sampler(
            .quantiles, 0,
            table: SamplerTable(
                base: base, probabilities: begins.map(\.probability), values: begins.map(\.value), slopes: slopes))
    }

    private static func truncated(_ base: Distribution, low: Double, high: Double) -> Sampler {
        let conditioned = base.conditioned(low: low, high: high)
        guard case .truncated(let base, let low, let high) = conditioned else { return Sampler(conditioned) }
        let below = base.probabilityBelow(low)
        return Sampler(.inversion, below, base.cdf(high) - below, table: SamplerTable(base: base, bounds: low...high))
    }

    /// offset + factor × draw, folded into the parameters where that is exact enough to be free.
    private static func affine(_ base: Sampler, _ offset: Double, _ factor: Double) -> Sampler {
        if base.family == .constant { return Sampler(.constant, offset + factor * base.first) }
        if base.family == .exponential, offset == 0 { return Sampler(.exponential, factor * base.first) }
        return Sampler(.affine, offset, factor, table: SamplerTable(base: .constant(0), components: [base]))
    }
}
