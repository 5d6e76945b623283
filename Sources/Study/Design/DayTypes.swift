// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel
import Workload

/// Finds days of a period that are equal in law, so that each kind is simulated once and counted as often as it occurs.
///
/// **What the weighting changes.** Counts of the weighted replication have the same mean as those of the whole
/// period, up to what a day inherits from the day before beyond the lead-in, and up to the empty start of the first
/// day, which the whole period has and the weighted one has not. Their variance is larger: a day that stands for w
/// equal ones has w²σ² where w independent days have wσ², so intervals are wider by at most √w, never too narrow.
/// The price of a month is linear in its counts but at the edges of tiers and free tiers, where the unit price
/// steps by Δ: there E|price(weighted) − price(whole)| ≤ Δ·E|X − Y| ≤ Δ·(√w + 1)·s, with s the standard deviation
/// of the month's count, and only in so far as the edge lies within some s of the count; away from an edge the
/// means agree exactly. What is billed by the hour's maximum is taken hour by hour of each stretch.
enum DayTypes {
    static let day = SimulationDuration.seconds(86_400)
    /// Long enough for scaling cooldowns and idle lifetimes of minutes to forget the empty start.
    static let leadIn = SimulationDuration.seconds(3600)
    /// What ties one moment to another for at most this long is forgotten within the lead-in.
    static let longestTie = SimulationDuration.seconds(1800)
    /// Fewer requests than this run in a second or two: nothing is gained.
    static let fewestRequests = 2_000_000.0

    /// Nil when the period must be simulated whole: it is not made of whole days, too few of them are equal,
    /// or something in the traffic or in a schedule does not follow the day.
    static func design(of plans: [Plan], period: SimulationDuration, needed: Double = fewestRequests) -> RunDesign? {
        guard period.nanoseconds % day.nanoseconds == 0 else { return nil }
        let days = Int(period.nanoseconds / day.nanoseconds)
        guard days >= 3, days <= 366, plans.allSatisfy(isMemoryless) else { return nil }
        guard (plans.map { $0.meanRate }.max() ?? 0) * period.seconds >= needed else { return nil }

        var kinds: [(keys: [DayKey], days: [Int])] = []
        for index in 0..<days {
            var keys: [DayKey] = []
            for plan in plans {
                guard let key = DayKey(day: index, of: plan, last: days - 1) else { return nil }
                keys.append(key)
            }
            if let kind = kinds.firstIndex(where: { zip($0.keys, keys).allSatisfy { $0.isEqual(to: $1) } }) {
                kinds[kind].days.append(index)
            } else {
                kinds.append((keys, [index]))
            }
        }
        let saved = 1 - Double(kinds.count) * (day + leadIn).seconds / period.seconds
        guard saved >= 0.3 else { return nil }
        return design(kinds.map(\.days), period: period)
    }

    private static func design(_ kinds: [[Int]], period: SimulationDuration) -> RunDesign {
        let parts = kinds.map { days in
            // The first day of the period has no day before it to lead in from: take another of its kind.
            let chosen = days.first { $0 > 0 } ?? days[0]
            let start = SimulationTime(nanoseconds: Int64(chosen) * day.nanoseconds)
            let others = days.map { String($0 + 1) }.joined(separator: ", ")
            return RunDesign.Part(
                label: days.count == 1 ? "day \(others)" : "days \(others)",
                stretch: Stretch(start: start, warmUp: leadIn, length: day), weight: days.count)
        }.sorted { $0.stretch.start < $1.stretch.start }
        let note = AssumptionNote(
            address: "period.days",
            value: parts.map { "day \($0.stretch.start.nanoseconds / day.nanoseconds + 1) × \($0.weight)" }
                .joined(separator: ", "),
            source: "days with equal traffic and schedules are simulated once, after an hour of the day before that "
                + "is not observed, and counted as often as they occur")
        return RunDesign(parts: parts, described: period, notes: [note])
    }

    /// Whether nothing but the rate of traffic ties one day to another for longer than the lead-in.
    ///
    /// An incident belongs to one day alone, and what it leaves behind to the days after. Messages that a day leaves
    /// behind are seen only in a run: see `BacklogFold.carriesOver`.
    private static func isMemoryless(_ plan: Plan) -> Bool {
        guard plan.incidents.isEmpty else { return false }
        let delays = plan.channels.flatMap(\.subscriptions).map(\.delay)
        guard delays.allSatisfy({ $0 <= longestTie }) else { return false }
        let waits = plan.program.instructions.compactMap { instruction -> Double? in
            guard case .wait(let draw) = instruction else { return nil }
            return plan.program.draws[Int(draw)].distribution.mean
        }
        guard waits.allSatisfy({ $0 <= longestTie.seconds }) else { return false }
        return plan.functions.allSatisfy { function in
            guard let provisioned = function.provisioned else { return true }
            return max(provisioned.readyAfter, provisioned.preparation(of: provisioned.greatestCount)) <= longestTie
        }
    }
}

extension Plan {
    /// Requests a second in the long run over all sources; sources that cannot tell count nothing.
    var meanRate: Double { sources.reduce(0) { $0 + ($1.arrivals.meanRate ?? 0) } }
}

/// What a day is like: equal keys, equal days in law.
private struct DayKey {
    /// Expected arrivals in each five minutes, source by source.
    var rates: [Double] = []
    /// Times of the day that are fixed.
    var times: [Double] = []
    var bounds: [ScheduledBounds] = []
    var counts: [ScheduledCount] = []

    /// Nil when `plan` has something that no day repeats.
    init?(day: Int, of plan: Plan, last: Int) {
        let start = Double(day) * 86_400
        for source in plan.sources {
            guard add(source.arrivals, from: start) else { return nil }
        }
        for service in plan.services where !service.schedule.isEmpty {
            // A run that starts within the day begins with the bounds in force then, whoever set them.
            let before = service.schedule.last { $0.time.seconds <= start }?.bounds ?? service.tasks
            bounds.append(ScheduledBounds(time: .zero, bounds: before))
            bounds += service.schedule
                .filter { $0.time.seconds > start && $0.time.seconds < start + 86_400 }
                .map { ScheduledBounds(time: $0.time - .seconds(start), bounds: $0.bounds) }
        }
        for provisioned in plan.functions.compactMap(\.provisioned) where !provisioned.schedule.isEmpty {
            let before = provisioned.schedule.last { $0.time.seconds <= start }?.count ?? provisioned.count
            counts.append(ScheduledCount(time: .zero, count: before))
            counts += provisioned.schedule
                .filter { $0.time.seconds > start && $0.time.seconds < start + 86_400 }
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
                for time in all where time + shift >= start && time + shift < start + 86_400 {
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
        for step in 1...288 {
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
