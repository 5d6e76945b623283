// SPDX-License-Identifier: GPL-3.0-or-later

/// Walks Λ⁻¹ of a profile forwards: masses are asked for in ascending order, so each costs O(1) on average.
struct RateCursor: Sendable {
    private let profile: RateProfile
    private let loopMass: Double
    private let loopIndex: Int
    private var index = 0
    private var piece: RateProfile.Piece
    // What the rounds already made add to the times and masses of the pieces.
    private var roundTime = 0.0
    private var roundMass = 0.0

    init(_ profile: RateProfile) {
        self.profile = profile
        piece = profile.pieces[0]
        loopMass = profile.period == nil ? 0 : profile.loopMass
        let loopStart = profile.loopStart
        loopIndex = profile.pieces.lastIndex { $0.start <= loopStart + 1e-9 } ?? 0
    }

    mutating func skip(rounds: Double) {
        roundTime += rounds * (profile.period ?? 0)
        roundMass += rounds * loopMass
    }

    /// The earliest time [s] at which `mass` has accumulated; infinite if it never does.
    mutating func time(at mass: Double) -> Double {
        while true {
            let wanted = mass - roundMass - piece.mass
            if wanted <= piece.total { return roundTime + piece.start + piece.elapsed(at: wanted) }
            if index + 1 < profile.pieces.count {
                index += 1
                piece = profile.pieces[index]
            } else if let period = profile.period {
                guard loopMass > 0 else { return .infinity }
                index = loopIndex
                piece = profile.pieces[index]
                roundTime += period
                roundMass += loopMass
            } else {
                guard piece.endRate > 0 else { return .infinity }
                return piece.end + (wanted - piece.total) / piece.endRate
            }
        }
    }
}
