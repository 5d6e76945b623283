// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import SimulationKernel

/// Keys seen within a window of time, oldest forgotten first.
struct SeenKeys {
    private let window: SimulationDuration
    /// Keys and until when they are remembered.
    private var keys: [UInt64: SimulationTime] = [:]
    private var order = Deque<(key: UInt64, until: SimulationTime)>()

    init(_ plan: SuppressionPlan) { window = plan.window }

    /// Whether the key is known; if not, it is remembered from now on.
    mutating func contains(_ key: UInt64, at now: SimulationTime) -> Bool {
        while let first = order.first, first.until <= now {
            // A key that was forgotten and seen again has a later entry of its own.
            if keys[first.key] == first.until { keys[first.key] = nil }
            order.removeFirst()
        }
        guard keys[key] == nil else { return true }
        keys[key] = now + window
        order.append((key, now + window))
        return false
    }

    /// Forgets a key whose work has failed, so that it can be done again.
    mutating func forget(_ key: UInt64) { keys[key] = nil }
}
