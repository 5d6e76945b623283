// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel
import Workload

extension Fields {
    /// A traffic source.
    func trafficSource(_ name: String, period: Period) -> TrafficSource? {
        let targets = require("to")?.targets()
        let arrivals = require("arrivals")?.arrivals(period: period)
        let stream = "traffic.\(name)"
        let size = take("size")?.draw(.size, stream: "\(stream).size")
        let timeout = take("timeout")?.optionalDuration()
        let retry = take("retry")?.retry(stream: "\(stream).retry")
        let perConnection = take("requests-per-connection")?.atLeast(1)
        finish()
        // Targets are looked up even where the arrivals have a mistake; such a scenario is never run.
        return targets.map {
            TrafficSource(
                name: name, targets: $0, arrivals: arrivals ?? .poisson(.constant(0)), size: size,
                timeout: timeout ?? nil, retry: retry ?? .never, requestsPerConnection: perConnection ?? 1)
        }
    }
}

extension Field {
    /// `shop/place-order`, `place-order`, or a map of shares of such targets.
    fileprivate func targets() -> [TrafficTarget]? {
        guard isMapping else {
            return target(node).map { [TrafficTarget(door: $0.door, handler: $0.handler, share: 1)] }
        }
        guard let entries = fields()?.entries() else { return nil }
        var result: [TrafficTarget] = []
        for entry in entries {
            let share = entry.field.share()
            let target = Self.split(entry.key, at: entry.keyPlace)
            guard let share else { continue }
            result.append(TrafficTarget(door: target.door, handler: target.handler, share: share))
        }
        if result.count == entries.count {
            reading.diagnostics.checkSum(of: result.map { Share(fraction: $0.share) }, at: node)
        }
        return result
    }

    private func target(_ node: Node) -> (door: Reference?, handler: Reference)? {
        guard let text = text(expected: "a handler, or a door and a handler as in shop/place-order") else { return nil }
        return Self.split(text, at: node.place)
    }

    /// What stands before a slash is a door. A name alone may be either; it counts as a handler until looked up.
    private static func split(_ text: String, at place: SourcePlace) -> (door: Reference?, handler: Reference) {
        guard let slash = text.firstIndex(of: "/") else { return (nil, Reference(text, at: place)) }
        return (
            Reference(String(text[..<slash]), at: place),
            Reference(String(text[text.index(after: slash)...]), at: place)
        )
    }
}
