// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels
import SimulationKernel

/// Observations add up: counts, histograms and integrals are integers, so the sum depends on neither order nor
/// threads. Courses over time (buckets, backlog at the end of buckets) are given up; hours are kept, because what
/// is billed by an hour's maximum must be taken hour by hour.
extension Observation {
    /// The stretches of one replication as one observation of the period; each hour of a stretch that stands for
    /// several appears as often. Nil without stretches.
    static func weighted(_ parts: [(observation: Observation, weight: Int)]) -> Observation? {
        guard let first = parts.first else { return nil }
        // Begins as the first part counted once, and adds the rest of its weight.
        var sum = first.observation
        sum.events = 0
        sum.invocations = 0
        sum.violations = []
        for index in sum.sources.indices { sum.sources[index].inFlightSeries = [] }
        sum.add(first.observation, times: UInt64(first.weight - 1), keepingHours: true)
        for part in parts.dropFirst() { sum.add(part.observation, times: UInt64(part.weight), keepingHours: true) }
        return sum
    }

    mutating func add(_ other: Observation, times: UInt64 = 1, keepingHours: Bool = false) {
        window.nanoseconds += other.window.nanoseconds * Int64(times)
        for index in sources.indices { sources[index].add(other.sources[index], times: times) }
        for index in flows.indices { flows[index].add(other.flows[index], times: times) }
        for index in doors.indices { doors[index].add(other.doors[index], times: times, keepingHours: keepingHours) }
        for index in functions.indices { functions[index].add(other.functions[index], times: times) }
        for index in services.indices { services[index].add(other.services[index], times: times) }
        for index in backends.indices { backends[index].add(other.backends[index], times: times) }
        for index in workflows.indices { workflows[index].add(other.workflows[index], times: times) }
        for index in operations.indices { operations[index].add(other.operations[index], times: times) }
        for index in channels.indices { channels[index].add(other.channels[index], times: times) }
        for index in calls.indices { calls[index].add(other.calls[index], times: times) }
        for index in suppressed.indices { suppressed[index] += other.suppressed[index] * times }
        for index in accounts.indices { accounts[index].merge(other.accounts[index], times: times) }
        // Work really done, not work that is stood for.
        events += other.events
        invocations += other.invocations
        stop = stop ?? other.stop
        violations += other.violations
    }

    /// Without histograms and hours: what is kept of every replication.
    var light: Observation {
        var light = self
        for index in flows.indices {
            light.flows[index].warmLatency = LogHistogram()
            light.flows[index].coldLatency = LogHistogram()
            light.flows[index].unfinished = Unfinished()
        }
        for index in doors.indices {
            light.doors[index].hourlyRequests = []
            light.doors[index].hourlyBytes = []
            light.doors[index].hourlyConnections = []
        }
        for index in functions.indices { light.functions[index].waits = LogHistogram() }
        for index in services.indices { light.services[index].waits = LogHistogram() }
        for index in backends.indices {
            light.backends[index].waits = LogHistogram()
            light.backends[index].latency = LogHistogram()
        }
        for index in workflows.indices { light.workflows[index].durations = LogHistogram() }
        for index in operations.indices {
            light.operations[index].durations = LogHistogram()
            light.operations[index].unfinished = Unfinished()
        }
        for index in channels.indices { light.channels[index].dropHistograms() }
        return light
    }
}
