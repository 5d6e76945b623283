// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// Reads a whole scenario, reporting every mistake on the way.
struct ScenarioReader {
    let root: Node
    let reading: Reading

    /// What could be read; nil where too little could. Only a reading without errors is a scenario.
    func scenario() -> Scenario? {
        let field = Field(node: root, origin: .file, path: "", reading: reading)
        guard let fields = field.fields() else { return nil }
        let name = fields.require("name")?.text(expected: "a name")
        let seed = fields.take("seed")?.count(allowZero: true)
        let period = section(fields.take("period"), "period").period()
        var precision = section(fields.take("precision"), "precision").precision()
        precision.replications = fields.take("replications")?.count()
        let application = fields.application()
        let traffic = self.traffic(fields.require("traffic"), period: period)
        let syntax = fields.require("deployments")?.deployments() ?? []
        let objectives = fields.take("objectives")
        let incidents = fields.take("incidents")?.incidents(period: period) ?? []
        fields.finish()
        let shared = reading.takeAssumptions()
        if syntax.isEmpty, let node = root["deployments"], node.entries?.isEmpty == true {
            reading.report(.missingValue(expected: "at least one deployment"), at: node)
        }
        let possible = syntax.filter { $0.impossible == nil }
        if let first = syntax.first, possible.isEmpty {
            reading.report(
                .conflict("every deployment is impossible: at least one must be simulated"), at: first.keyPlace,
                path: "deployments")
        }
        let deployments = possible.compactMap { one -> Deployment? in
            _ = reading.takeAssumptions()
            let lineage = syntax.lineage(of: one, reading: reading)
            let reader = DeploymentReader(
                syntax: one, lineage: lineage ?? [one], base: application, period: period, reading: reading)
            if lineage == nil { reader.checkAlone() }
            return lineage.flatMap { _ in reader.deployment(traffic: traffic, incidents: incidents) }
        }
        warnOfUnreached(in: application, deployments: deployments, traffic: traffic)
        warnOfPartialSchedules(in: deployments, period: period)
        if !reading.diagnostics.hasErrors {
            PlacementUse(deployments: possible, application: application, reading: reading).check()
        }
        let handlers = Set(deployments.flatMap(\.application.invocable) + application.invocable)
        let applications = deployments.map(\.application) + [application]
        let reach = ObjectiveReach(applications: applications, traffic: traffic)
        let bounds = objectives?.fields()?
            .objectives(application: application, handlers: handlers.sorted(), reach: reach) ?? []
        guard let name else { return nil }
        if name.allSatisfy(\.isWhitespace), let node = root["name"] {
            reading.report(.missingValue(expected: "a name"), at: node)
        }
        return Scenario(
            name: name, seed: seed.map(UInt64.init), period: period, precision: precision, traffic: traffic,
            application: application, deployments: deployments, objectives: bounds, incidents: incidents,
            impossible: syntax.compactMap { one in
                one.impossible.map { ImpossibleDeployment(name: one.name, reason: $0) }
            },
            assumptions: shared, warnings: [], sources: [])
    }

    /// Handlers that no deployment has a use for; one that only some of them use is no mistake.
    private func warnOfUnreached(in application: Application, deployments: [Deployment], traffic: [TrafficSource]) {
        // What has mistakes may have meant to reach it.
        guard !reading.diagnostics.hasErrors else { return }
        let reached = deployments.reduce(into: Set<String>()) {
            $0.formUnion(Reachability(application: $1.application, traffic: traffic).parts)
        }
        // Further members of a split get their work from the first.
        var seen = Set(deployments.flatMap(\.splits).flatMap(\.others))
        for handler in application.handlers + deployments.flatMap(\.application.handlers)
        where !reached.contains(handler.name) && seen.insert(handler.name).inserted {
            reading.warn(
                "nothing reaches handler '\(handler.name)'", hint: "send traffic to it, or leave it out",
                at: handler.place, path: "handlers.\(handler.name)")
        }
    }

    private func warnOfPartialSchedules(in deployments: [Deployment], period: Period) {
        for channel in deployments.flatMap(\.application.channels) {
            guard case .weekly(let times, let zone)? = channel.schedule else { continue }
            PartialCycle(period: period, reading: reading).check(
                CronSchedule(times: times), zone: zone, at: channel.place, path: "channels.\(channel.name)")
        }
    }

    /// A section that may be missing: its defaults then stand alone.
    private func section(_ field: Field?, _ name: String) -> Fields {
        let defaults = reading.profiles[name]
        if let fields = field?.fields(defaults: defaults) { return fields }
        return Fields([], defaults: defaults, path: name, place: root.place, reading: reading)
    }

    private func traffic(_ field: Field?, period: Period) -> [TrafficSource] {
        guard let field, let fields = field.fields() else { return [] }
        if fields.keys.isEmpty {
            reading.report(.missingValue(expected: "at least one traffic source"), at: field.node)
        }
        return fields.namedEntries().compactMap { entry in
            entry.field.fields(defaults: reading.profiles["traffic"])?.trafficSource(entry.key, period: period)
        }
    }
}
