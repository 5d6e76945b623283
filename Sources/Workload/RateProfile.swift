// SPDX-License-Identifier: GPL-3.0-or-later

/// An arrival rate over simulated time [1/s]: linear pieces, then repeated, or held at its last value for good.
///
/// The cumulative rate Λ and its inverse are exact, which is what an arrival process is drawn from: a unit Poisson
/// process pushed through Λ⁻¹ needs no thinning, one uniform an arrival, and stays in step under another mean.
public struct RateProfile: Sendable, Hashable {
    /// A stretch over which the rate is linear; it may jump between stretches.
    struct Piece: Sendable, Hashable {
        let start: Double
        let length: Double
        let startRate: Double
        let endRate: Double
        /// Λ at `start`.
        var mass: Double = 0

        var end: Double { start + length }
        var total: Double { (startRate + endRate) / 2 * length }
        var slope: Double { (endRate - startRate) / length }

        func rate(after elapsed: Double) -> Double { startRate + slope * elapsed }
        func mass(after elapsed: Double) -> Double { (startRate + slope * elapsed / 2) * elapsed }

        /// When this much has accumulated: the root of a quadratic, written so that nothing cancels.
        func elapsed(at mass: Double) -> Double {
            guard mass > 0 else { return 0 }
            let discriminant = max(startRate * startRate + 2 * slope * mass, 0)
            return min(2 * mass / (startRate + discriminant.squareRoot()), length)
        }
    }

    /// Without gaps from time 0, at least one.
    let pieces: [Piece]
    /// After the last piece, time goes back by this much [s]; nil when the last rate is held instead.
    let period: Double?

    /// `pieces` follow each other from 0; their masses are computed here.
    init(pieces: [Piece], period: Double?) {
        var mass = 0.0
        self.pieces = pieces.map { piece in
            var piece = piece
            piece.mass = mass
            mass += piece.total
            return piece
        }
        self.period = period
    }

    /// The same rate [1/s] for ever; it must be finite and not negative.
    public static func constant(_ rate: Double) -> RateProfile {
        RateProfile(pieces: [Piece(start: 0, length: 1, startRate: rate, endRate: rate)], period: nil)
    }

    /// The rate if it never changes, else nil.
    public var constantRate: Double? {
        let rate = pieces[0].startRate
        return pieces.allSatisfy { $0.startRate == rate && $0.endRate == rate } ? rate : nil
    }

    /// The long-run mean [1/s]: over one repetition, or the rate that is held in the end.
    public var meanRate: Double { period.map { loopMass / $0 } ?? last.endRate }

    /// The highest rate that is ever reached [1/s].
    public var peakRate: Double { pieces.reduce(0) { max($0, $1.startRate, $1.endRate) } }

    var last: Piece { pieces[pieces.count - 1] }
    var end: Double { last.end }
    var endMass: Double { last.mass + last.total }
    var loopStart: Double { end - (period ?? 0) }
    /// Λ accumulated by one repetition.
    var loopMass: Double { endMass - mass(within: loopStart) }

    /// The rate at `time` [s, from 0]; at a jump, the rate after it.
    public func rate(at time: Double) -> Double {
        var time = max(time, 0)
        if time >= end {
            guard let period else { return last.endRate }
            time = min(loopStart + (time - loopStart).truncatingRemainder(dividingBy: period), end.nextDown)
        }
        let piece = piece(at: time)
        return piece.rate(after: min(time - piece.start, piece.length))
    }

    /// Λ: the expected number of arrivals from 0 to `time` [s, from 0].
    public func cumulative(at time: Double) -> Double {
        guard time > end else { return mass(within: max(time, 0)) }
        guard let period else { return endMass + (time - end) * last.endRate }
        let rounds = ((time - loopStart) / period).rounded(.down)
        let rest = min(max(time - loopStart - rounds * period, 0), period)
        return rounds * loopMass + mass(within: loopStart + rest)
    }

    /// Λ⁻¹: the earliest time [s] at which `mass` arrivals are expected; infinite if they never are.
    public func time(at mass: Double) -> Double {
        var cursor = RateCursor(self)
        guard mass > endMass, period != nil, loopMass > 0 else { return cursor.time(at: mass) }
        cursor.skip(rounds: ((mass - endMass) / loopMass).rounded(.down))
        return cursor.time(at: mass)
    }

    private func mass(within time: Double) -> Double {
        let piece = piece(at: time)
        return piece.mass + piece.mass(after: min(time - piece.start, piece.length))
    }

    /// The last piece that starts at or before `time`. Complexity: O(log n).
    private func piece(at time: Double) -> Piece {
        var low = 0, high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].start <= time { low = middle } else { high = middle }
        }
        return pieces[low]
    }
}
