// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel
@testable import PlatformModels

extension FleetReading {
    /// What a scaler sees `seconds` after the start: all tasks can serve unless it is said otherwise.
    static func at(_ seconds: Double, tasks: Int, ready: Int? = nil, inFlight: Double = 0, cores: Double = 0,
                   concurrency: Int? = nil) -> FleetReading {
        var reading = FleetReading(
            now: SimulationTime(seconds: seconds), period: .seconds(1), bounds: TaskBounds(minimum: 0, maximum: 10_000),
            desired: tasks, ready: ready ?? tasks, vCPU: 1, concurrency: concurrency)
        reading.inFlight = inFlight
        reading.cores = cores
        return reading
    }
}
