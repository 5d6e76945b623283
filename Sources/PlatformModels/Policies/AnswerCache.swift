// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Remembers answers by key for a time, or hits by a given share of chance.
struct AnswerCache {
    private let rule: CachePlan
    private let key: StreamKey
    private let popularity: ZipfSampler?
    private var expiries: [SimulationTime]
    private var recent: RecentKeys?

    init(_ plan: CachePlan, seed: UInt64, replication: Int) {
        rule = plan
        switch plan {
        case .hitShare(_, let stream):
            key = StreamKey(seed: seed, replication: replication, name: stream)
            popularity = nil
            expiries = []
        case .timeToLive(_, let keys, let exponent, let stream):
            key = StreamKey(seed: seed, replication: replication, name: stream)
            popularity = ZipfSampler(exponent: exponent, count: keys)
            expiries = Array(repeating: .zero, count: keys)
        case .leastRecentlyUsed(let entries, let keys, let exponent, let stream):
            key = StreamKey(seed: seed, replication: replication, name: stream)
            popularity = ZipfSampler(exponent: exponent, count: keys)
            expiries = []
            recent = RecentKeys(entries: entries, keys: keys)
        }
    }

    /// Whether the answer to this request is cached; if not, it is stored as of now.
    mutating func hits(identity: UInt64, at now: SimulationTime) -> Bool {
        var stream = RandomStream(key, request: identity)
        switch rule {
        case .hitShare(let share, _): return stream.happens(with: share)
        case .timeToLive(let time, _, _, _):
            guard let entry = popularity?.sample(&stream), entry < expiries.count else { return false }
            if now < expiries[entry] { return true }
            expiries[entry] = now + time
            return false
        case .leastRecentlyUsed:
            guard let entry = popularity?.sample(&stream) else { return false }
            return recent?.touch(entry) ?? false
        }
    }
}
