// SPDX-License-Identifier: GPL-3.0-or-later

/// A time of the week, of the day, or since the start of the run.
enum RecurringTime: Sendable, Hashable {
    /// Seconds since Monday 00:00 local time, every week.
    case weekly(Double)
    /// Seconds since midnight, on these days (0 is Monday).
    case daily(Double, days: ClosedRange<Int>)
    /// Seconds since the start of the run, once.
    case sinceStart(Double)

    static let day = 86_400.0
    static let week = 604_800.0

    /// Monday to Sunday, as a scenario spells them.
    static let dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// From `monday 09:30`, `weekdays 09:30`, `09:30` or `monday`; nil for anything else.
    init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        guard let first = words.first, words.count <= 2 else { return nil }
        if words.count == 1, let time = Self.clock(first) {
            self = .daily(time, days: 0...6)
            return
        }
        guard let time = words.count == 2 ? Self.clock(words[1]) : 0 else { return nil }
        switch first {
        case "weekdays": self = .daily(time, days: 0...4)
        case "weekends": self = .daily(time, days: 5...6)
        case "daily": self = .daily(time, days: 0...6)
        default:
            guard let day = Self.day(named: first) else { return nil }
            self = .weekly(Double(day) * Self.day + time)
        }
    }

    /// Every time it happens from 0 to `length` [s of the run], ascending.
    ///
    /// - Parameter phase: local time of the week at which the run starts [s].
    func occurrences(phase: Double, within length: Double) -> [Double] {
        let offsets: [Double]
        switch self {
        case .sinceStart(let time): return time < length ? [time] : []
        case .weekly(let time): offsets = [time]
        case .daily(let time, let days): offsets = days.map { Double($0) * Self.day + time }
        }
        var result: [Double] = []
        for offset in offsets {
            let first = (offset - phase).truncatingRemainder(dividingBy: Self.week)
            var time = first < 0 ? first + Self.week : first
            while time < length {
                result.append(time)
                time += Self.week
            }
        }
        return result.sorted()
    }

    /// The index of a day from its name or the first three letters of it.
    static func day(named name: String) -> Int? {
        dayNames.firstIndex { $0 == name || (name.count == 3 && $0.hasPrefix(name)) }
    }

    /// Seconds since midnight of `09:30` or `09:30:15`.
    private static func clock(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, (0...24).contains(numbers[0]) else { return nil }
        guard numbers.dropFirst().allSatisfy((0...59).contains) else { return nil }
        let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return seconds <= 86_400 ? Double(seconds) : nil
    }
}
