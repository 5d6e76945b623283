// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

extension ShareEstimate {
    /// A share from the events and trials of each replication.
    ///
    /// With two replications or more the interval is that of a ratio of sums, which knows that requests of one run
    /// depend on each other. It is poor where few events were seen, so below thirty of them it is widened to
    /// Wilson's; none at all gives the upper bound 3/n, and all of them the lower bound 1 − 3/n.
    /// - Parameter weight: how often the same trial may have been counted; n is divided by it.
    init(_ pairs: [(events: UInt64, trials: UInt64)], weight: Int = 1, level: Double = 0.95) {
        let trials = pairs.reduce(0) { $0 + $1.trials }
        // What ends in a stretch may have begun before it, so that events can outnumber trials.
        let events = min(trials, pairs.reduce(0) { $0 + $1.events })
        guard trials > 0 else {
            self.init(value: nil, lower: nil, upper: nil, level: level, method: .none, events: events, trials: trials)
            return
        }
        let share = Double(events) / Double(trials)
        let independent = Double(trials) / Double(max(weight, 1))
        if events == 0 || events == trials {
            let bound = min(1, 3 / independent)
            self.init(
                value: share, lower: events == 0 ? 0 : 1 - bound, upper: events == 0 ? bound : 1,
                level: level, method: .ruleOfThree, events: events, trials: trials)
            return
        }
        let ratio = ReplicationInterval.ratio(pairs.map { (Double($0.events), Double($0.trials)) }, level: level)
        let (low, high) = Self.wilson(share: share, trials: independent, level: level)
        guard let half = ratio.halfWidth else {
            self.init(
                value: share, lower: low, upper: high, level: level, method: .wilson, events: events, trials: trials)
            return
        }
        let isRare = min(events, trials - events) < 30 * UInt64(max(weight, 1))
        let lower = max(0, share - half), upper = min(1, share + half)
        self.init(
            value: share, lower: isRare ? min(lower, low) : lower, upper: isRare ? max(upper, high) : upper,
            level: level, method: .replications, events: events, trials: trials)
    }

    /// Wilson's score interval (Wilson 1927; Brown, Cai & DasGupta 2001).
    static func wilson(share: Double, trials n: Double, level: Double) -> (lower: Double, upper: Double) {
        // Student's t with so many degrees is the normal distribution to nine digits.
        let z = ReplicationInterval.studentQuantile(level, degrees: 1e9)
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (max(0, centre - half), min(1, centre + half))
    }
}
