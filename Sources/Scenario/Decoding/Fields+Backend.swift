// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    func backend(_ name: String, at namePlace: SourcePlace) -> Backend {
        let kind = require("kind")?.word(BackendKind.self)
        let stream = "backends.\(name)"
        // A backend of unknown kind stays, so that calls of it are no mistakes as well.
        var result = Backend(
            name: name, kind: kind ?? .external,
            latency: take("latency")?.distribution(.duration),
            readLatency: take("read-latency")?.distribution(.duration),
            writeLatency: take("write-latency")?.distribution(.duration),
            limit: take("limit")?.tokenBucket(rateOf: self),
            concurrency: take("concurrency")?.count(),
            connections: take("connections")?.count(),
            hasProxy: take("proxy")?.flag(),
            whenFull: take("when-full")?.whenFull(stream: stream),
            capacity: take("capacity")?.capacityMode(),
            storage: take("storage")?.gigabytes(),
            consistency: take("consistency")?.word(ReadConsistency.self),
            place: namePlace)
        finish()
        if kind == nil, result.latency == nil { result.latency = .constant(0) }
        return result
    }
}

extension Field {
    /// `limit`, whose burst may stand beside it: `limit: 50/s, burst: 100`.
    fileprivate func tokenBucket(rateOf fields: Fields) -> TokenBucketPlan? {
        let burst = fields.take("burst")?.atLeast(1)
        guard var bucket = tokenBucket() else { return nil }
        if let burst { bucket.burst = burst }
        return bucket
    }

    /// `on-demand`, or `{read: 100, write: 50}` in units a second.
    func capacityMode() -> CapacityMode? {
        if isWord("on-demand") {
            note()
            return .onDemand
        }
        guard isMapping, let fields = fields() else {
            reading.report(.wrongType(expected: "on-demand or {read: 100, write: 50}", found: node.type), at: node)
            return nil
        }
        let read = fields.require("read")?.atLeast(1)
        let write = fields.require("write")?.atLeast(1)
        fields.finish()
        guard let read, let write else { return nil }
        return .provisioned(read: read, write: write)
    }
}
