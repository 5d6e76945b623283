// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel

/// What has begun and has no outcome yet, at the beginning or at the end of a stretch.
extension ApplicationModel {
    mutating func noteUnfinished(_ moment: WritableKeyPath<Unfinished, LogHistogram>, _ now: SimulationTime) {
        func age(since start: SimulationTime) -> UInt64 { UInt64(max(0, (now - start).nanoseconds)) }
        for slot in requests.taken {
            flows[Int(requests[slot].flow)].unfinished[keyPath: moment].record(age(since: requests[slot].created))
        }
        for slot in 0..<messages.bound where messages[slot].state != .free {
            subscriptions[Int(messages[slot].subscription)].seen.unfinished[keyPath: moment]
                .record(age(since: messages[slot].published))
        }
        guard followsOperations else { return }
        for index in 0..<invocations.bound where invocations[index].isAlive {
            operations[asked(of: index)].unfinished[keyPath: moment].record(age(since: invocations[index].arrived))
        }
    }
}
