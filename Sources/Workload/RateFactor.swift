// SPDX-License-Identifier: GPL-3.0-or-later

/// A point of a piecewise-linear function of simulated time.
public struct RatePoint: Sendable, Hashable {
    /// Seconds since the start of the run.
    public let time: Double
    /// A rate [1/s] or a factor.
    public let value: Double

    public init(time: Double, value: Double) {
        self.time = time
        self.value = value
    }
}

/// A factor on a rate: a spike, a ramp, or any straight lines between points.
///
/// Before the first point it is the first value, after the last point the last value; two points at one time are
/// a jump.
public struct RateFactor: Sendable, Hashable {
    let pieces: [RateProfile.Piece]

    /// - Parameter points: at least one, at ascending times from 0 on, values not negative.
    public init(_ points: [RatePoint]) throws(RateFault) {
        guard let first = points.first, let last = points.last else { throw .empty }
        for (index, point) in points.enumerated() {
            guard point.time.isFinite, point.value.isFinite else { throw .notFinite(index: index) }
            guard point.time >= 0, point.value >= 0 else { throw .negative(index: index) }
            guard index == 0 || point.time >= points[index - 1].time else { throw .timesNotAscending(index: index) }
        }
        let padded = [RatePoint(time: 0, value: first.value)] + points
        var pieces = zip(padded, padded.dropFirst()).filter { $1.time > $0.time }.map {
            RateProfile.Piece(start: $0.time, length: $1.time - $0.time, startRate: $0.value, endRate: $1.value)
        }
        // What is held in the end is a piece of its own, so that there is always one.
        pieces.append(RateProfile.Piece(start: last.time, length: 1, startRate: last.value, endRate: last.value))
        self.pieces = pieces
    }

    /// `factor` times as much from `time` on for `duration`, with straight flanks of length `rise` inside it [s].
    public static func spike(
        at time: Double, to factor: Double, lasting duration: Double, rise: Double = 0
    ) throws(RateFault) -> RateFactor {
        guard duration > 0 else { throw .notPositive(duration) }
        guard rise >= 0, rise <= duration / 2 else { throw .notPositive(rise) }
        return try RateFactor([
            RatePoint(time: time, value: 1), RatePoint(time: time + rise, value: factor),
            RatePoint(time: time + duration - rise, value: factor), RatePoint(time: time + duration, value: 1),
        ])
    }

    /// From 1 to `factor` in a straight line from `time` on over `duration` [s], and held there.
    public static func ramp(at time: Double, to factor: Double, over duration: Double) throws(RateFault) -> RateFactor {
        guard duration >= 0 else { throw .notPositive(duration) }
        return try RateFactor([RatePoint(time: time, value: 1), RatePoint(time: time + duration, value: factor)])
    }

    /// When the factor has reached the value that it keeps [s].
    var settled: Double { pieces[pieces.count - 1].start }
    var finalValue: Double { pieces[pieces.count - 1].endRate }
}

extension RateProfile {
    /// This rate times `factor`, for traffic that jumps or grows at given times of the run.
    ///
    /// Repetitions are written out until the factor has settled. Where a flank meets a sloping rate the product is
    /// a parabola; it is replaced by 64 chords, off by at most ¼·64⁻² = 6 × 10⁻⁵ of the product of both changes.
    public func multiplied(by factor: RateFactor) -> RateProfile {
        var unrolled = pieces
        while let tail = unrolled.last, tail.end <= factor.settled {
            guard period != nil else {
                let length = factor.settled - tail.end + 1
                let rate = tail.endRate
                unrolled.append(Piece(start: tail.end, length: length, startRate: rate, endRate: rate))
                break
            }
            unrolled += round(from: tail.end)
        }
        // One more round, untouched by the flanks, is what repeats from then on.
        if period != nil, let tail = unrolled.last { unrolled += round(from: tail.end) }
        return RateProfile(pieces: unrolled.flatMap { Self.product($0, factor) }, period: period)
    }

    /// One repetition, moved to begin at `start`.
    private func round(from start: Double) -> [Piece] {
        let loopStart = loopStart
        return pieces.filter { $0.start >= loopStart - 1e-9 }.map {
            Piece(
                start: $0.start - loopStart + start, length: $0.length, startRate: $0.startRate, endRate: $0.endRate)
        }
    }

    private static func product(_ piece: Piece, _ factor: RateFactor) -> [Piece] {
        var result: [Piece] = []
        for (index, flank) in factor.pieces.enumerated() {
            let isLast = index == factor.pieces.count - 1
            let from = max(piece.start, flank.start), to = isLast ? piece.end : min(piece.end, flank.end)
            guard to > from else { continue }
            let chords = piece.slope != 0 && flank.slope != 0 ? 64 : 1
            func value(_ time: Double) -> Double {
                piece.rate(after: time - piece.start) * (isLast ? flank.endRate : flank.rate(after: time - flank.start))
            }
            for chord in 0..<chords {
                let start = from + (to - from) * Double(chord) / Double(chords)
                let end = from + (to - from) * Double(chord + 1) / Double(chords)
                result.append(Piece(
                    start: start, length: end - start, startRate: max(value(start), 0), endRate: max(value(end), 0)))
            }
        }
        return result
    }
}
