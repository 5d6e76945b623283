// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// Reads how far apart the places of one deployment are. What is not asked for is not assumed: a deployment in one
/// place has no network in its assumptions.
struct NetworkReader {
    let lineage: [DeploymentSyntax]
    let reading: Reading

    /// The map of all places that parts are in.
    func map(of homes: Set<Home>) -> NetworkMap {
        let layers = lineage.compactMap { $0.node["network"] }.filter { node in
            if node.entries != nil { return true }
            reading.report(.wrongType(expected: "times between areas of the world", found: node.type), at: node)
            return false
        }
        let profile = reading.profiles["network"]
        let fields = Fields(
            layers.map { Layer(node: $0, origin: .file) }, defaults: profile,
            path: "deployments.\(lineage[0].name).network", place: lineage[0].keyPlace, reading: reading)
        var map = NetworkMap()
        var times: [String: SimulationDuration] = [:]
        let places = homes.sorted { $0.description < $1.description }
        for (index, one) in places.enumerated() {
            map.set(reading.catalogue.seller(one.provider)?.transfer ?? TransferPrices(), leaving: one.provider)
            for other in places[(index + 1)...] {
                let key = key(between: one, and: other)
                if times[key] == nil { times[key] = fields.take(key)?.duration(allowZero: true) }
                if let time = times[key] { map.set(time, between: one, and: other) }
            }
        }
        fields.allow(profile.values.keys.sorted())
        fields.finish()
        return map
    }

    /// `same-area`, `edge`, or the two areas in the order of the alphabet.
    private func key(between one: Home, and other: Home) -> String {
        let areas = [area(of: one), area(of: other)].sorted()
        if areas.contains(Self.everywhere) { return "edge" }
        return areas[0] == areas[1] ? "same-area" : areas.joined(separator: "-")
    }

    private func area(of home: Home) -> String {
        let regions = reading.catalogue.seller(home.provider)?.regions ?? []
        return regions.first { $0.region == home.region }?.area ?? ""
    }

    /// The area of a network that is near every user.
    private static let everywhere = "everywhere"
}
