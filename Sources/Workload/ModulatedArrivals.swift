// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A Markov-modulated Poisson process, drawn exactly: its rate is constant between the jumps of the chain, so a
/// unit Poisson process is spent at the rate of the present state.
struct ModulatedArrivals: Sendable {
    private let modulation: MarkovModulation
    private let nextStates: [[Double]]
    /// The chain has a stream of its own, so that other rates meet the same bursts.
    private var states: RandomStream
    private var state: Int
    private var clock: Double
    private var leaves: Double
    private let isSilent: Bool

    init(_ modulation: MarkovModulation, key: StreamKey, start: Double) {
        self.modulation = modulation
        nextStates = modulation.rates.indices.map { modulation.next(after: $0) }
        states = RandomStream(key.derived("states"))
        // Begins in its long-run distribution; the time to the next jump is memoryless.
        state = Self.choose(modulation.shares, states.uniform())
        clock = start
        leaves = start - modulation.dwells[state] * log1p(-states.uniform())
        isSilent = modulation.meanRate <= 0
    }

    mutating func next(_ stream: inout RandomStream) -> Double? {
        guard !isSilent else { return nil }
        var unit = -log1p(-stream.uniform())
        while true {
            let rate = modulation.rates[state]
            if unit < rate * (leaves - clock) {
                clock += unit / rate
                return clock
            }
            unit -= rate * (leaves - clock)
            clock = leaves
            state = Self.choose(nextStates[state], states.uniform())
            leaves -= modulation.dwells[state] * log1p(-states.uniform())
        }
    }

    private static func choose(_ probabilities: [Double], _ u: Double) -> Int {
        var sum = 0.0
        for (index, probability) in probabilities.enumerated() {
            sum += probability
            if u < sum { return index }
        }
        // Rounding may leave the sum short of 1; the last state that can be reached takes the rest.
        return probabilities.lastIndex { $0 > 0 } ?? 0
    }
}
