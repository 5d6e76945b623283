// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The names of all states of a definition, which are unique across its machines.
///
/// A reference, because the readers of one definition share it; it never leaves that reading.
final class StateNames {
    private var places: [String: SourcePlace] = [:]
    /// Links to states that their own machine does not have, to be judged when all names are known.
    private var strayLinks: [(link: StateOutline.Link, own: [String], reporter: Reporter)] = []

    /// The longest name that the service takes.
    private static let longest = 80

    func add(_ entry: Node.Entry, reporter: Reporter) {
        if let first = places[entry.key] {
            reporter.error(.duplicateState(first: first), at: entry.keyPlace, path: entry.value.path)
        } else {
            places[entry.key] = entry.keyPlace
        }
        if entry.key.isEmpty {
            reporter.error(.missing("a name", of: "a state"), at: entry.keyPlace, path: entry.value.path)
        } else if entry.key.count > Self.longest {
            reporter.error(.nameTooLong(count: entry.key.count), at: entry.keyPlace, path: entry.value.path)
        }
    }

    /// Remembers a link that leads nowhere within the machine whose states are `own`.
    func addStray(_ link: StateOutline.Link, own: [String], reporter: Reporter) {
        strayLinks.append((link, own, reporter))
    }

    /// The nearest name is looked for this often: with thousands of wrong links nobody reads on, and a search costs.
    private static let mostSearches = 100

    /// Reports the links that lead nowhere, or into another machine.
    func judgeStrayLinks() {
        for (count, (link, own, reporter)) in strayLinks.enumerated() {
            if places[link.target] != nil {
                reporter.error(.stateElsewhere(field: link.field, name: link.target), at: link.node)
            } else {
                let nearest = count < Self.mostSearches ? NearestName.of(link.target, among: own) : nil
                reporter.error(.unknownState(field: link.field, name: link.target, nearest: nearest), at: link.node)
            }
        }
    }
}
