// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// Where the usual figures stand in an observation. Times are seconds.
extension Figure {
    static func meanLatency(flow: Int = 0) -> Figure {
        .ratio { (Double($0.flows[flow].latency.sum) / 1e9, Double($0.flows[flow].latency.count)) }
    }

    static func latency(_ rank: Double, flow: Int = 0) -> Figure { .quantile(rank) { $0.flows[flow].latency } }

    static let meanWait = Figure.ratio { (Double($0.services[0].waits.sum) / 1e9, Double($0.services[0].waits.count)) }
    static func wait(_ rank: Double) -> Figure { .quantile(rank) { $0.services[0].waits } }
    static let waitVariance = Figure.each { ($0.services[0].waits.variance ?? .nan) / 1e18 }
    /// The share of those who had to wait at all.
    static let waited = Figure.ratio { observation in
        let waits = observation.services[0].waits
        return ((1 - (waits.shareAtMost(0) ?? 0)) * Double(waits.count), Double(waits.count))
    }
    static let inPool = Figure.each { $0.services[0].running.mean + $0.services[0].queue.mean }
    static let running = Figure.each { $0.services[0].running.mean }
    static let queued = Figure.each { $0.services[0].queue.mean }

    static let refused = Figure.ratio { (Double($0.flows[0].refused), Double($0.flows[0].offered)) }
    static let answered = Figure.ratio { (Double($0.flows[0].answered), Double($0.flows[0].offered)) }
    static let attempts = Figure.ratio { (Double($0.flows[0].attempts), Double($0.flows[0].offered)) }
    static let throughput = Figure.ratio { (Double($0.flows[0].answered), $0.window.seconds) }
    static let throttledAttempts = Figure.ratio {
        (Double($0.flows[0].throttledAttempts), Double($0.flows[0].attempts))
    }

    static func cold(function: Int = 0) -> Figure {
        .ratio { (Double($0.functions[function].coldStarts), Double($0.functions[function].invocations)) }
    }
    static let busy = Figure.each { $0.functions[0].busy.mean }
    static let busyVariance = Figure.each { $0.functions[0].busy.variance }
    static let atLimit = Figure.each { $0.functions[0].busy.shareOfTimeAtLimit }
    static let instances = Figure.each { $0.functions[0].instances.mean }
    static let idle = Figure.each { $0.functions[0].instances.mean - $0.functions[0].busy.mean }
    static let meanLife = Figure.ratio {
        (Double($0.functions[0].lifetimes.sum) / 1e9, Double($0.functions[0].lifetimes.count))
    }
    static let meanDuration = Figure.ratio {
        (Double($0.functions[0].durations.sum) / 1e9, Double($0.functions[0].durations.count))
    }
    /// Billed seconds for each request that was offered.
    static let billedPerRequest = Figure.ratio {
        (Double($0.functions[0].billedOnDemand) / 1e9, Double($0.flows[0].offered))
    }

    static func station(_ backend: Int) -> Figure {
        .each { $0.backends[backend].inService.mean + $0.backends[backend].queue.mean }
    }
    static func delay(beforeRetry number: Int) -> Figure {
        .ratio { observation in
            let delays = observation.sources[0].retryDelays[number - 1]
            return (delays.mean * Double(delays.count), Double(delays.count))
        }
    }
    /// Requests in flight at the end of a bucket.
    static func inFlight(atEndOfBucket bucket: Int) -> Figure {
        .each { Double($0.sources[0].inFlightSeries[bucket]) }
    }

    func times(_ factor: Double) -> Figure {
        switch self {
        case .ratio(let figure):
            .ratio { let (a, b) = figure($0); return (a * factor, b) }
        case .each(let figure): .each { figure($0) * factor }
        case .quantile: self
        }
    }
}
