// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Puts values from the command line into the tree.
struct OverrideApplier {
    let diagnostics: Diagnostics

    /// The tree with all overrides; those with mistakes are reported and left out.
    func apply(_ overrides: [Override], to root: Node) -> Node {
        overrides.reduce(root) { root, override in
            // An address without its deployment means all of them.
            guard override.path.hasPrefix("place."), root["place"] == nil else {
                return set(override.path, override.value, in: root)
            }
            let deployments = (root["deployments"]?.entries ?? []).filter { $0.value["impossible"] == nil }.map(\.key)
            return deployments.reduce(root) { set("deployments.\($1).\(override.path)", override.value, in: $0) }
        }
    }

    /// Those that a scenario may do without, and whose keys need nothing else.
    private static let sections: Set = ["period", "precision", "objectives"]

    private func set(_ path: String, _ value: String, in root: Node) -> Node {
        let (path, value) = withParents(path, value, in: root)
        return root.setting(path: path, to: value, diagnostics: diagnostics) ?? root
    }

    /// A placement may be set where the file has none: `place` and the part's own mapping are put around the value.
    /// So may an option of a handler's asynchronous invocations, and what belongs to a section that the file leaves out.
    private func withParents(_ path: String, _ value: String, in root: Node) -> (path: String, value: String) {
        let steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if steps.count > 1, !steps.contains(""), Self.sections.contains(steps[0]), root[steps[0]] == nil {
            return (steps[0], steps.dropFirst().reversed().reduce(value) { "{\($1): \($0)}" })
        }
        if steps.count == 4, steps[0] == "handlers", steps[2] == "asynchronous" {
            let parent = steps[0...2].joined(separator: ".")
            guard root.value(at: steps[0...1].joined(separator: ".")) != nil, root.value(at: parent) == nil else {
                return (path, value)
            }
            return (parent, "{\(steps[3]): \(value)}")
        }
        guard steps.count >= 5, steps[0] == "deployments", steps[2] == "place" else { return (path, value) }
        let deployment = steps[0...1].joined(separator: ".")
        let place = steps[0...2].joined(separator: ".")
        let part = steps[0...3].joined(separator: ".")
        guard root.value(at: deployment) != nil else { return (path, value) }
        if let said = root.value(at: part) {
            // `notify: lambda` is opened, so that something can stand beside the product.
            guard let product = said.text, !product.isEmpty, steps.count == 5, steps[4] != "use" else { return (path, value) }
            return (part, "{use: \(product), \(steps[4]): \(value)}")
        }
        let inner = "{\(steps[4...].joined(separator: ".")): \(value)}"
        return root.value(at: place) == nil ? (place, "{\(steps[3]): \(inner)}") : (part, inner)
    }
}
