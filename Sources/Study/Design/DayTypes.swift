// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel
import Workload

/// Finds days of a period that are equal in law, so that each kind is simulated once and counted as often as it occurs.
///
/// **Where a day begins.** At the hour that leaves the fewest kinds: midnight of the period's clock may be the evening
/// of those who send, and then Monday begins with a Sunday evening and Tuesday does not. Days from 05:00 on cover the
/// period but for its first five hours and run five hours past its end, so another hour than midnight is taken only
/// where what follows the period is what it began with: then the days are those of a period of the same law.
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
    /// Of longer periods, only days from midnight are compared: it would take longer than it saves.
    static let mostDaysMoved = 31
    /// Fewer requests than this run in a second or two: nothing is gained.
    static let fewestRequests = 2_000_000.0

    /// Nil when the period must be simulated whole: it is not made of whole days, too few of them are equal,
    /// or something in the traffic or in a schedule does not follow the day.
    static func design(of plans: [Plan], period: SimulationDuration, needed: Double = fewestRequests) -> RunDesign? {
        guard period.nanoseconds % day.nanoseconds == 0 else { return nil }
        let days = Int(period.nanoseconds / day.nanoseconds)
        guard days >= 3, days <= 366, plans.allSatisfy(isMemoryless) else { return nil }
        guard (plans.map { $0.meanRate }.max() ?? 0) * period.seconds >= needed else { return nil }

        guard var kinds = kinds(of: plans, days: days, from: 0) else { return nil }
        var firstHour = 0
        if days <= mostDaysMoved, kinds.count > 1 {
            for hour in 1..<24 where plans.allSatisfy({ repeats($0, after: period, hours: hour) }) {
                guard let moved = Self.kinds(of: plans, days: days, from: hour) else { continue }
                if moved.count < kinds.count { (kinds, firstHour) = (moved, hour) }
            }
        }
        let saved = 1 - Double(kinds.count) * (day + leadIn).seconds / period.seconds
        guard saved >= 0.3 else { return nil }
        return design(kinds, from: firstHour, period: period)
    }

    /// The days of each kind, counted from 0; nil when something never repeats.
    private static func kinds(of plans: [Plan], days: Int, from hour: Int) -> [[Int]]? {
        var kinds: [(keys: [DayKey], days: [Int])] = []
        for index in 0..<days {
            var keys: [DayKey] = []
            for plan in plans {
                let start = Double(index) * day.seconds + Double(hour) * 3600
                guard let key = DayKey(of: plan, from: start, length: day.seconds) else { return nil }
                keys.append(key)
            }
            if let kind = kinds.firstIndex(where: { zip($0.keys, keys).allSatisfy { $0.isEqual(to: $1) } }) {
                kinds[kind].days.append(index)
            } else {
                kinds.append((keys, [index]))
            }
        }
        return kinds.map(\.days)
    }

    /// Whether the hours after the period are like its first ones.
    private static func repeats(_ plan: Plan, after period: SimulationDuration, hours: Int) -> Bool {
        let length = Double(hours) * 3600
        guard let first = DayKey(of: plan, from: 0, length: length),
              let next = DayKey(of: plan, from: period.seconds, length: length) else { return false }
        return first.isEqual(to: next)
    }

    private static func design(_ kinds: [[Int]], from hour: Int, period: SimulationDuration) -> RunDesign {
        let moved = hour > 0 ? " from \(hour < 10 ? "0" : "")\(hour):00" : ""
        func start(of index: Int) -> SimulationTime {
            SimulationTime(nanoseconds: Int64(index) * day.nanoseconds) + .seconds(Double(hour) * 3600)
        }
        let chosen = kinds.map { days in
            // The first day of the period has no day before it to lead in from: take another of its kind.
            (first: days.first { $0 > 0 } ?? days[0], days: days)
        }.sorted { $0.first < $1.first }
        let parts = chosen.map { first, days in
            RunDesign.Part(
                label: (days.count == 1 ? "day " : "days ") + listed(days.map { $0 + 1 }) + moved,
                stretch: Stretch(start: start(of: first), warmUp: leadIn, length: day), weight: days.count)
        }
        let note = AssumptionNote(
            address: "period.days",
            value: chosen.map { "day \($0.first + 1)\(moved) × \($0.days.count)" }.joined(separator: ", "),
            source: "days with equal traffic and schedules are simulated once, after an hour of the day before that "
                + "is not observed, and counted as often as they occur")
        return RunDesign(parts: parts, described: period, notes: [note])
    }

    /// 1, 2, 3, 6, 7 as "1–3, 6, 7".
    private static func listed(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { run in
            run.count < 3 ? run.map(String.init).joined(separator: ", ") : "\(run.lowerBound)–\(run.upperBound)"
        }.joined(separator: ", ")
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
