// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// How far apart the places of a deployment are, and what leaving each of them costs.
struct NetworkMap: Sendable {
    private struct Way: Hashable {
        let from: Home
        let to: Home
    }

    private var oneWay: [Way: SimulationDuration] = [:]
    private var prices: [Provider: TransferPrices] = [:]

    mutating func set(_ time: SimulationDuration, between a: Home, and b: Home) {
        oneWay[Way(from: a, to: b)] = time
        oneWay[Way(from: b, to: a)] = time
    }

    mutating func set(_ prices: TransferPrices, leaving provider: Provider) { self.prices[provider] = prices }

    /// Time from one place to another, one way; nil within one place, and to and from what nobody sells: that is
    /// wherever the other is.
    func time(from: Home?, to: Home?) -> SimulationDuration? {
        guard let from, let to, from != to else { return nil }
        return oneWay[Way(from: from, to: to)]
    }

    func transfer(_ counter: Transfer.Counter, from: Home, to: Home) -> Transfer {
        let known = prices[from.provider] ?? TransferPrices()
        return Transfer(
            counter: counter, provider: from.provider, region: from.region, title: "Data from \(from) to \(to)",
            price: from.provider == to.provider ? known.regions : known.internet)
    }
}
