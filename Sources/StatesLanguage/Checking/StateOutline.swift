// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// What of a state matters for the ways through a machine, taken from the file even where the state is faulty.
struct StateOutline {
    struct Link {
        /// `Next`, `Default` …
        var field: String
        var target: String
        var node: Node
    }

    let name: String
    let place: SourcePlace
    let path: String
    let links: [Link]
    /// Whether an execution can end here.
    let canEnd: Bool
    /// Whether passing it takes neither work nor waiting.
    let takesNoTime: Bool

    init(_ entry: Node.Entry) {
        name = entry.key
        place = entry.keyPlace
        path = entry.value.path
        let node = entry.value
        var links: [Link] = []
        func add(_ field: String, in node: Node) {
            guard let value = node[field], let target = value.string else { return }
            links.append(Link(field: field, target: target, node: value))
        }
        add("Next", in: node)
        if node["Type"]?.string == StateType.choice.rawValue {
            for rule in node["Choices"]?.items ?? [] { add("Next", in: rule) }
            add("Default", in: node)
        }
        for catcher in node["Catch"]?.items ?? [] { add("Next", in: catcher) }
        self.links = links
        let type = node["Type"]?.string.flatMap(StateType.init)
        // A state whose type is unknown might end anything: its type has been reported, nothing else is then.
        canEnd = node["End"]?.truth == true || type == .succeed || type == .fail || type == nil
        takesNoTime = type == .pass || type == .choice
    }
}
