// SPDX-License-Identifier: GPL-3.0-or-later

/// A Poisson process whose rate jumps between states that a Markov chain visits: traffic in bursts.
public struct MarkovModulation: Sendable, Hashable {
    /// Arrivals per second in each state; 0 is a silence.
    public let rates: [Double]
    /// The mean time spent in each state at a visit [s], exponentially distributed.
    public let dwells: [Double]
    /// Where each state goes next, rows summing to 1; nil for any other state with equal probability.
    public let transitions: [[Double]]?

    public init(rates: [Double], dwells: [Double], transitions: [[Double]]? = nil) {
        self.rates = rates
        self.dwells = dwells
        self.transitions = transitions
    }

    /// The probability of each next state.
    func next(after state: Int) -> [Double] {
        if let transitions { return transitions[state] }
        let others = Double(max(rates.count - 1, 1))
        return rates.indices.map { $0 == state && rates.count > 1 ? 0 : 1 / others }
    }

    /// The share of time spent in each state.
    ///
    /// The visits' balance is found by iterating (P + I) / 2, which has the same solution as P and, unlike it,
    /// converges for chains that alternate; shares are visits × dwells.
    public var shares: [Double] {
        var visits = [Double](repeating: 1 / Double(rates.count), count: rates.count)
        for _ in 0..<100_000 {
            var following = visits.map { $0 / 2 }
            for state in visits.indices {
                for (target, p) in next(after: state).enumerated() { following[target] += visits[state] * p / 2 }
            }
            let change = zip(visits, following).reduce(0) { $0 + abs($1.0 - $1.1) }
            visits = following
            if change < 1e-15 { break }
        }
        let times = zip(visits, dwells).map { $0 * $1 }
        let total = times.reduce(0, +)
        return times.map { $0 / total }
    }

    /// The long-run mean rate [1/s].
    public var meanRate: Double { zip(shares, rates).reduce(0) { $0 + $1.0 * $1.1 } }

    /// All that is wrong; empty when nothing is.
    public func validate() -> [ModulationFault] {
        guard !rates.isEmpty, rates.count == dwells.count else {
            return [.statesDiffer(rates: rates.count, dwells: dwells.count)]
        }
        var faults: [ModulationFault] = []
        for state in rates.indices {
            if !(rates[state] >= 0 && rates[state].isFinite) { faults.append(.rate(state: state, rates[state])) }
            if !(dwells[state] > 0 && dwells[state].isFinite) { faults.append(.dwell(state: state, dwells[state])) }
        }
        guard let transitions else { return faults }
        guard transitions.count == rates.count else { return faults + [.transitionRows(transitions.count)] }
        for (state, row) in transitions.enumerated() {
            let isDistribution = row.count == rates.count && row.allSatisfy { $0 >= 0 }
            if !isDistribution || abs(row.reduce(0, +) - 1) > 1e-9 { faults.append(.transitionRow(state: state)) }
        }
        return faults
    }
}

/// Something that keeps a modulation from being one.
public enum ModulationFault: Error, Sendable, Hashable {
    /// There must be as many rates as dwell times, at least one.
    case statesDiffer(rates: Int, dwells: Int)
    case rate(state: Int, Double)
    case dwell(state: Int, Double)
    /// As many rows as states.
    case transitionRows(Int)
    /// As many entries as states, none negative, summing to 1 within 10⁻⁹.
    case transitionRow(state: Int)
}
