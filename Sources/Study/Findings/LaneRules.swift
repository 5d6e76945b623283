// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import PlatformModels

/// What goes wrong where order is kept and load is split.
enum LaneRules {
    /// One shard is full while the stream as a whole is not half used.
    static func hotShard(_ context: FindingContext) -> [Finding] {
        zip(context.plan.channels, context.seen.channels).compactMap { plan, seen in
            guard let shards = Shards(plan.ingress), let key = plan.key,
                  FindingContext.isMaterial(seen.refused, of: seen.refused + seen.published - seen.fed)
            else { return nil }
            let refused = FindingContext.percent(seen.refused, of: seen.refused + seen.published - seen.fed)
            let used = shards.utilisation(of: seen, over: context.seen.window.seconds)
            // The fair share of a shard is 1; a peak of the whole stream refuses too, and is another matter.
            let hottest = key.greatestShare, heat = hottest * Double(shards.count)
            guard used < 0.5, heat >= 2 else { return nil }
            return context.finding(
                .hotShard, plan.name, "One shard of \(plan.name) is full, and the others are not.",
                evidence: "\(refused) of what was published (\(context.monthly(seen.refused))) was refused, while all "
                    + "\(shards.count) shards together were used to \(Wording.percent(used)): the most frequent of "
                    + "\(Wording.count(UInt64(key.count))) keys has \(Wording.percent(hottest)) of the messages.",
                knob: "Choose a key that spreads the load; more shards do not help a key that fills one.",
                address: context.addresses.channel(plan.name, "key"))
        }
    }

    /// What a stream's shards take.
    private struct Shards {
        var count: Int
        var records: Double
        var bytes: Double

        init?(_ ingress: IngressPlan?) {
            switch ingress {
            case .shards(let count, let records, let bytes):
                (self.count, self.records, self.bytes) = (count, records, bytes)
            case .onDemand(_, _, let records, let bytes, let shards, _):
                (count, self.records, self.bytes) = (shards, records, bytes)
            case .rate, nil: return nil
            }
        }

        func utilisation(of seen: ChannelObservation, over seconds: Double) -> Double {
            guard seconds > 0, count > 0 else { return 0 }
            let all = Double(count) * seconds
            return max(Double(seen.published) / (all * records), Double(seen.bytes) / (all * bytes))
        }
    }

    /// So many failures in a row are no bad luck.
    private static let leastFailures: UInt64 = 5

    /// A delivery that kept failing let everything behind it wait.
    static func poisoned(_ context: FindingContext) -> [Finding] {
        context.subscriptions.compactMap { channel, plan, seen in
            // Most deliveries may be of the one that fails, so that their waits say nothing: what was processed is the
            // measure, and of that the fastest, because a lane that stalls often makes everything late.
            guard case .lanes(let lanes) = plan.consumption, seen.failuresInARow >= leastFailures,
                  Double(seen.oldest) >= max(60e9, 30 * (seen.ages.quantile(0.1) ?? 0)) else { return nil }
            let usual = seen.ages.quantile(0.5).map {
                "half of those processed took \(FindingContext.seconds(nanoseconds: $0)) or less"
            } ?? "none was processed"
            let attempts = lanes.attempts.map { "\($0) attempts are allowed" } ?? "it is tried without end"
            return context.finding(
                .poisonedLane, seen.name, "A delivery of \(seen.name) that keeps failing holds up its lane.",
                evidence: "One failed \(seen.failuresInARow) times in a row (\(attempts)); messages of its lane waited "
                    + "up to \(FindingContext.seconds(nanoseconds: Double(seen.oldest))), where \(usual).",
                knob: "Bound the attempts, halve failing batches (bisect), and name a dead-letter channel (failed-to).",
                address: context.address(of: "attempts", at: channel, plan))
        }
    }
}

extension KeyPlan {
    /// The share of the most frequent key: 1 / Σ r^−exponent.
    var greatestShare: Double {
        guard exponent > 0 else { return 1 / Double(max(count, 1)) }
        return 1 / (1...max(count, 1)).reduce(0) { $0 + pow(Double($1), -exponent) }
    }
}
