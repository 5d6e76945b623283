// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

/// What every report says of a subscription in one line.
struct SubscriptionRow {
    let seen: SubscriptionResult

    private var isOnlyKept: Bool { seen.target == nil }

    var done: String {
        isOnlyKept ? Figures.none : Figures.significant(seen.donePerSecond.value, 3)
    }
    var backlogPeak: String { Figures.short(Double(seen.backlog.peak)) }
    var age: String { Figures.seconds(seen.ages.percentile(0.99)?.estimate?.value) }
    var deadLettered: String { isOnlyKept ? Figures.none : Figures.short(seen.deadLettered.value) }
    var lost: String { Figures.short(seen.lost.value) }
    var duplicates: String { isOnlyKept ? Figures.none : Figures.short(seen.duplicates.value) }

    /// Whether anybody has to look at it.
    var isLosing: Bool { seen.lost.value > 0 }
    var isRepeating: Bool { seen.duplicates.value > 0 }
    var isGivingUp: Bool { !isOnlyKept && seen.deadLettered.value > 0 }
}

/// The same of a workflow.
struct WorkflowRow {
    let seen: WorkflowResult

    var started: String { Figures.short(seen.started.value) }
    var failed: String { Figures.short(seen.failed.value + seen.timedOut.value) }
    var transitions: String { seen.transitionsPerExecution.map { Figures.significant($0.value, 3) } ?? Figures.none }
    var openPeak: String { Figures.short(Double(seen.open.peak)) }

    func duration(_ quantile: Double) -> String {
        Figures.seconds(seen.durations.percentile(quantile)?.estimate?.value)
    }
}

extension Figures {
    static func seconds(_ value: Double?) -> String { value.map { seconds($0) } ?? none }
}
