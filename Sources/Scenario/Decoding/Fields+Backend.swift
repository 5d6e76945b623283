// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    func backend(_ name: String, at namePlace: SourcePlace) -> Backend {
        let kind = require("kind")?.word(BackendKind.self)
        let stream = "backends.\(name)"
        // A backend of unknown kind stays, so that calls of it are no mistakes as well; nor is any place for it.
        if kind == nil { reading.noteBroken(name) }
        var result = Backend(
            name: name, kind: kind ?? .external,
            latency: take("latency")?.distribution(.duration),
            readLatency: take("read-latency")?.distribution(.duration),
            writeLatency: take("write-latency")?.distribution(.duration),
            eachWay: take("each-way")?.distribution(.duration),
            latencyPerCall: take("latency-per-call")?.duration(allowZero: true),
            limit: take("limit")?.callLimit(rateOf: self),
            concurrency: take("concurrency")?.count(),
            connections: take("connections")?.count(),
            hasProxy: take("proxy")?.flag(),
            whenFull: take("when-full")?.whenFull(stream: stream),
            capacity: take("capacity")?.capacityMode(),
            storage: take("storage")?.gigabytes(),
            growth: growth(of: kind),
            consistency: take("consistency")?.word(ReadConsistency.self),
            pricePerCall: price(of: kind),
            place: namePlace)
        finish()
        if kind == nil, result.latency == nil { result.latency = .constant(0) }
        return result
    }

    private func growth(of kind: BackendKind?) -> Double? {
        guard let field = take("growth") else { return nil }
        if let kind, !kind.isFilledByWriting {
            reading.report(.conflict("only tables and object stores grow with what is written"), at: field.node)
        }
        return field.share()
    }

    /// Only what nobody's price book has needs a price of the scenario's own.
    private func price(of kind: BackendKind?) -> Decimal? {
        guard let field = take("price") else { return nil }
        if let kind, kind != .external {
            reading.report(.conflict("only an external backend has a price of its own"), at: field.node)
            return nil
        }
        return field.price(per: "call")
    }
}

extension Field {
    /// `{ per-call: 0.002 USD }`, where the unit is a call.
    func price(per unit: String) -> Decimal? {
        guard let fields = fields() else { return nil }
        let amount = fields.require("per-\(unit)")?.dollars()
        fields.finish()
        return amount
    }

    /// An amount of US dollars: what a scenario says of money stands beside prices in them.
    func dollars() -> Decimal? {
        let currency = Currency.usd.rawValue
        let reader = ValueReader<MoneyAmount>.quantity.check(
            { $0.currency == .usd },
            else: { .unknownUnit(text: $0, unit: Currency.eur.rawValue, nearest: nil, units: [currency]) })
        return read(reader)?.amount
    }

    /// `limit`, whose burst may stand beside it: `limit: 50/s, burst: 100`.
    fileprivate func callLimit(rateOf fields: Fields) -> CallLimit? {
        let burstField = fields.take("burst")
        let burst = burstField?.atLeast(1)
        guard let limit = callLimit() else { return nil }
        guard let burstField, let burst else { return limit }
        guard case .rate(var bucket) = limit else {
            reading.report(.conflict("calls of a window have no burst"), at: burstField.node)
            return nil
        }
        bucket.burst = burst
        return .rate(bucket)
    }

    /// `50/s`, `{rate: 50/s, burst: 100}`, or `{calls: 10, each: 1 s}` a counter that starts again each second.
    func callLimit() -> CallLimit? {
        guard node["calls"] != nil || node["each"] != nil, let fields = fields() else {
            return tokenBucket().map { .rate($0) }
        }
        let calls = fields.require("calls")?.count()
        let window = fields.require("each")?.duration()
        fields.finish()
        guard let calls, let window else { return nil }
        return .window(FixedWindowPlan(calls: calls, window: window))
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
