// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel
import Workload

/// What a day is like: equal keys, equal days in law.
struct DayKey {
    /// Expected arrivals in each five minutes, source by source.
    var rates: [Double] = []
    /// Times of the day that are fixed.
    var times: [Double] = []
    var bounds: [ScheduledBounds] = []
    var counts: [ScheduledCount] = []

    private let length: Double

    /// What `length` seconds from `start` on are like; nil when `plan` has something that no day repeats.
    init?(of plan: Plan, from start: Double, length: Double) {
        self.length = length
        for source in plan.sources {
            guard add(source.arrivals, from: start) else { return nil }
        }
        for service in plan.services where !service.schedule.isEmpty {
            // A run that starts within the day begins with the bounds in force then, whoever set them.
            let before = service.schedule.last { $0.time.seconds <= start }?.bounds ?? service.tasks
            bounds.append(ScheduledBounds(time: .zero, bounds: before))
            bounds += service.schedule
                .filter { $0.time.seconds > start && $0.time.seconds < start + length }
                .map { ScheduledBounds(time: $0.time - .seconds(start), bounds: $0.bounds) }
        }
        for provisioned in plan.functions.compactMap(\.provisioned) where !provisioned.schedule.isEmpty {
            let before = provisioned.schedule.last { $0.time.seconds <= start }?.count ?? provisioned.count
            counts.append(ScheduledCount(time: .zero, count: before))
            counts += provisioned.schedule
                .filter { $0.time.seconds > start && $0.time.seconds < start + length }
                .map { ScheduledCount(time: $0.time - .seconds(start), count: $0.count) }
        }
    }

    private mutating func add(_ arrivals: ArrivalProcess, from start: Double) -> Bool {
        switch arrivals {
        case .poisson(let profile):
            add(profile, from: start)
            return true
        case .renewal(let gap, let profile):
            // A gap of hours ties one day to the next.
            guard profile != nil || gap.mean <= 600 else { return false }
            if let profile { add(profile, from: start) }
            return true
        case .deterministic(let interval, _):
            return (86_400 / interval).rounded() == 86_400 / interval
        case .times(let all, let period):
            guard let period else { return false }
            // A day may lie across the end of a repetition.
            for round in [0, 1] {
                let shift = (start / period).rounded(.down) * period + Double(round) * period
                for time in all where time + shift >= start && time + shift < start + length {
                    times.append(time + shift - start)
                }
            }
            return true
        case .batches(let instants, _):
            return add(instants, from: start)
        case .markovModulated, .closedLoop, .trace:
            return false
        }
    }

    private mutating func add(_ profile: RateProfile, from start: Double) {
        var before = profile.cumulative(at: start)
        for step in 1...Int(length / 300) {
            let after = profile.cumulative(at: start + Double(step) * 300)
            rates.append(after - before)
            before = after
        }
    }

    /// Equal up to rounding: differences of Λ lose digits as Λ grows.
    func isEqual(to other: DayKey) -> Bool {
        guard rates.count == other.rates.count, times.count == other.times.count, bounds == other.bounds,
              counts == other.counts else {
            return false
        }
        let scale = max(rates.max() ?? 0, other.rates.max() ?? 0)
        return zip(rates, other.rates).allSatisfy { abs($0 - $1) <= 1e-6 * scale }
            && zip(times, other.times).allSatisfy { abs($0 - $1) < 1e-6 }
    }
}
