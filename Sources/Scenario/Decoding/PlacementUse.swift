// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Finds what deployments say of where parts go and no part looks at: a change that changes nothing must not be silent.
struct PlacementUse {
    let deployments: [DeploymentSyntax]
    let application: Application
    let reading: Reading

    /// A value under `place`: `memory` of `handlers` in `lambda`.
    private struct Saying {
        let deployment: DeploymentSyntax
        let part: String
        let key: String
        let node: Node

        /// What it is about, in whichever deployment.
        var subject: String { "\(part).\(key)" }
    }

    /// A mistake where the command line says it, and it matters nowhere; else a warning.
    func check() {
        let sayings = deployments.flatMap(sayings)
        let idle = sayings.filter { !reading.isTaken($0.node) }
        let effective = Set(
            sayings.filter { $0.node.isFromCommandLine && reading.isTaken($0.node) }.map(\.subject))
        for saying in idle {
            let fault = Fault.custom(
                what: "'\(saying.key)' of '\(saying.part)' changes nothing in deployment '\(saying.deployment.name)'",
                hint: hint(for: saying))
            if saying.node.isFromCommandLine, !effective.contains(saying.subject) {
                reading.diagnostics.error(fault, at: saying.node)
            } else {
                reading.diagnostics.warning(fault, at: saying.node)
            }
        }
    }

    private func sayings(of deployment: DeploymentSyntax) -> [Saying] {
        deployment.placements.map(PlacementReader.opened).flatMap { entry in
            (entry.value.entries ?? []).map {
                Saying(deployment: deployment, part: entry.key, key: $0.key, node: $0.value)
            }
        }
    }

    private func hint(for saying: Saying) -> String {
        guard let role = PartRole.allCases.first(where: { $0.groupKey == saying.part }) else {
            return "what else is said of it leaves no use for it"
        }
        let parts = application.replacing(with: saying.deployment.instead).names(of: role)
        guard let first = parts.first else { return "there are no \(role.groupKey)" }
        return "parts that are placed by name go before their group: say it of each, as in deployments."
            + "\(saying.deployment.name).place.\(first).\(saying.key)"
    }
}
