// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Decides whether a channel takes a message: a rate, shards, or capacity that grows with its use.
struct Ingress {
    private let plan: IngressPlan
    private var whole: TokenBucket?
    private var capacity: AdaptiveCapacity?
    /// Records and bytes of each shard.
    private var shards: [(records: TokenBucket, bytes: TokenBucket)] = []

    init(_ plan: IngressPlan) {
        self.plan = plan
        switch plan {
        case .rate(let bucket): whole = TokenBucket(bucket)
        case .shards(let count, let records, let bytes):
            shards = Self.shards(count, records, bytes)
        case .onDemand(let initial, let maximum, let records, let bytes, let count, let window):
            capacity = AdaptiveCapacity(.onDemand(initial: initial, maximum: maximum, window: window))
            shards = Self.shards(count, records, bytes)
        }
    }

    private static func shards(_ count: Int, _ records: Double, _ bytes: Double) -> [(TokenBucket, TokenBucket)] {
        (0..<count).map { _ in
            (TokenBucket(TokenBucketPlan(rate: records, burst: records)),
             TokenBucket(TokenBucketPlan(rate: bytes, burst: bytes)))
        }
    }

    /// The window after which capacity follows its peak; nil where it is fixed.
    var window: SimulationDuration? { capacity?.window }

    mutating func admits(bytes: UInt64, hash: UInt64, at now: SimulationTime) -> Bool {
        if whole?.take(at: now) == false { return false }
        guard !shards.isEmpty else { return true }
        let shard = Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(shards.count)).high)
        // A record that one limit refuses uses up nothing of the others.
        var (records, sizes) = shards[shard]
        guard records.take(at: now), sizes.take(Double(bytes), at: now),
              capacity?.take(Double(bytes), at: now) ?? true else { return false }
        shards[shard] = (records, sizes)
        return true
    }

    mutating func closeWindow(at now: SimulationTime) { capacity?.closeWindow(at: now) }
}
