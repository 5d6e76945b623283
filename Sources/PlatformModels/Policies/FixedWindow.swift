// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// A limiter that counts within whole windows of time and starts again at each.
struct FixedWindow {
    let plan: FixedWindowPlan
    private var window: Int64 = -1
    private var used = 0

    init(_ plan: FixedWindowPlan) { self.plan = plan }

    mutating func take(at now: SimulationTime) -> Bool {
        let current = now.nanoseconds / max(plan.window.nanoseconds, 1)
        if current != window { (window, used) = (current, 0) }
        guard used < plan.calls else { return false }
        used += 1
        return true
    }
}
