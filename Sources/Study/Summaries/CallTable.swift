// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// The calls of a plan by who makes them and whom they reach.
struct CallTable: Sendable {
    struct Row: Sendable {
        var handler: Int
        var target: CallTarget
        /// Indices of the program's calls.
        var calls: [Int]
    }

    /// In the order of the handlers and, within one, of its program.
    private(set) var rows: [Row] = []

    init(of plan: Plan) {
        for handler in plan.handlers.indices {
            for call in plan.program.calls(from: plan.handlers[handler].entry) {
                let target = plan.program.calls[call].target
                if let row = rows.firstIndex(where: { $0.handler == handler && $0.target == target }) {
                    rows[row].calls.append(call)
                } else {
                    rows.append(Row(handler: handler, target: target, calls: [call]))
                }
            }
        }
    }
}

extension Program {
    /// Every call that a run beginning at `entry` can make, in the order of the program.
    func calls(from entry: Int) -> [Int] {
        var found: [Int] = []
        for case .call(let call) in reachable(from: entry).map({ instructions[$0] }) { found.append(Int(call)) }
        return found
    }

    /// Positions of the instructions that a run beginning at `entry` can come to, ascending.
    func reachable(from entry: Int) -> [Int] {
        var seen: Set<Int> = []
        var open = [entry]
        while let position = open.popLast() {
            guard instructions.indices.contains(position), seen.insert(position).inserted else { continue }
            switch instructions[position] {
            case .end, .join, .raise: break
            case .jump(let target), .loop(let target): open.append(Int(target))
            case .choose(let choice): open += choices[Int(choice)].targets
            case .once(let past): open += [position + 1, Int(past)]
            case .fork(let fork):
                open += forks[Int(fork)].branches + [position + 1] + targets(ofRecovery: forks[Int(fork)].recovery)
            case .map(let map):
                open += [maps[Int(map)].entry, position + 1] + targets(ofRecovery: maps[Int(map)].recovery)
            case .call(let call): open += [position + 1] + targets(ofRecovery: calls[Int(call)].recovery)
            case .compute, .wait, .respond, .fail, .suppress, .enter: open.append(position + 1)
            }
        }
        return seen.sorted()
    }

    private func targets(ofRecovery recovery: Int?) -> [Int] {
        recovery.map { recoveries[$0].catchers.map(\.target) } ?? []
    }
}
