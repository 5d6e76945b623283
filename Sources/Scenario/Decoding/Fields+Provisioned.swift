// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

extension Fields {
    /// A number of environments, or `{count, spill-over, ready-after, preparation, schedule}`; `none` has none.
    ///
    /// The placement's `time-zone`, `provision-time` and `provision-rate` say how a schedule is carried out.
    func provisioned(_ field: Field?, period: Period) -> ProvisionedPlan? {
        let timing = ["provision-time", "provision-rate", "time-zone"]
        guard let field, !field.isWord("none") else {
            allow(timing)
            return nil
        }
        guard field.isMapping, let fields = field.fields() else {
            allow(timing)
            return field.count(upTo: WorkLimit.instances).map { ProvisionedPlan(count: $0) }
        }
        let schedule = fields.take("schedule")
        let count = fields.require("count")?.count(allowZero: schedule != nil, upTo: WorkLimit.instances)
        let spillsOver = fields.take("spill-over")?.flag() ?? true
        let readyAfter = fields.take("ready-after")?.duration(allowZero: true) ?? .zero
        fields.finish()
        var plan = count.map { ProvisionedPlan(count: $0, readyAfter: readyAfter, spillsOver: spillsOver) }
        guard let schedule else {
            allow(timing)
            return plan
        }
        let zone = timeZone()
        plan?.preparation = take("provision-time")?.duration(allowZero: true) ?? .zero
        plan?.allocationRate = take("provision-rate")?.optionalRate() ?? nil
        plan?.schedule = schedule.countSchedule(phase: period.start.seconds + zone, length: period.runLength.seconds)
        return plan
    }

    /// What is written to the logs for each invocation or request, and how long it is kept.
    func logs() -> LogChoices {
        var choices = LogChoices(
            bytesPerRequest: take("logs")?.quantity(.size) ?? 0,
            retention: take("log-retention")?.duration(allowZero: true) ?? .zero)
        choices.tracedShare = take("tracing")?.share() ?? 0
        choices.customMetrics = take("custom-metrics")?.count(allowZero: true) ?? 0
        return choices
    }
}

extension Field {
    /// `[{at: weekdays 09:00, count: 40}]`: the count from then on.
    fileprivate func countSchedule(phase: Double, length: Double) -> [ScheduledCount] {
        (items() ?? []).flatMap { item -> [ScheduledCount] in
            guard let fields = item.fields() else { return [] }
            let time = fields.require("at")?.recurringTime()
            let count = fields.require("count")?.count(allowZero: true, upTo: WorkLimit.instances)
            fields.finish()
            guard let time, let count else { return [] }
            return time.occurrences(phase: phase, within: length).map {
                ScheduledCount(time: SimulationTime(seconds: $0), count: count)
            }
        }.sorted { $0.time < $1.time }
    }
}
