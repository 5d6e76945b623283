// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

extension Field {
    /// `[{at: weekdays 09:00, tasks: 4..40}]`: the bounds of a fleet from then on, in the order of time.
    ///
    /// - Parameters:
    ///   - key: What the bounds are called: tasks, instances.
    ///   - range: Reads them.
    ///   - phase: Seconds of the week, in local time, at which the run begins.
    ///   - length: Seconds of the run.
    func boundsSchedule(_ key: String, _ range: (Field) -> () -> CountRange?, phase: Double, length: Double)
        -> [ScheduledBounds]
    {
        (items() ?? []).flatMap { item -> [ScheduledBounds] in
            guard let fields = item.fields() else { return [] }
            let time = fields.require("at")?.recurringTime()
            let bounds = fields.require(key).flatMap { range($0)() }
            fields.finish()
            guard let time, let bounds else { return [] }
            return time.occurrences(phase: phase, within: length).map {
                ScheduledBounds(
                    time: SimulationTime(seconds: $0), bounds: TaskBounds(minimum: bounds.low, maximum: bounds.high))
            }
        }.sorted { $0.time < $1.time }
    }
}
