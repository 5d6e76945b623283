// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Optimistic concurrency: a write succeeds only if nobody else has written its key since it was read.
extension ApplicationModel {
    /// A write that follows no read has seen its key as it is when the write sets out.
    mutating func noteVersion(_ frame: Int, _ call: Int, _ backend: Int) {
        frames[frame].hasConflict = false
        guard calls[call].plan.operation.isWrite, frames[frame].version == Frame.nothingRead,
              let key = conditionKey(frame, call) else { return }
        frames[frame].version = backends[backend].versions[key]
    }

    /// A conditional call has reached its table, half way to its answer: it sees, or changes, the key's version.
    ///
    /// A refusal tells the version that is there, so that another attempt is about that one.
    mutating func callReaches(_ event: ModelEvent, _ scheduler: inout Clock) {
        let frame = event.id
        guard frames[frame].epoch & 0xff_ffff == event.tag else { return }
        let call = Int(frames[frame].call)
        guard case .backend(let backend) = calls[call].plan.target, let key = conditionKey(frame, call) else { return }
        let present = backends[backend].versions[key]
        guard calls[call].plan.operation.isWrite else {
            frames[frame].version = present
            return
        }
        if present == frames[frame].version {
            backends[backend].versions[key] = present &+ 1
            frames[frame].version = Frame.nothingRead
        } else {
            backends[backend].seen.conflicts &+= 1
            frames[frame].hasConflict = true
            frames[frame].version = present
        }
    }

    /// Equal streams give a piece of work the same key in all its calls.
    private mutating func conditionKey(_ frame: Int, _ call: Int) -> Int? {
        guard let condition = calls[call].condition else { return nil }
        var stream = RandomStream(condition.key, request: frames[frame].identity)
        return condition.popularity.sample(&stream)
    }
}
