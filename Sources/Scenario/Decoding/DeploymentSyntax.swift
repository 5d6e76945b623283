// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// A deployment as the file writes it, before anything is taken over from another.
struct DeploymentSyntax {
    var name: String
    var node: Node
    var keyPlace: SourcePlace
    var like: Reference?
    /// Entries of `place`.
    var placements: [Node.Entry]
    var instead: Application
    /// Why it cannot be, if it cannot.
    var impossible: String?
}

extension Field {
    /// The deployments, without what they take over; `instead` is read, placements are not.
    func deployments() -> [DeploymentSyntax] {
        guard let fields = fields() else { return [] }
        return fields.namedEntries().compactMap { entry in
            guard let own = entry.field.fields() else { return nil }
            if own.has("impossible") { return own.impossibleDeployment(entry.key, entry.field.node, entry.keyPlace) }
            own.allow(["provider", "region", "network"])
            let like = own.take("like")?.reference()
            let placements = own.take("place")?.fields()?.layers.flatMap { $0.node.entries ?? [] } ?? []
            let instead = own.take("instead")?.fields().map { parts in
                let application = parts.application()
                parts.finish()
                return application
            }
            own.allow(["impossible"])
            own.finish()
            return DeploymentSyntax(
                name: entry.key, node: entry.field.node, keyPlace: entry.keyPlace, like: like, placements: placements,
                instead: instead ?? Application())
        }
    }
}

extension Fields {
    /// `{ impossible: reason }`: nothing else can be said of it.
    fileprivate func impossibleDeployment(_ name: String, _ node: Node, _ place: SourcePlace) -> DeploymentSyntax? {
        let reason = take("impossible")?.text(expected: "a reason")
        finish()
        return reason.map {
            DeploymentSyntax(
                name: name, node: node, keyPlace: place, like: nil, placements: [], instead: Application(),
                impossible: $0)
        }
    }
}

extension [DeploymentSyntax] {
    /// A deployment and those that it is like, nearest first; nil after a report of a circle or an unknown name.
    func lineage(of deployment: DeploymentSyntax, reading: Reading) -> [DeploymentSyntax]? {
        var result = [deployment]
        var current = deployment
        while let like = current.like {
            guard let next = first(where: { $0.name == like.name }) else {
                reading.unknown(
                    "deployment", like.name, known: map(\.name), at: like.place, path: "\(current.node.path).like")
                return nil
            }
            guard next.impossible == nil else {
                reading.report(
                    .conflict("nothing can be like '\(next.name)', which is impossible"), at: like.place,
                    path: "\(current.node.path).like")
                return nil
            }
            if let start = result.firstIndex(where: { $0.name == next.name }) {
                // Once for each circle, by the member that comes first in the file.
                let circle = result[start...].map(\.name)
                let first = first { circle.contains($0.name) }
                if start == 0, first?.name == deployment.name {
                    reading.report(.cycle(circle + [next.name]), at: like.place, path: "\(current.node.path).like")
                }
                return nil
            }
            result.append(next)
            current = next
        }
        return result
    }
}
