// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The ways through one machine: whether all lead somewhere, every state is reached and an end can be reached.
struct StateGraph {
    private let outlines: [StateOutline]
    private let startAt: String?
    private let startNode: Node?
    private let reporter: Reporter
    /// For each state the positions of those that may come next.
    private let successors: [[Int]]
    private let positions: [String: Int]

    init(_ outlines: [StateOutline], startAt: String?, startNode: Node?, reporter: Reporter) {
        self.outlines = outlines
        self.startAt = startAt
        self.startNode = startNode
        self.reporter = reporter
        let positions = Dictionary(
            outlines.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.positions = positions
        successors = outlines.map { outline in outline.links.compactMap { positions[$0.target] } }
    }

    func check(names: StateNames) {
        let own = outlines.map(\.name)
        if let startAt, let startNode, positions[startAt] == nil {
            names.addStray(
                StateOutline.Link(field: "StartAt", target: startAt, node: startNode), own: own, reporter: reporter)
        }
        for outline in outlines {
            for link in outline.links where positions[link.target] == nil {
                names.addStray(link, own: own, reporter: report(outline))
            }
        }
        let allLinksHold = outlines.allSatisfy { $0.links.allSatisfy { positions[$0.target] != nil } }
        guard let startAt, let start = positions[startAt] else { return }
        let reached = Self.reached(from: [start], by: successors)
        // Behind a wrong name may stand the way to a state, or to an end: one mistake is not told twice.
        guard allLinksHold else { return }
        for (position, outline) in outlines.enumerated() where !reached.contains(position) {
            report(outline).error(.unreachable(startAt: startAt), at: outline.place, path: outline.path)
        }
        checkEnds(reached)
    }

    private func report(_ outline: StateOutline) -> Reporter {
        Reporter(diagnostics: reporter.diagnostics, state: outline.name)
    }

    // MARK: Ends

    private func checkEnds(_ reached: Set<Int>) {
        var predecessors = [[Int]](repeating: [], count: outlines.count)
        for (position, next) in successors.enumerated() { for other in next { predecessors[other].append(position) } }
        // A state without a way on and without an end has been reported as such.
        let ends = outlines.indices.filter { outlines[$0].canEnd || successors[$0].isEmpty }
        let ending = Self.reached(from: ends, by: predecessors)
        let trapped = outlines.indices.filter { reached.contains($0) && !ending.contains($0) }
        guard let first = trapped.first else { return }
        let names = trapped.map { outlines[$0].name }
        let idle = idleCircles(trapped, predecessors)
        if let first = idle.first {
            report(outlines[first]).error(
                .cycleWithoutDelay(idle.map { outlines[$0].name }), at: outlines[first].place,
                path: outlines[first].path)
        } else if ends.isEmpty {
            reporter.error(.noEnd, at: startNode?.place ?? outlines[first].place, path: "")
        } else {
            report(outlines[first]).warning(
                .noWayOut(names), at: outlines[first].place, path: outlines[first].path)
        }
    }

    /// Those of the states without an end that only ever lead to states that take no time, in circles.
    private func idleCircles(_ trapped: [Int], _ predecessors: [[Int]]) -> [Int] {
        let working = outlines.indices.filter { !outlines[$0].takesNoTime }
        let leadingToWork = Self.reached(from: working, by: predecessors)
        var idle = Set(trapped.filter { !leadingToWork.contains($0) })
        // What only leads into a circle is no part of it: peel off what nothing in the set leads to.
        var degrees = [Int](repeating: 0, count: outlines.count)
        for position in idle { for next in successors[position] { degrees[next] += 1 } }
        var loose = idle.filter { degrees[$0] == 0 }
        while let position = loose.popFirst() {
            idle.remove(position)
            for next in successors[position] {
                degrees[next] -= 1
                if degrees[next] == 0 { loose.insert(next) }
            }
        }
        return idle.sorted()
    }

    private static func reached(from starts: [Int], by edges: [[Int]]) -> Set<Int> {
        var reached = Set(starts)
        var waiting = Array(reached)
        while let position = waiting.popLast() {
            for next in edges[position] where reached.insert(next).inserted { waiting.append(next) }
        }
        return reached
    }
}
