// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Field {
    /// `50/s`, or `{rate: 50/s, burst: 100}`. Without a burst, one second's worth of tokens is kept.
    func tokenBucket() -> TokenBucketPlan? {
        guard isMapping else {
            return quantity(.rate).flatMap { rate in
                guard rate > 0 else {
                    reading.report(.notPositive(text: node.flowText), at: node)
                    return nil
                }
                return TokenBucketPlan(rate: rate, burst: max(rate, 1))
            }
        }
        guard let fields = fields() else { return nil }
        let rate = fields.require("rate")?.quantity(.rate)
        let burst = fields.take("burst")?.atLeast(1)
        fields.finish()
        guard let rate else { return nil }
        return TokenBucketPlan(rate: rate, burst: burst ?? max(rate, 1))
    }

    /// `unlimited` is nil within; nil itself follows a report.
    func optionalTokenBucket() -> TokenBucketPlan?? {
        if isWord("unlimited") {
            note()
            return .some(nil)
        }
        return tokenBucket().map { .some($0) }
    }

    /// `refuse`, a number or `unlimited` for a queue's places, or `{queue: 100, patience: 2 s}`.
    func whenFull(stream: String) -> WhenFull? {
        if isWord("refuse") || isWord("none") {
            note()
            return .refuse
        }
        guard isMapping else {
            return optionalCount(allowZero: true).map { .queue(capacity: $0, patience: nil) }
        }
        guard let fields = fields() else { return nil }
        let places = fields.require("queue")?.optionalCount(allowZero: true)
        let patienceField = fields.take("patience")
        let patience = patienceField.flatMap {
            $0.isWord("unlimited") ? nil : $0.draw(.duration, stream: "\(stream).patience")
        }
        fields.finish()
        return places.map { .queue(capacity: $0, patience: patience) }
    }

    /// `{hit: 80%}`, `{for: 60 s, keys: {count: 1000, zipf: 1}}` or `{entries: 100, keys: …}` (the least recently used
    /// are forgotten); `keys` is named `callers` for an authorizer.
    func cache(keysName: String, stream: String) -> CachePlan? {
        guard let fields = fields() else { return nil }
        defer { fields.finish() }
        if let hit = fields.take("hit") {
            fields.allow(["for", "entries", keysName])
            return hit.share().map { .hitShare($0, stream: stream) }
        }
        if let entries = fields.take("entries") {
            fields.allow(["for"])
            let keys = fields.require(keysName)?.keys()
            guard let count = entries.count(), let keys else { return nil }
            return .leastRecentlyUsed(entries: count, keys: keys.count, exponent: keys.exponent, stream: stream)
        }
        let time = fields.require("for")?.duration()
        let keys = fields.require(keysName)?.keys()
        guard let time, let keys else { return nil }
        return .timeToLive(time, keys: keys.count, exponent: keys.exponent, stream: stream)
    }

    /// A number of keys that are all as popular, or `{count: 1000, zipf: 1}`.
    func keys() -> (count: Int, exponent: Double)? {
        if !isMapping { return count(upTo: WorkLimit.keys).map { ($0, 0) } }
        guard let fields = fields() else { return nil }
        let number = fields.require("count")?.count(upTo: WorkLimit.keys)
        let exponent = fields.take("zipf")?.atLeast(0)
        fields.finish()
        return number.map { ($0, exponent ?? 0) }
    }

    /// A distribution with the name of the stream it draws from.
    func draw(_ dimension: Dimension, stream: String) -> Draw? {
        distribution(dimension).map { Draw($0, stream: stream) }
    }
}
