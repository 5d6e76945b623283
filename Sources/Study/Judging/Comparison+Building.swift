// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What a comparison needs of a deployment: its figures replication by replication, in the same order everywhere.
struct Contender: Sendable {
    var name: String
    var monthlyCost: Estimate
    /// Dollars, by replication.
    var costs: [Double]
    /// Seconds, by replication.
    var p99s: [Double?]
    /// Why it may not be named cheapest; empty when it may.
    var exclusions: [ExclusionReason]
    /// False when the scenario sets it no objective, so that there is none to meet.
    var setsObjectives = true
    /// Nil where a cap stopped its run.
    var work: WorkDone?
}

extension Comparison {
    /// Those that a cap stopped have no cost and are left out.
    ///
    /// Compares all others with the cheapest that may be named so, or with the cheapest of all when none may.
    ///
    /// Every replication puts the same requests before every deployment, so the differences are taken replication
    /// by replication; their intervals hold together with `level` (Bonferroni).
    init(of contenders: [Contender], level: Double = 0.95) {
        let contenders = contenders.filter { !$0.costs.isEmpty }
        let eligible = contenders.filter(\.exclusions.isEmpty)
        guard let base = Self.cheapest(eligible.isEmpty ? contenders : eligible) else {
            self.init(baseline: "", differences: [])
            return
        }
        let others = contenders.filter { $0.name != base.name }
        let each = 1 - (1 - level) / Double(max(others.count, 1))
        self.init(baseline: base.name, differences: others.map { PairedDifference($0, minus: base, level: each) })
    }

    /// The first of the cheapest.
    static func cheapest(_ contenders: [Contender]) -> Contender? {
        contenders.min { $0.monthlyCost.value < $1.monthlyCost.value }
    }
}

extension PairedDifference {
    init(_ other: Contender, minus base: Contender, level: Double) {
        let differences = zip(other.costs, base.costs).map { $0 - $1 }
        let cost = ReplicationInterval.mean(of: differences, level: level)
        let pairs = zip(other.p99s, base.p99s).map { pair in pair.0.flatMap { other in pair.1.map { other - $0 } } }
        let complete = pairs.compactMap { $0 }
        let together = Self.variance(differences)
        let apart = Self.variance(other.costs) + Self.variance(base.costs)
        self.init(
            deployment: other.name, monthlyCost: cost,
            relative: base.monthlyCost.value != 0 ? cost.value / base.monthlyCost.value : nil,
            p99: complete.count == pairs.count && !pairs.isEmpty
                ? ReplicationInterval.mean(of: complete, level: level) : nil,
            varianceReduction: together > 0 ? apart / together : nil,
            isDistinguishable: cost.halfWidth.map { abs(cost.value) > $0 } ?? false)
    }

    private static func variance(_ values: [Double]) -> Double {
        var moments = RunningMoments()
        for value in values { moments.record(value) }
        return moments.sampleVariance
    }
}
