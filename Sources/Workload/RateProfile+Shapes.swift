// SPDX-License-Identifier: GPL-3.0-or-later

/// What keeps a shape from being one.
public enum RateFault: Error, Sendable, Hashable {
    case empty
    case notFinite(index: Int)
    case negative(index: Int)
    /// All steps are zero, so there is no mean to normalise to 1.
    case zeroEverywhere
    case notPositive(Double)
    /// Times of a piecewise-linear rate or factor must not descend.
    case timesNotAscending(index: Int)
}

extension RateProfile {
    /// Equal steps, normalised to mean 1, times `mean` [1/s], repeated for ever.
    ///
    /// - Parameters:
    ///   - values: 24 hours of a day or 168 of a week from Monday 00:00, or finer.
    ///   - step: the length of one value [s].
    ///   - phase: the local time, counted from the first step, at which the run starts [s]. A run whose clock is in
    ///     UTC and whose users are two hours ahead starts at 7200.
    public static func steps(
        _ values: [Double], step: Double = 3_600, mean: Double, phase: Double = 0
    ) throws(RateFault) -> RateProfile {
        guard !values.isEmpty else { throw .empty }
        guard step > 0, step.isFinite else { throw .notPositive(step) }
        guard mean >= 0, mean.isFinite else { throw .notPositive(mean) }
        for (index, value) in values.enumerated() {
            guard value.isFinite else { throw .notFinite(index: index) }
            guard value >= 0 else { throw .negative(index: index) }
        }
        let sum = values.reduce(0, +)
        guard sum > 0 else { throw .zeroEverywhere }
        let unit = mean * Double(values.count) / sum
        let period = step * Double(values.count)
        // The phase cuts one step in two: its rest comes first, its beginning last.
        let offset = phase - (phase / period).rounded(.down) * period
        let first = min(Int(offset / step), values.count - 1)
        let used = offset - Double(first) * step
        var pieces: [Piece] = []
        for number in 0...values.count {
            let rate = values[(first + number) % values.count] * unit
            let start = number == 0 ? 0 : Double(number) * step - used
            let end = number == values.count ? period : Double(number + 1) * step - used
            if end > start { pieces.append(Piece(start: start, length: end - start, startRate: rate, endRate: rate)) }
        }
        return RateProfile(pieces: pieces, period: period)
    }

    /// Straight lines between (time [s], rate [1/s]) points from time 0 on, then repeated or held.
    public static func linear(_ points: [RatePoint], repeating: Bool) throws(RateFault) -> RateProfile {
        let factor = try RateFactor(points)
        guard let end = points.last?.time, end > 0 else { throw .empty }
        // Without the piece that holds the last value: here it is repeated, or held by the profile itself.
        return RateProfile(pieces: factor.pieces.dropLast(), period: repeating ? end : nil)
    }

    /// One of the shapes that come with the program.
    public static func named(_ shape: NamedShape, mean: Double, phase: Double = 0) throws(RateFault) -> RateProfile {
        if shape == .flat { return .constant(mean) }
        return try steps(shape.values, step: shape.step, mean: mean, phase: phase)
    }
}
