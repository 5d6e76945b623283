// SPDX-License-Identifier: GPL-3.0-or-later

/// Ways through a graph that come back to where they began.
enum Circle {
    /// One circle for each edge that leads back to where a walk came from: at least one of every set of names that
    /// reach each other. The first name stands at the end again. Each name and edge is looked at once.
    static func all(among names: [String], successors: (String) -> [String]) -> [[String]] {
        var found: [[String]] = []
        var known: Set<Set<String>> = []
        var seen: Set<String> = []
        for start in names where seen.insert(start).inserted {
            // A loop and not a recursion: a chain may be as long as a file.
            var walk = [Step(name: start, ahead: successors(start)[...])]
            var depth = [start: 0]
            while let step = walk.last {
                guard let next = step.ahead.first else {
                    depth[step.name] = nil
                    walk.removeLast()
                    continue
                }
                walk[walk.count - 1].ahead.removeFirst()
                if let origin = depth[next] {
                    let circle = walk[origin...].map(\.name)
                    if known.insert(Set(circle)).inserted { found.append(circle + [next]) }
                } else if seen.insert(next).inserted {
                    depth[next] = walk.count
                    walk.append(Step(name: next, ahead: successors(next)[...]))
                }
            }
        }
        return found
    }

    /// A name on the way, and where it leads that has not been looked at.
    private struct Step {
        let name: String
        var ahead: ArraySlice<String>
    }
}
