// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Deadlines of what has been settled in time: dropped now and then, so that memory follows what is open and not
/// what has been done. A workflow may wait for a year.
extension ApplicationModel {
    mutating func dropSettledDeadlines() {
        for source in 0..<sources.count {
            guard var deadlines = sources[source].deadlines else { continue }
            sources[source].deadlines = nil
            deadlines.dropSettled { requests[Int($0.id)].generation != $0.generation }
            sources[source].deadlines = deadlines
        }
        for door in 0..<doors.count {
            guard var deadlines = doors[door].deadlines else { continue }
            doors[door].deadlines = nil
            deadlines.dropSettled { requests[Int($0.id)].generation != $0.generation }
            doors[door].deadlines = deadlines
        }
        for function in 0..<functions.count {
            guard var deadlines = functions[function].deadlines else { continue }
            functions[function].deadlines = nil
            deadlines.dropSettled { invocations[Int($0.id)].generation != $0.generation }
            functions[function].deadlines = deadlines
        }
        for workflow in 0..<workflows.count {
            guard var deadlines = workflows[workflow].deadlines else { continue }
            workflows[workflow].deadlines = nil
            deadlines.dropSettled { invocations[Int($0.id)].generation != $0.generation }
            workflows[workflow].deadlines = deadlines
        }
        for subscription in 0..<subscriptions.count {
            guard var visibility = subscriptions[subscription].visibility else { continue }
            subscriptions[subscription].visibility = nil
            visibility.dropSettled { messages[Int($0.id)].receipt != $0.generation }
            subscriptions[subscription].visibility = visibility
        }
    }
}
