// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import SimulationKernel

/// Keys seen within a window of time, oldest forgotten first.
struct SeenKeys {
    private let window: SimulationDuration
    private var keys: Set<UInt64> = []
    private var order = Deque<(key: UInt64, until: SimulationTime)>()

    init(_ plan: SuppressionPlan) { window = plan.window }

    /// Whether the key is known; if not, it is remembered from now on.
    mutating func contains(_ key: UInt64, at now: SimulationTime) -> Bool {
        while let first = order.first, first.until <= now {
            keys.remove(first.key)
            order.removeFirst()
        }
        guard keys.insert(key).inserted else { return true }
        order.append((key, now + window))
        return false
    }

    /// Forgets a key whose work has failed, so that it can be done again.
    mutating func forget(_ key: UInt64) { keys.remove(key) }
}
