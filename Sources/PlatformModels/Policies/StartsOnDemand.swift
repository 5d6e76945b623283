// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// How many tasks requests start that find no place.
struct StartsOnDemand: BitwiseCopyable {
    /// Requests that one task takes.
    var concurrency: Int
    /// Tasks that there may be by the quota.
    var quota: Int

    init(concurrency: Int?, vCPU: Double, coreQuota: Double?) {
        self.concurrency = max(1, concurrency ?? .max)
        // A billionth forgives what decimal fractions of cores lose in binary.
        quota = coreQuota.map { Int(min($0 / vCPU + 1e-9, 1e9)) } ?? .max
    }

    /// - Parameters:
    ///   - waiting: requests without a place.
    ///   - coming: tasks that are starting, or waiting to be.
    ///   - wanted: tasks that there are or will be, those included.
    func starts(waiting: Int, coming: Int, wanted: Int, maximum: Int) -> Int {
        let needed = (waiting - 1) / concurrency + 1
        return max(0, min(waiting > 0 ? needed - coming : 0, min(maximum, quota) - wanted))
    }
}
