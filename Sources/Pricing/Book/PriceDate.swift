// SPDX-License-Identifier: GPL-3.0-or-later

/// The day of a price, for telling how old it is.
///
/// Sources give days, months or years, some of them ranges (`2024-07 to 2024-12`): the last one named counts, from its
/// first day on, so that an age is never understated.
public struct PriceDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01 (proleptic Gregorian).
    public let day: Int

    /// Nil if the text names no year.
    public init?(_ text: String) {
        let numbers = text.split { !($0.isASCII && ($0.isNumber || $0 == "-")) }
        let dates = numbers.compactMap { word -> Int? in
            let parts = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard let year = parts.first ?? nil, (1900...9999).contains(year) else { return nil }
            let month = parts.count > 1 ? parts[1] ?? 1 : 1
            let day = parts.count > 2 ? parts[2] ?? 1 : 1
            guard (1...12).contains(month), day >= 1 else { return nil }
            let first = Self.days(year: year, month: month, day: 1)
            let next = month == 12
                ? Self.days(year: year + 1, month: 1, day: 1) : Self.days(year: year, month: month + 1, day: 1)
            return day <= next - first ? first + day - 1 : nil
        }
        guard let last = dates.last else { return nil }
        day = last
    }

    public static func < (a: Self, b: Self) -> Bool { a.day < b.day }

    /// Howard Hinnant's `days_from_civil` (howardhinnant.github.io/date_algorithms.html): years begin in March, so that
    /// the leap day is the last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
