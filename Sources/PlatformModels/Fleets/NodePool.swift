// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel

/// Machines, the tasks on them and the tasks that wait for room.
///
/// A task goes to the fullest machine that has room, so that others become empty. Machines in little use are not
/// emptied by moving their tasks; instead, tasks that are taken out are taken from the emptiest.
struct NodePool {
    private struct Node {
        var tasks = 0
        var isReady = false
        var isGone = false
        var emptySince = SimulationTime.zero
    }

    let plan: NodePlan
    let startUp: DrawIndex
    private var nodes: [Node] = []
    private var unused: [Int] = []
    /// Tasks that wait for room, and machines that have been asked for and cannot run any yet.
    var unplaced = 0
    private(set) var starting = 0
    private(set) var serial: UInt64 = 0
    private(set) var level: Level

    init(_ plan: NodePlan, startUp: DrawIndex, level: Level) {
        self.plan = plan
        self.startUp = startUp
        self.level = level
    }

    /// Machines that are there, or asked for.
    var count: Int { nodes.count - unused.count }

    func tasks(on node: Int) -> Int { nodes[node].tasks }

    /// Machines to ask for, for tasks that find no room on those that are there or coming.
    func missing() -> Int {
        let slots = max(1, plan.taskSlots)
        return max(0, min((unplaced + slots - 1) / slots - starting, plan.maximum - count))
    }

    /// A machine is decided on; it is paid from when it is asked for.
    mutating func decide() -> Int {
        starting += 1
        serial += 1
        guard let node = unused.popLast() else {
            nodes.append(Node())
            return nodes.count - 1
        }
        nodes[node] = Node()
        return node
    }

    mutating func ask(at now: SimulationTime) { level.add(1, at: now) }

    mutating func makeReady(_ node: Int, at now: SimulationTime) {
        starting -= 1
        nodes[node].isReady = true
        nodes[node].emptySince = now
    }

    mutating func place() -> Int? {
        var best: Int?
        for (index, node) in nodes.enumerated() where node.isReady && !node.isGone && node.tasks < plan.taskSlots {
            if node.tasks > best.map({ nodes[$0].tasks }) ?? -1 { best = index }
        }
        if let best { nodes[best].tasks += 1 }
        return best
    }

    mutating func leave(_ node: Int, at now: SimulationTime) {
        nodes[node].tasks -= 1
        if nodes[node].tasks == 0 { nodes[node].emptySince = now }
    }

    /// Gives up machines that have been empty for long enough.
    mutating func removeIdle(at now: SimulationTime) {
        for index in nodes.indices where nodes[index].isReady && !nodes[index].isGone && nodes[index].tasks == 0 {
            guard count > plan.minimum else { return }
            guard nodes[index].emptySince + plan.idleBeforeRemoval <= now else { continue }
            nodes[index].isGone = true
            unused.append(index)
            level.add(-1, at: now)
        }
    }

    mutating func restart(at now: SimulationTime) { level.restart(at: now) }
    mutating func summary(at end: SimulationTime) -> LevelSummary { level.summary(at: end) }
}
