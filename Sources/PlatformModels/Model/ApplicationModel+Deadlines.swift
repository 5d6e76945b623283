// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// What a deadline is set for: it carries a stamp that changes when the deadline no longer matters.
protocol Expiring: BitwiseCopyable {
    var stamp: UInt32 { get }
}

extension Request: Expiring {
    var stamp: UInt32 { generation }
}

extension Invocation: Expiring {
    var stamp: UInt32 { generation }
}

extension Message: Expiring {
    var stamp: UInt32 { receipt }
}

extension DeadlineQueue {
    /// After the due ones: when to set the timer next, or nil to leave it unset.
    mutating func nextTimer<Subject: Expiring>(among subjects: borrowing SlotTable<Subject>) -> SimulationTime? {
        nextTimer { subjects[Int($0.id)].stamp != $0.generation }
    }

    mutating func dropSettled<Subject: Expiring>(among subjects: borrowing SlotTable<Subject>) {
        dropSettled { subjects[Int($0.id)].stamp != $0.generation }
    }
}

/// Deadlines of what has been settled in time: dropped now and then, so that memory follows what is open and not
/// what has been done. A workflow may wait for a year.
extension ApplicationModel {
    mutating func dropSettledDeadlines() {
        for source in 0..<sources.count { sources[source].deadlines?.dropSettled(among: requests) }
        for door in 0..<doors.count { doors[door].deadlines?.dropSettled(among: requests) }
        for function in 0..<functions.count { functions[function].deadlines?.dropSettled(among: invocations) }
        for service in 0..<services.count { services[service].deadlines?.dropSettled(among: invocations) }
        for workflow in 0..<workflows.count { workflows[workflow].deadlines?.dropSettled(among: invocations) }
        for subscription in 0..<subscriptions.count {
            subscriptions[subscription].visibility?.dropSettled(among: messages)
        }
    }
}
