// SPDX-License-Identifier: GPL-3.0-or-later

extension Distribution {
    /// All that is wrong with the parameters; empty when nothing is.
    public func validate() -> [DistributionFault] {
        switch self {
        case .constant(let value): finite(.value, value)
        case .uniform(let low, let high): bounds(low, high)
        case .exponential(let mean): positive(.mean, mean)
        case .hyperexponential(let weights, let means): hyperexponentialFaults(weights, means)
        case .erlang(let stages, let mean): positive(.stages, Double(stages)) + positive(.mean, mean)
        case .gamma(let shape, let scale), .weibull(let scale, let shape), .lomax(let shape, let scale),
            .loglogistic(let scale, let shape):
            positive(.shape, shape) + positive(.scale, scale)
        case .lognormal(let mu, let sigma): finite(.mu, mu) + positive(.sigma, sigma)
        case .normal(let mean, let deviation): finite(.mean, mean) + positive(.deviation, deviation)
        case .pareto(let shape, let minimum): positive(.shape, shape) + positive(.minimum, minimum)
        case .beta(let a, let b, let low, let high): positive(.a, a) + positive(.b, b) + bounds(low, high)
        case .logistic(let location, let scale), .gumbel(let location, let scale):
            finite(.location, location) + positive(.scale, scale)
        case .rayleigh(let sigma): positive(.sigma, sigma)
        case .triangular(let low, let mode, let high): triangularFaults(low, mode, high)
        case .inverseGaussian(let mean, let shape): positive(.mean, mean) + positive(.shape, shape)
        case .chiSquared(let degrees): positive(.degrees, degrees)
        case .fisher(let numerator, let denominator):
            positive(.numerator, numerator) + positive(.denominator, denominator)
        case .quantiles(let points): quantileFaults(points)
        case .samples(let values): values.isEmpty ? [.empty] : values.flatMap { finite(.sample, $0) }
        case .mixture(let parts):
            parts.isEmpty
                ? [.empty] : weightFaults(parts.map(\.weight)) + parts.flatMap { $0.distribution.validate() }
        case .truncated(let base, let low, let high): truncationFaults(base, low, high)
        case .shifted(let base, let offset): base.validate() + finite(.offset, offset)
        case .scaled(let base, let factor): base.validate() + positive(.factor, factor)
        }
    }

    /// True when no draw can be negative, as a duration or a size needs. Asked of a valid distribution only.
    public var isNonNegative: Bool { quantile(0) >= 0 }

    private func finite(_ name: DistributionParameter, _ value: Double) -> [DistributionFault] {
        value.isFinite ? [] : [.notFinite(name, value)]
    }

    private func positive(_ name: DistributionParameter, _ value: Double) -> [DistributionFault] {
        guard value.isFinite else { return [.notFinite(name, value)] }
        if value > 0 { return [] }
        return value < 0 ? [.negative(name, value)] : [.notPositive(name, value)]
    }

    private func bounds(_ low: Double, _ high: Double) -> [DistributionFault] {
        let faults = finite(.low, low) + finite(.high, high)
        return faults.isEmpty && low >= high ? [.boundsNotAscending(low: low, high: high)] : faults
    }

    private func weightFaults(_ weights: [Double]) -> [DistributionFault] {
        var faults: [DistributionFault] = []
        for weight in weights {
            if !weight.isFinite { faults.append(.notFinite(.weight, weight)) }
            if weight < 0 { faults.append(.negative(.weight, weight)) }
        }
        let sum = weights.reduce(0, +)
        return faults.isEmpty && abs(sum - 1) > 1e-9 ? [.weightsDoNotSumToOne(sum)] : faults
    }

    private func hyperexponentialFaults(_ weights: [Double], _ means: [Double]) -> [DistributionFault] {
        guard !weights.isEmpty, !means.isEmpty else { return [.empty] }
        guard weights.count == means.count else {
            return [.weightsAndMeansDiffer(weights: weights.count, means: means.count)]
        }
        return weightFaults(weights) + means.flatMap { positive(.mean, $0) }
    }

    private func triangularFaults(_ low: Double, _ mode: Double, _ high: Double) -> [DistributionFault] {
        let faults = bounds(low, high) + finite(.mode, mode)
        guard faults.isEmpty, mode < low || mode > high else { return faults }
        return [.modeOutsideBounds(mode: mode, low: low, high: high)]
    }

    private func quantileFaults(_ points: [QuantilePoint]) -> [DistributionFault] {
        guard let first = points.first, let last = points.last else { return [.empty] }
        var faults = points.flatMap { finite(.probability, $0.probability) + finite(.value, $0.value) }
        guard faults.isEmpty else { return faults }
        if first.probability != 0 || last.probability != 1 {
            faults.append(.quantilesDoNotCover(from: first.probability, to: last.probability))
        }
        for index in points.indices.dropFirst() {
            let rises = points[index].probability > points[index - 1].probability
            if !rises || points[index].value < points[index - 1].value {
                faults.append(.quantilesNotAscending(index: index))
            }
        }
        return faults
    }

    private func truncationFaults(_ base: Distribution, _ low: Double, _ high: Double) -> [DistributionFault] {
        let faults = base.validate()
        guard faults.isEmpty else { return faults }
        if low.isNaN { return [.notFinite(.low, low)] }
        if high.isNaN { return [.notFinite(.high, high)] }
        guard low <= high else { return [.boundsNotAscending(low: low, high: high)] }
        return base.mass(low: low, high: high) > 0 ? [] : [.nothingBetween(low: low, high: high)]
    }
}
