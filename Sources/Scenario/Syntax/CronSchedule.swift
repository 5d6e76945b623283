// SPDX-License-Identifier: GPL-3.0-or-later

/// A cron expression whose times repeat every week: minute, hour, `*`, `*`, day of the week.
struct CronSchedule: Sendable, Hashable {
    /// Seconds since Monday 00:00, ascending.
    let times: [Double]

    init(times: [Double]) { self.times = times }

    /// From five fields; days of the month and months must be `*`, because a run has no calendar.
    init?(_ expression: String) {
        let fields = expression.lowercased().split(separator: " ").map(String.init)
        guard fields.count == 5, fields[2] == "*" || fields[2] == "?", fields[3] == "*" else { return nil }
        guard let minutes = Self.values(fields[0], 0...59), let hours = Self.values(fields[1], 0...23),
            let days = Self.days(fields[4])
        else { return nil }
        times = days.flatMap { day in
            hours.flatMap { hour in minutes.map { Double(day * 86_400 + hour * 3600 + $0 * 60) } }
        }.sorted()
    }

    /// A second, over the week.
    var meanRate: Double { Double(times.count) / RecurringTime.week }

    /// How many of the times there are in `length` seconds from `start` [s since Monday 00:00], its first instant in.
    func count(from start: Double, lasting length: Double) -> Int {
        func before(_ instant: Double) -> Int {
            let weeks = (instant / RecurringTime.week).rounded(.down)
            let rest = instant - weeks * RecurringTime.week
            return Int(weeks) * times.count + times.count { $0 < rest }
        }
        return before(start + length) - before(start)
    }

    /// `*`, `5`, `1-5`, `*/15`, `0-30/10` and lists of them.
    private static func values(_ field: String, _ range: ClosedRange<Int>) -> [Int]? {
        var result: Set<Int> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            guard let base = halves.first, halves.count <= 2 else { return nil }
            guard let step = halves.count == 2 ? Int(halves[1]) : 1, step > 0 else { return nil }
            var low = range.lowerBound, high = range.upperBound
            if base != "*" {
                let ends = base.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
                guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
                low = first
                high = ends.count == 1 && halves.count == 2 ? high : last
            }
            guard range.contains(low), range.contains(high), low <= high else { return nil }
            result.formUnion(stride(from: low, through: high, by: step))
        }
        return result.sorted()
    }

    /// Days of the week by number (0 and 7 are Sunday, as cron has it) or name; 0 is Monday in the result.
    private static func days(_ field: String) -> [Int]? {
        if field == "*" || field == "?" { return Array(0...6) }
        var text = field
        for (index, name) in RecurringTime.dayNames.enumerated() {
            text = text.replacing(name.prefix(3), with: String(index + 1))
        }
        guard let numbers = values(text, 0...7) else { return nil }
        return Set(numbers.map { $0 == 0 ? 6 : $0 - 1 }).sorted()
    }
}
