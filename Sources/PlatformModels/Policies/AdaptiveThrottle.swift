// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// A client that refuses its own calls once too many have been refused, so that a backend is not kept busy refusing.
///
/// Requests and accepts are counted over a sliding window of ten parts.
struct AdaptiveThrottle {
    let plan: AdaptiveThrottlePlan
    let key: StreamKey
    private static let parts = 10
    private var requests: [Double]
    private var accepts: [Double]
    private var part: Int64 = 0

    init(_ plan: AdaptiveThrottlePlan, key: StreamKey) {
        self.plan = plan
        self.key = key
        requests = Array(repeating: 0, count: Self.parts)
        accepts = Array(repeating: 0, count: Self.parts)
    }

    /// Whether a call may go out; every call counts as a request, sent or not.
    mutating func admits(identity: UInt64, occurrence: UInt32, at now: SimulationTime) -> Bool {
        turn(to: now)
        let asked = requests.reduce(0, +), accepted = accepts.reduce(0, +)
        let refusal = max(0, (asked - plan.multiplier * accepted) / (asked + 1))
        requests[Int(part) % Self.parts] += 1
        return RandomStream.firstUniform(key, request: identity, occurrence: occurrence) >= refusal
    }

    mutating func noteAccepted(at now: SimulationTime) {
        turn(to: now)
        accepts[Int(part) % Self.parts] += 1
    }

    private mutating func turn(to now: SimulationTime) {
        let width = max(plan.window.nanoseconds / Int64(Self.parts), 1)
        let current = now.nanoseconds / width
        guard current > part else { return }
        for index in (max(part + 1, current - Int64(Self.parts) + 1))...current {
            requests[Int(index) % Self.parts] = 0
            accepts[Int(index) % Self.parts] = 0
        }
        part = current
    }
}
